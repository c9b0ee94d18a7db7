"""The data page 数据: a bureau's own roster, read in memory, its columns, its faults, its people in counts.

columns   which column is what                    findings   what was found, and what to do about it
margins   people in counts, beside the pack's     page       all of it together, and on to the lab with it
"""

from __future__ import annotations

from dashboards.data.page import Data

__all__ = ["Data"]
