"""Object storage behind one Protocol: a local folder by default, any S3 API by configuration."""

import os
import tempfile
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Protocol

from backend.kit.config import settings
from backend.kit.storage_keys import checked_key


class ObjectStorage(Protocol):
    """Bytes under a key. Keys are lower-case paths without `..`."""

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store `body`; what was under `key` is replaced at once, never half."""

    def get(self, key: str) -> bytes | None:
        """The bytes under `key`, or None."""


class FolderStorage:
    """Objects as files below `root`."""

    def __init__(self, root: Path):
        self._root = root

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Write beside, then rename: a reader sees the old object or the new one."""
        path = self._root / checked_key(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        os.replace(beside, path)

    def get(self, key: str) -> bytes | None:
        """Read the file, or None when there is none."""
        try:
            return (self._root / checked_key(key)).read_bytes()
        except FileNotFoundError:
            return None


@lru_cache(maxsize=1)
def storage() -> ObjectStorage:
    """The storage that the settings name; the S3 client is half a second to import, so only its users do."""
    if not settings().s3_bucket:
        return FolderStorage(settings().agora_data_dir / "objects")
    adapter: ObjectStorage = import_module("backend.kit.s3_storage").S3Storage()
    return adapter
