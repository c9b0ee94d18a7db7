"""The exact twin: what a projection has to average to, worked out from the terms by another road."""

from simlib.twin.quotas import quotas_of, without_quotas
from simlib.twin.twin import Twin, twin

__all__ = ["Twin", "quotas_of", "twin", "without_quotas"]
