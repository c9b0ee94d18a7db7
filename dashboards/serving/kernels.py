"""How many kernels there are, and what a kernel may be told."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

TO_THE_LOG = ["--IPKernelApp.quiet=False"]  # what a kernel says of a failure reaches the server's log, not a page alone
MAX_PARTS = 64  # parts of one kernel message; a widget update has six and its buffers


class CountedKernels(AsyncMappingKernelManager):
    """Kernels, counted from the moment one is asked for.

    The launcher limits visitors, not kernels waiting preheated. In the second between handing out a preheated
    kernel and starting its successor the limit may be exceeded, by the size of the pool at most.
    """

    starting = 0

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        self.starting += 1
        try:
            return await super().start_kernel(**options, extra_arguments=TO_THE_LOG)
        finally:
            self.starting -= 1

    def in_use(self) -> int:
        """Kernels that serve a visitor, running or starting."""
        pools: dict[str, list[Any]] = getattr(self, "_pools", {})  # Voilà's preheated kernels, by notebook
        return max(0, len(self.list_kernel_ids()) + self.starting - sum(map(len, pools.values())))


def well_formed(message: str | bytes) -> bool:
    """Whether a websocket frame is a v1 kernel message whose offsets stay inside it and ascend.

    The server reads as many offsets as the first eight bytes say; unchecked, one short frame that says a
    very large number keeps it counting for ever.
    """
    if not isinstance(message, bytes) or len(message) < 8:
        return False
    count = int.from_bytes(message[:8], "little")
    if not 3 <= count <= MAX_PARTS or len(message) < 8 * (count + 1):
        return False
    offsets = [int.from_bytes(message[8 * (i + 1) : 8 * (i + 2)], "little") for i in range(count)]
    return offsets[0] >= 8 * (count + 1) and offsets == sorted(offsets) and offsets[-1] <= len(message)
