"""Identifiers: time-ordered keys for rows, numbers that people read out, secrets for links and cookies."""

import secrets
from uuid import UUID

from uuid_utils.compat import uuid7

# Crockford's alphabet without vowels' look-alikes: no I, L, O, U.
_READABLE = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# 32 signs and 256 values of a byte: every sign is equally likely.
_SIGN_OF_BYTE = _READABLE * 8


def new_id() -> UUID:
    """A UUID version 7: unique without coordination and ascending in time, so B-trees append."""
    return uuid7()


def readable_number(prefix: str, groups: int = 2, size: int = 4) -> str:
    """A number to read over the telephone, such as `A-7K3M-92QF` (40 random bits by default)."""
    drawn = secrets.token_bytes(groups * size).translate(_SIGN_OF_BYTE).decode()
    return "-".join([prefix, *(drawn[start : start + size] for start in range(0, groups * size, size))])


def secret_token(size: int = 32) -> str:
    """An unguessable URL-safe token of `size` random bytes."""
    return secrets.token_urlsafe(size)
