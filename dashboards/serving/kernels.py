"""How many kernels there are, and what a kernel may be told."""

from __future__ import annotations

import logging
from typing import Any

import psutil
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Integer, Set, Unicode

log = logging.getLogger(__name__)
TO_THE_LOG = ["--IPKernelApp.quiet=False"]  # what a kernel says of a failure reaches the server's log, not a page alone
MAX_PARTS = 64  # parts of one kernel message; a widget update has six and its buffers


class CountedKernels(AsyncMappingKernelManager):
    """Kernels, counted from the moment one is asked for.

    The launcher limits visitors, not kernels waiting preheated. In the second between handing out a preheated
    kernel and starting its successor the limit may be exceeded, by the size of the pool at most.
    """

    starting = 0
    too_large = Set(Unicode(), help="kernels that were ended for their memory")
    memory = Integer(0, help="bytes of memory that a kernel may take; 0: as many as there are").tag(config=True)

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        self.starting += 1
        try:
            return await super().start_kernel(**options, extra_arguments=TO_THE_LOG)
        finally:
            self.starting -= 1

    def end_too_large(self) -> None:
        """End every kernel that takes more memory than it may. Its page is told why (`kernel_model`)."""
        for kernel_id in self.list_kernel_ids() if self.memory else ():
            process = _process(self.get_kernel(kernel_id))
            if process is not None and process.memory_info().rss > self.memory:
                log.warning("a session took more than %d bytes of memory and was ended", self.memory)
                self.too_large.add(kernel_id)
                process.kill()

    def kernel_model(self, kernel_id: str) -> dict[str, Any]:
        """Return what a page may know of its kernel, also of one that is no more for the memory it took."""
        if kernel_id in self.too_large:
            return {"id": kernel_id, "too_large": True}
        model: dict[str, Any] = super().kernel_model(kernel_id)
        return model

    def in_use(self) -> int:
        """Kernels that serve a visitor, running or starting."""
        pools: dict[str, list[Any]] = getattr(self, "_pools", {})  # Voilà's preheated kernels, by notebook
        return max(0, len(self.list_kernel_ids()) + self.starting - sum(map(len, pools.values())))


def _process(kernel: Any) -> psutil.Process | None:
    """Return the process of a kernel, None while or after it has one."""
    try:
        return psutil.Process(kernel.provisioner.pid)
    except (AttributeError, TypeError, ValueError, psutil.Error):
        return None


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
