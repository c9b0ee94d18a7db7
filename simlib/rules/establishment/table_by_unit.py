"""A table of posts by unit, which the unit may shift a little between its places.  [establishment.table, .adjustment]

Table     so many posts of each kind in each place of a type, as the authority counts them.
Shifted   by what the unit moves between its places: within `establishment.tolerance` for the elected posts of each
          together, and for its other posts together; and never more in all than the table gives the unit. A policy that
          goes beyond either does not load.
Reviews   × (1 + `establishment.review_change`) for every review so far, rounded to whole posts as the policy says.
"""

from __future__ import annotations

import numpy as np

from simlib.policy.month import Terms
from simlib.rules.establishment.places import Past, Places
from simlib.rules.groups import all_rounded


def table_by_unit(terms: Terms, places: Places, past: Past) -> np.ndarray:
    """Return the authorised posts in a month, shape (P, Q) int64."""
    exists = places.ordinal < terms.establishment_communities[places.unit, places.kind]
    posts = (terms.establishment_table + terms.establishment_adjustment)[places.unit, places.kind] * exists[:, None]
    return all_rounded((posts * past.factor).ravel(), terms.establishment_rounding).reshape(posts.shape)
