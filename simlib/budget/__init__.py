"""What a projection costs: pay items, employer contributions and budget lines, in whole fen inside."""

from simlib.budget.lines import Budget, cost, repriced

__all__ = ["Budget", "cost", "repriced"]
