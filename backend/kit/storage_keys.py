"""Names of stored objects: safe in a folder, safe in a bucket."""

import re

from backend.kit.errors import InvalidInput

_KEY = re.compile(r"[a-z0-9][a-z0-9_\-./]{0,199}")


def checked_key(key: str) -> str:
    """`key` when it is safe to store under. Raises InvalidInput otherwise."""
    if not _KEY.fullmatch(key) or ".." in key or "//" in key:
        raise InvalidInput(f"{key!r} is not a storage key", field="key")
    return key
