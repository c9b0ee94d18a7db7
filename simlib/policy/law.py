"""What arithmetic on a policy's values has to know of it, so that a policy itself can make use of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from simlib.policy.provision import Provision, Value


class Law(Protocol):
    """A policy as far as its values go (see `Policy`)."""

    @property
    def provisions(self) -> Mapping[str, Provision]: ...
    def provision(self, name: str) -> Provision: ...
    def value(self, name: str, month: int) -> Value: ...
    def choice(self, name: str, month: int) -> str: ...
    def axis(self, name: str) -> tuple[str, ...]: ...
