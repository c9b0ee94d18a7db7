"""What a projection costs: pay items, employer contributions and budget lines, in whole fen inside."""

from simlib.budget.codes import budget_codes
from simlib.budget.lines import Budget, cost, repriced

__all__ = ["Budget", "budget_codes", "cost", "repriced"]
