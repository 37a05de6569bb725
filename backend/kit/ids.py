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
    parts = ["".join(secrets.choice(_READABLE) for _ in range(size)) for _ in range(groups)]
    return "-".join([prefix, *parts])


def secret_token(size: int = 32) -> str:
    """An unguessable URL-safe token of `size` random bytes."""
    return secrets.token_urlsafe(size)
