"""Rows of people, inserted directly."""

from __future__ import annotations

from itertools import count
from typing import Any

from sqlmodel import Session

from backend.identity.models import Person

_number = count(1)


def person(session: Session, **values: Any) -> Person:
    """A shopper whose password opens nothing."""
    number = next(_number)
    row = Person(
        **{"email": f"shopper{number}@example.com", "name": f"Shopper {number}", "password_hash": "!"}
        | values
    )
    session.add(row)
    session.flush()
    return row
