"""What documents ask their tables, and the counter behind their numbers."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, column, insert, select, table, text
from sqlmodel import Session

from backend.orders.models import Document

_DOCUMENT = Document.__table__
_SELLER = table("seller", column("id"), column("name"), column("slug"), column("country"))

_NEXT = text(
    """
    INSERT INTO document_counter AS c (seller_id, kind, year, last) VALUES (:seller_id, :kind, :year, 1)
    ON CONFLICT (seller_id, kind, year) DO UPDATE SET last = c.last + 1 RETURNING last
    """
)


def next_number(session: Session, seller_id: UUID, kind: str, year: int) -> int:
    """The next number of a seller's documents; nobody else gets one of them until the transaction ends."""
    return int(session.execute(_NEXT, {"seller_id": seller_id, "kind": kind, "year": year}).scalar_one())


def seller(session: Session, seller_id: UUID) -> Row[Any]:
    """Who supplies: name, slug, country."""
    return session.execute(select(_SELLER).where(_SELLER.c.id == seller_id)).one()


def add(session: Session, values: dict[str, Any]) -> None:
    """Insert a document."""
    session.execute(insert(_DOCUMENT), [values])


def about(session: Session, subject: str) -> Row[Any] | None:
    """The document about something."""
    return session.execute(select(_DOCUMENT).where(_DOCUMENT.c.subject == subject)).first()


def by_number(session: Session, number: str) -> Row[Any] | None:
    """A document by its number."""
    return session.execute(select(_DOCUMENT).where(_DOCUMENT.c.number == number)).first()


def by_id(session: Session, document_id: UUID) -> Row[Any] | None:
    """A document by id."""
    return session.execute(select(_DOCUMENT).where(_DOCUMENT.c.id == document_id)).first()


def of_orders(session: Session, order_ids: list[UUID]) -> list[Row[Any]]:
    """The documents of these orders, oldest first."""
    return list(
        session.execute(select(_DOCUMENT).where(_DOCUMENT.c.order_id.in_(order_ids)).order_by(_DOCUMENT.c.id))
    )


def remember_paper(session: Session, document_id: UUID, sha256: str) -> None:
    """The paper is stored; the first one counts."""
    session.execute(
        _DOCUMENT.update()
        .where(_DOCUMENT.c.id == document_id, _DOCUMENT.c.sha256.is_(None))
        .values(sha256=sha256)
    )


_VIOLATIONS = text(
    """
    SELECT d.kind || 's of seller ' || d.seller_id || ' in ' || d.year || ': ' || d.count || ' up to number '
           || d.highest || ', counted are ' || coalesce(c.last, 0)
    FROM (
        SELECT seller_id, kind, year, count(*) AS count, max(sequence) AS highest
        FROM document GROUP BY seller_id, kind, year
    ) d
    LEFT JOIN document_counter c USING (seller_id, kind, year)
    WHERE d.count <> d.highest OR d.highest <> coalesce(c.last, 0)
    LIMIT 100
    """
)


def violations(session: Session) -> list[str]:
    """Numbers of documents with a gap, at most 100."""
    return list(session.scalars(_VIOLATIONS))
