"""What a projection costs: pay items, employer contributions and budget lines, in whole fen inside."""

from simlib.budget.lines import LINES, Budget, cost, repriced

__all__ = ["LINES", "Budget", "cost", "repriced"]
