"""What a page is told: all of it, however many widgets it has."""

from __future__ import annotations

from IPython.core.getipython import get_ipython


def keep_all() -> None:
    """Let messages to the page wait without limit.

    A kernel drops what comes after the first thousand unread: of a page of many widgets some would be missing, and the
    end of the cell too, so that Voilà waits for it in vain.
    """
    kernel = getattr(get_ipython(), "kernel", None)
    if kernel is not None:
        kernel.iopub_thread.socket.sndhwm = 0
