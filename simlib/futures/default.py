"""The futures that every command, page and sheet takes unless it is told otherwise."""

from __future__ import annotations

from simlib.futures.files import load_futures
from simlib.futures.spread import Futures
from simlib.policy import Policy
from simlib.policy.packs import known_futures

USUAL = "plausible"


def usual_futures(policy: Policy) -> Futures:
    """Return the usual futures of a policy: those of the file `plausible`, and what was typed as a range.

    They refuse no policy (`Futures.gives_way`).
    Terms that the policy does not give are passed over; where it gives none of them, nothing is left to vary but luck
    and the drawn staff. Raises PolicyError with everything that is wrong with the file.
    """
    futures = load_futures(known_futures()[USUAL], policy, gives_way=True)
    return futures.with_typed(policy.spreads, policy.terms)
