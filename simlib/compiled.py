"""`@compiled`: the same small function, compiled by Numba or (NUMBA_DISABLE_JIT=1) run as the plain Python it is.

Numba keeps compiled code on disk and checks only the file of the function itself, not the files of the functions it
calls. So the cache folder carries a digest of all that is compiled: an edited rule can never run from an older cache.
What is in it is pickled and runs as whoever loads it: it is kept where nobody else can write (`private.py`).

Numba numbers the files of a function's variants and keeps an index of them. Two processes that compile different
variants at once would take the same number, and the index of one would name the code of the other: it would be run on
what it was not compiled for (see numba's issue 4807). So every process has file names of its own.
"""

from __future__ import annotations

import functools
import shutil
import uuid
from pathlib import Path

import numba
from numba.core.caching import IndexDataCacheFile

from simlib.private import cache_home
from simlib.source import COMPILED, source_digest

_KEPT = 3  # caches of earlier versions


def _cache_folder() -> str:
    """Return a folder of this version's own, in a place where only we can put anything."""
    folder = cache_home() / f"compiled-{numba.__version__}-{source_digest(COMPILED)[:16]}"
    _forget_old(folder)
    return str(folder)


def _forget_old(folder: Path) -> None:
    """Remove what earlier versions of the rules left, but for the latest few: another copy may be running."""
    others = [other for other in folder.parent.glob("compiled-*") if other != folder]
    for old in sorted(others, key=lambda other: other.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


_OURS = uuid.uuid4().hex[:8]


def _name_of_our_own(cache, number):
    """Return the name under which this process keeps a variant."""
    return cache._data_name_pattern.replace("{number:d}", f"{_OURS}-{number}")


compiled = functools.partial(numba.njit, cache=True, nogil=True, error_model="numpy")
# For what makes no array: references to the arrays that its caller holds anyway are not counted, and its text is put in
# the caller's, since to hand over a world of ten arrays takes longer than most verbs do.
lightly_compiled = functools.partial(compiled, _nrt=False, forceinline=True)
COMPILING = not numba.config.DISABLE_JIT

if COMPILING:
    IndexDataCacheFile._data_name = _name_of_our_own
    numba.config.CACHE_DIR = _cache_folder()

    @numba.extending.intrinsic
    def borrowed(typing_context, array):
        """Return a view of an array that does not count references to it.

        A tuple of twenty arrays costs 40 atomic operations at every call; the caller of a compiled kernel holds its
        arrays anyway. Only for arrays that outlive the call.
        """

        def build(context, builder, signature, arguments):
            view = context.make_array(signature.args[0])(context, builder, arguments[0])
            view.meminfo = numba.core.cgutils.get_null_value(view.meminfo.type)
            view.parent = numba.core.cgutils.get_null_value(view.parent.type)
            return view._getvalue()

        return array(array), build
else:

    def borrowed(array):
        """Return the array: plain Python counts references anyway."""
        return array
