"""Object storage behind one Protocol: a local folder by default, any S3 API by configuration."""

import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import boto3
from botocore.exceptions import ClientError

from backend.kit.config import settings
from backend.kit.errors import InvalidInput

_KEY = re.compile(r"[a-z0-9][a-z0-9_\-./]{0,199}")


class ObjectStorage(Protocol):
    """Bytes under a key. Keys are lower-case paths without `..`."""

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Store `body`; what was under `key` is replaced at once, never half."""

    def get(self, key: str) -> bytes | None:
        """The bytes under `key`, or None."""


def checked_key(key: str) -> str:
    """`key` when it is safe to store under. Raises InvalidInput otherwise."""
    if not _KEY.fullmatch(key) or ".." in key or "//" in key:
        raise InvalidInput(f"{key!r} is not a storage key", field="key")
    return key


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


class S3Storage:
    """Objects in a bucket of any S3-compatible service."""

    def __init__(self) -> None:
        chosen = settings()
        self._bucket = chosen.s3_bucket
        self._client = boto3.client(
            "s3",
            endpoint_url=chosen.s3_endpoint_url or None,
            aws_access_key_id=chosen.s3_access_key_id or None,
            aws_secret_access_key=chosen.s3_secret_access_key.get_secret_value() or None,
            region_name=chosen.s3_region,
        )

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        """Put the object; immutable keys may be cached for a year."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=checked_key(key),
            Body=body,
            ContentType=content_type,
            CacheControl="public, max-age=31536000, immutable",
        )

    def get(self, key: str) -> bytes | None:
        """Get the object, or None when there is none."""
        try:
            body: bytes = self._client.get_object(Bucket=self._bucket, Key=checked_key(key))["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in {"NoSuchKey", "404"}:
                return None
            raise
        return body


@lru_cache(maxsize=1)
def storage() -> ObjectStorage:
    """The storage that the settings name."""
    return S3Storage() if settings().s3_bucket else FolderStorage(settings().agora_data_dir / "objects")
