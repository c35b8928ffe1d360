"""The secret keys, which lie in files outside the database and its backup."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

KEY_BYTES = 32
_KEY = re.compile(rf"[0-9a-f]{{{2 * KEY_BYTES}}}")


class KeyDamaged(Exception):
    """The key's file is empty or cut short, and what is made under such a key would prove nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The key in {path} is damaged: restore it from a backup, or nothing made with it can be verified."
        )


def key_in(path: Path) -> bytes:
    """Made on first use, and readable by its owner alone. Raises KeyDamaged."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(KEY_BYTES), encoding="ascii")
    key = path.read_text(encoding="ascii", errors="replace").strip()
    if not _KEY.fullmatch(key):
        raise KeyDamaged(path)
    return bytes.fromhex(key)
