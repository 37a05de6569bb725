"""Who may write a day's roll-up."""

from datetime import date

from sqlalchemy import text
from sqlmodel import Session


def day(session: Session, day: date) -> None:
    """The roll-up of a day, nobody else's until the transaction ends: two writers would collide on it."""
    session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": f"roll_up:{day}"}
    )
