"""Identifiers: time-ordered keys for rows, numbers that people read out, secrets for links and cookies."""

import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

# Crockford's alphabet without vowels' look-alikes: no I, L, O, U.
_READABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> UUID:
    """A UUID version 7: unique without coordination and ascending in time, so B-trees append."""
    return uuid7()


def readable_number(prefix: str, groups: int = 2, size: int = 4) -> str:
    """A number to read over the telephone, such as `A-7K3M-92QF` (40 random bits by default)."""
    # 32 signs and 256 values of a byte: every sign is equally likely.
    drawn = "".join(_READABLE[byte & 31] for byte in secrets.token_bytes(groups * size))
    return "-".join([prefix, *(drawn[start : start + size] for start in range(0, groups * size, size))])


def secret_token(size: int = 32) -> str:
    """An unguessable URL-safe token of `size` random bytes."""
    return secrets.token_urlsafe(size)
