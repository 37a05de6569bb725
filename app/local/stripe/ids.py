"""Identifiers in Stripe's form, and the stand-in's clock."""

from __future__ import annotations

import secrets
import time

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def now() -> int:
    """Unix time in whole seconds, as every Stripe timestamp is."""
    return int(time.time())


def token(length: int) -> str:
    """`length` unguessable characters of Stripe's alphabet."""
    number = secrets.randbits(length * 6)
    characters = []
    for _ in range(length):
        number, index = divmod(number, 62)
        characters.append(_ALPHABET[index])
    return "".join(characters)


def new_id(prefix: str) -> str:
    """An id such as `pi_1Qx…`; `prefix` is Stripe's for the kind of object."""
    return f"{prefix}_1{token(23)}"


def client_secret(intent_id: str) -> str:
    """The secret that lets a browser act on one intent and nothing else."""
    return f"{intent_id}_secret_{token(25)}"
