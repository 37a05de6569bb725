"""Rows of identity that are locked."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from backend.identity.models import Person


def person(session: Session, person_id: UUID) -> Person:
    """The account, locked until the end of the transaction and read afresh."""
    statement = (
        select(Person)
        .where(col(Person.id) == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.exec(statement).one()
