"""Queries of sellers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from backend.sellers.models import Seller


def by_slug(session: Session, slug: str) -> Seller | None:
    """The seller with this slug."""
    return session.exec(select(Seller).where(Seller.slug == slug)).first()


def by_ids(session: Session, seller_ids: Collection[UUID]) -> Sequence[Seller]:
    """Those sellers that exist."""
    return session.exec(select(Seller).where(col(Seller.id).in_(seller_ids))).all() if seller_ids else ()


def in_order(session: Session, status: str | None) -> Sequence[Seller]:
    """Sellers by name, of one status when it is given."""
    statement = select(Seller).order_by(Seller.name, col(Seller.id))
    return session.exec(statement.where(Seller.status == status) if status else statement).all()
