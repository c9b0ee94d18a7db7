"""How hard properties are tried: the same few cases every time, or (SIMLIB_TRIES=1000) so many new ones of each."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("SIMLIB_TRIES", 0))
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile(
    "usual", derandomize=True, max_examples=40, deadline=None, database=None, suppress_health_check=_SLOW
)
settings.register_profile(
    "thorough", max_examples=TRIES or 1, deadline=None, suppress_health_check=_SLOW, print_blob=True
)
settings.load_profile("thorough" if TRIES else "usual")
