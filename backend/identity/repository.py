"""Queries of identity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, update
from sqlmodel import Session, col, select

from backend.identity.models import Address, Person, RoleGrant, SignInSession


def set_currency(session: Session, person_id: UUID, currency: str) -> None:
    """Write what a person wants to see prices in."""
    session.execute(update(Person).where(col(Person.id) == person_id).values(currency=currency))


def person_by_email(session: Session, email: str) -> Person | None:
    """The account of an address, whatever its case."""
    return session.exec(select(Person).where(func.lower(Person.email) == email.lower())).first()


def people_by_ids(session: Session, person_ids: Sequence[UUID]) -> Sequence[Person]:
    """Those accounts that exist."""
    return session.exec(select(Person).where(col(Person.id).in_(person_ids))).all()


def holder_of_session(
    session: Session, token_hash: bytes, now: datetime
) -> Sequence[Row[tuple[UUID, str, str, str, str, str | None, UUID | None]]]:
    """Who holds a live session: one row per role (at least one), none when it is unknown, revoked or over."""
    statement = (
        select(  # type: ignore[call-overload]  # typed for up to four columns
            Person.id,
            Person.name,
            Person.email,
            Person.locale,
            Person.time_zone,
            RoleGrant.role,
            RoleGrant.scope_id,
        )
        .join(SignInSession, col(SignInSession.person_id) == Person.id)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id, isouter=True)
        .where(
            SignInSession.token_hash == token_hash,
            col(SignInSession.revoked_at).is_(None),
            SignInSession.expires_at > now,
        )
    )
    return session.exec(statement).all()  # type: ignore[no-any-return]  # follows from the one above


def revoke_session(session: Session, token_hash: bytes, now: datetime) -> None:
    """End one session, if it is live."""
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == token_hash, col(SignInSession.revoked_at).is_(None))
        .values(revoked_at=now)
    )


def revoke_sessions_of(session: Session, person_id: UUID, now: datetime) -> int:
    """End every live session of a person; how many there were."""
    result = session.exec(
        update(SignInSession)
        .where(col(SignInSession.person_id) == person_id, col(SignInSession.revoked_at).is_(None))
        .values(revoked_at=now)
    )
    return result.rowcount


def grant(session: Session, person_id: UUID, role: str, scope_id: UUID | None) -> RoleGrant | None:
    """The grant of this role for this scope, if there is one."""
    scope = col(RoleGrant.scope_id)
    return session.exec(
        select(RoleGrant).where(
            RoleGrant.person_id == person_id,
            RoleGrant.role == role,
            scope.is_(None) if scope_id is None else scope == scope_id,
        )
    ).first()


def addresses_of(session: Session, person_id: UUID) -> Sequence[Address]:
    """The address book, the default first, then the newest."""
    return session.exec(
        select(Address)
        .where(Address.person_id == person_id)
        .order_by(col(Address.is_default).desc(), col(Address.id).desc())
    ).all()


def forget_default_address(session: Session, person_id: UUID) -> None:
    """No address of the person is the default any more."""
    session.exec(
        update(Address)
        .where(col(Address.person_id) == person_id, col(Address.is_default))
        .values(is_default=False)
    )
