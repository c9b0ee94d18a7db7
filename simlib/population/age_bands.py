"""The bands of age and of service, found in a table."""

from __future__ import annotations

import numpy as np

from simlib.compiled import lightly_compiled
from simlib.policy.axes import AGE_BAND_STARTS, SERVICE_BAND_STARTS


def _bands(starts: tuple[int, ...]) -> np.ndarray:
    """Return the band of each number of months from 0 to the start of the last band, given where the bands start."""
    return np.searchsorted(starts, np.arange(starts[-1] + 1), side="right") - 1


_AGE_BANDS = _bands(AGE_BAND_STARTS)
_SERVICE_BANDS = _bands(SERVICE_BAND_STARTS)


@lightly_compiled
def age_band(months):
    """Return the age band of an age in months."""
    return _AGE_BANDS[max(0, min(months, len(_AGE_BANDS) - 1))]


@lightly_compiled
def service_band(months):
    """Return the service band of a length of service in months."""
    return _SERVICE_BANDS[max(0, min(months, len(_SERVICE_BANDS) - 1))]
