"""What a projection costs: pay items, employer contributions and budget lines, in whole fen inside."""

from simlib.budget.codes import budget_codes
from simlib.budget.lines import Budget, cost, repriced
from simlib.budget.price_table import PriceTable, price_table

__all__ = ["Budget", "PriceTable", "budget_codes", "cost", "price_table", "repriced"]
