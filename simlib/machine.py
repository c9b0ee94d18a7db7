"""How much memory there is, and how much of it this process may take: of the machine, or of its container."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psutil

LIMIT = "SIMLIB_MEMORY"  # the variable that tells a page's kernel how many bytes it may use
_MEGABYTE = 1_000_000
_OWN, _GROUPS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")
_FILES = (  # of control groups, second version and first: the limit, what is in use, what of it is only cached
    ("memory.max", "memory.current", "inactive_file"),
    ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
)


def in_use() -> int:
    """Return the bytes of memory that this process has."""
    return int(psutil.Process().memory_info().rss)


def whole() -> int:
    """Return the bytes of memory of the machine, or of the smallest container around this process."""
    return min([int(psutil.virtual_memory().total), *(limit for limit, _ in containers())])


def usable() -> int:
    """Return the bytes that this process may have: its limit, or what it has and what is still free."""
    if given := os.environ.get(LIMIT):
        return int(given)
    free = [int(psutil.virtual_memory().available), *(max(0, limit - used) for limit, used in containers())]
    return in_use() + min(free)


def containers(own: Path = _OWN, groups: Path = _GROUPS) -> Iterator[tuple[int, int]]:
    """Yield the limit and the use, in bytes, of each control group around this process that limits memory."""
    for line in _text(own).splitlines():
        _, kind, path = line.split(":", 2)
        top = {"": groups, "memory": groups / "memory"}.get(kind)
        inside = top / path.strip("/") if top is not None else None
        while top is not None and inside is not None and inside.is_relative_to(top):
            yield from _limited(inside)
            inside = inside.parent


def _limited(group: Path) -> Iterator[tuple[int, int]]:
    for most, now, cached in _FILES:
        limit, used = _text(group / most).strip(), _text(group / now).strip()
        if limit.isdigit() and used.isdigit():
            stat = dict(line.split() for line in _text(group / "memory.stat").splitlines())
            yield int(limit), int(used) - int(stat.get(cached, 0))


def _text(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except OSError:
        return ""


def size(number: float) -> str:
    """Return a number of bytes as people read it.

    >>> size(305e6), size(2_140_000_000)
    ('305 MB', '2.1 GB')
    """
    megabytes = number / _MEGABYTE
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{megabytes:.0f} MB"
