"""Who a person is, without saying who: a keyed hash of what tells people apart, with a key file of the user's own.

With the same key file the rosters of two years can be linked; without it nobody can, nor find out whether somebody is
in a roster by trying names. The key is the user's to keep; results hold its fingerprint only.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from platformdirs import user_config_path

from simlib.staff.roster.files import RosterRefused
from simlib.text import Text

_BYTES = 32
KEY_FILE = "roster.key"
_PERSON = b"simlib person"


@dataclass(frozen=True)
class Key:
    """A key, and the file that it is from."""

    secret: bytes = field(repr=False)
    file: Path

    @property
    def fingerprint(self) -> str:
        """What tells this key from others, and gives nothing of it away."""
        return hashlib.blake2b(self.secret, person=b"simlib key", digest_size=4).hexdigest()

    def of(self, who: str) -> int:
        """Return the 64 bits that stand for a person."""
        digest = hashlib.blake2b(who.encode(), key=self.secret, person=_PERSON, digest_size=8).digest()
        return int.from_bytes(digest, "big")


def load_key(path: str | Path | None = None) -> Key:
    """Return the key in a file, made there where there is none; without a path the user's own, in their settings.

    Raises RosterRefused for a file that is no key.
    """
    file = Path(path) if path else user_config_path("simlib") / KEY_FILE
    if not os.path.lexists(file):
        _make(file)
    try:
        secret = bytes.fromhex(file.read_text("ascii").strip())
    except (OSError, ValueError):
        secret = b""
    if len(secret) != _BYTES:
        what = Text(
            "{file} 不是密钥文件。请写一个不存在的文件名以新建，或用原来的那个。",
            "{file} is no key file. Name a file that does not exist, to make one, or take the one of before.",
        )
        raise RosterRefused(what.of(file=file))
    return Key(secret, file)


def _make(file: Path) -> None:
    """Write a new key that its owner alone may read."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as opened:
            opened.write(secrets.token_hex(_BYTES) + "\n")
    except OSError:
        what = Text(
            "不能在 {file} 写密钥。请用 --key 写一个可写的位置。",
            "no key can be written to {file}. Name another place with --key.",
        )
        raise RosterRefused(what.of(file=file)) from None


def hashed(key: Key, who: list[str]) -> np.ndarray:
    """Return (N,) uint64: who each is."""
    return np.array([key.of(one) for one in who], np.uint64)
