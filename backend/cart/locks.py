"""Row locks of carts: the cart row stands for its lines and operations."""

from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session

from backend.kit import clock, ids

_OPEN = text(
    """
    INSERT INTO cart (id, person_id, currency, status, codes, updated_at)
    VALUES (:id, :person_id, :currency, 'open', '{}', :now)
    ON CONFLICT (person_id) WHERE status = 'open' DO UPDATE SET updated_at = excluded.updated_at
    RETURNING id, currency, codes
    """
)

_CLOSE = text(
    """
    UPDATE cart SET status = 'ordered', updated_at = :now
    WHERE id = :id AND person_id = :person_id AND status = 'open' RETURNING id
    """
)


def open_cart(
    session: Session, person_id: UUID, *, currency: str = "USD"
) -> "Row[tuple[UUID, str, list[str]]]":
    """Lock the person's open cart, answering its id, currency and codes; opened when there is none."""
    values = {"id": ids.new_id(), "person_id": person_id, "currency": currency, "now": clock.now()}
    return session.execute(_OPEN, values).one()


def close_cart(session: Session, cart_id: UUID, *, person_id: UUID) -> bool:
    """Lock the person's cart and mark it ordered; False when it is no open cart of theirs."""
    values = {"id": cart_id, "person_id": person_id, "now": clock.now()}
    return session.execute(_CLOSE, values).one_or_none() is not None
