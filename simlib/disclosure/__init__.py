"""Small cells of a staff of real people: which counts are hidden wherever they would be shown, and why no other.

pattern = hidden_cells(staff, policy)        # once a staff, from the opening month
pattern.masked(tables.stocks(projection))    # "*" in the hidden cells, whatever the policy, the future and the year
"""

from simlib.disclosure.pattern import FEWEST, LEAST, Pattern, Refused, hidden_cells, hidden_note
from simlib.disclosure.shown import hidden_below, pattern_of, refuse_of_real

__all__ = [
    "FEWEST",
    "LEAST",
    "Pattern",
    "Refused",
    "hidden_below",
    "hidden_cells",
    "hidden_note",
    "pattern_of",
    "refuse_of_real",
]
