"""Objects in S3, or in anything that speaks its API."""

import boto3
from botocore.exceptions import ClientError

from backend.kit.config import settings
from backend.kit.storage_keys import checked_key


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
