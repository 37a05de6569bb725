"""The questions that the cart asks its tables, and the rows it writes."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import text
from sqlmodel import Session

from backend.cart.policy import REMEMBERED_OPERATIONS, Content, Line
from backend.cart.schemas import CartChange
from backend.kit import clock, ids

_OPEN_CART = text(
    """
    SELECT c.id, c.currency, c.codes, l.offer_id, l.quantity, l.seen_price_minor
    FROM cart c LEFT JOIN cart_line l ON l.cart_id = c.id
    WHERE c.person_id = :person_id AND c.status = 'open'
    ORDER BY l.added_at, l.id
    """
)
_LINES = text(
    "SELECT offer_id, quantity, seen_price_minor FROM cart_line"
    " WHERE cart_id = :cart_id ORDER BY added_at, id"
)
_CURRENCY = text("SELECT currency FROM cart WHERE id = :cart_id")
_SET_CURRENCY = text("UPDATE cart SET currency = :currency WHERE id = :cart_id")
_SET_CODES = text("UPDATE cart SET codes = :codes, updated_at = :now WHERE id = :cart_id")
_IS_APPLIED = text("SELECT 1 FROM cart_operation WHERE cart_id = :cart_id AND operation_id = :operation_id")
_REMEMBER = text(
    """
    WITH remembered AS (
        INSERT INTO cart_operation (cart_id, operation_id, at) VALUES (:cart_id, :operation_id, :now)
    )
    DELETE FROM cart_operation WHERE cart_id = :cart_id AND operation_id IN (
        SELECT operation_id FROM cart_operation WHERE cart_id = :cart_id
        ORDER BY at DESC, operation_id OFFSET :kept
    )
    """
)
_PUT_LINES = text(
    """
    INSERT INTO cart_line (id, cart_id, offer_id, quantity, seen_price_minor, added_at)
    SELECT t.id, :cart_id, t.offer_id, t.quantity, t.price, t.added_at
    FROM unnest(CAST(:ids AS uuid[]), CAST(:offer_ids AS uuid[]), CAST(:quantities AS integer[]),
        CAST(:prices AS bigint[]), CAST(:added_at AS timestamptz[]))
        AS t(id, offer_id, quantity, price, added_at)
    ON CONFLICT (cart_id, offer_id) DO UPDATE
        SET quantity = excluded.quantity, seen_price_minor = excluded.seen_price_minor
    """
)
_REMOVE_LINE = text("DELETE FROM cart_line WHERE cart_id = :cart_id AND offer_id = :offer_id")
_SEE_PRICES = text(
    """
    UPDATE cart_line l SET seen_price_minor = t.price
    FROM unnest(CAST(:offer_ids AS uuid[]), CAST(:prices AS bigint[])) AS t(offer_id, price)
    WHERE l.cart_id = :cart_id AND l.offer_id = t.offer_id
    """
)
_SAVED = text(
    "SELECT offer_id, quantity, seen_price_minor FROM saved_line"
    " WHERE person_id = :person_id ORDER BY saved_at, offer_id"
)
_PUT_SAVED = text(
    """
    INSERT INTO saved_line (person_id, offer_id, quantity, seen_price_minor, saved_at)
    SELECT :person_id, t.offer_id, t.quantity, t.price, t.saved_at
    FROM unnest(CAST(:offer_ids AS uuid[]), CAST(:quantities AS integer[]), CAST(:prices AS bigint[]),
        CAST(:saved_at AS timestamptz[])) AS t(offer_id, quantity, price, saved_at)
    JOIN offer o ON o.id = t.offer_id
    ON CONFLICT (person_id, offer_id) DO UPDATE
        SET quantity = excluded.quantity, seen_price_minor = excluded.seen_price_minor
    """
)
_REMOVE_SAVED = text(
    "DELETE FROM saved_line WHERE person_id = :person_id AND offer_id = :offer_id RETURNING offer_id"
)
_REMEMBER_MERGED = text(
    "INSERT INTO merged_cart (cart_id, person_id, at) VALUES (:cart_id, :person_id, :now)"
    " ON CONFLICT (cart_id) DO NOTHING"
)
_IS_MERGED = text("SELECT 1 FROM merged_cart WHERE cart_id = :cart_id")
_ADD_NOTICES = text("UPDATE cart SET notices = notices || CAST(:new AS jsonb) WHERE id = :cart_id")
_TAKE_NOTICES = text(
    """
    WITH told AS (
        SELECT id, notices FROM cart
        WHERE person_id = :person_id AND status = 'open' AND notices <> '[]' FOR UPDATE
    )
    UPDATE cart SET notices = '[]' FROM told WHERE cart.id = told.id RETURNING told.notices
    """
)


def open_cart(session: Session, person_id: UUID) -> Content:
    """The person's open cart with its lines; empty when there is none."""
    rows = session.execute(_OPEN_CART, {"person_id": person_id}).all()
    if not rows:
        return Content()
    lines = tuple(
        Line(row.offer_id, row.quantity, row.seen_price_minor) for row in rows if row.offer_id is not None
    )
    return Content(rows[0].id, rows[0].currency, lines, codes=tuple(rows[0].codes))


def lines(session: Session, cart_id: UUID) -> tuple[Line, ...]:
    """The lines of a cart in the order of adding."""
    return tuple(Line(*row) for row in session.execute(_LINES, {"cart_id": cart_id}))


def currency(session: Session, cart_id: UUID) -> str:
    """The currency of a cart."""
    found: str = session.execute(_CURRENCY, {"cart_id": cart_id}).scalar_one()
    return found


def set_currency(session: Session, cart_id: UUID, code: str) -> None:
    """Change the currency of a cart, which holds no lines in another one."""
    session.execute(_SET_CURRENCY, {"cart_id": cart_id, "currency": code})


def set_codes(session: Session, cart_id: UUID, codes: Sequence[str]) -> None:
    """Replace the promotion codes of a cart."""
    session.execute(_SET_CODES, {"cart_id": cart_id, "codes": list(codes), "now": clock.now()})


def is_applied(session: Session, cart_id: UUID, operation_id: str) -> bool:
    """Whether the cart remembers the operation."""
    values = {"cart_id": cart_id, "operation_id": operation_id}
    return session.execute(_IS_APPLIED, values).one_or_none() is not None


def remember(session: Session, cart_id: UUID, operation_id: str) -> None:
    """Note that the operation was applied, and forget the oldest beyond those that are kept."""
    session.execute(
        _REMEMBER,
        {
            "cart_id": cart_id,
            "operation_id": operation_id,
            "now": clock.now(),
            "kept": REMEMBERED_OPERATIONS - 1,
        },
    )


def put_lines(session: Session, cart_id: UUID, new: Sequence[Line]) -> None:
    """Insert lines, or set quantity and seen price of those that are there."""
    if not new:
        return
    now = clock.now()
    session.execute(
        _PUT_LINES,
        {
            "cart_id": cart_id,
            "ids": [ids.new_id() for _ in new],
            "offer_ids": [line.offer_id for line in new],
            "quantities": [line.quantity for line in new],
            "prices": [line.seen_price_minor for line in new],
            # Ascending, so that lines that come together keep their order.
            "added_at": [now + timedelta(microseconds=position) for position in range(len(new))],
        },
    )


def remove_line(session: Session, cart_id: UUID, offer_id: UUID) -> None:
    """Delete a line."""
    session.execute(_REMOVE_LINE, {"cart_id": cart_id, "offer_id": offer_id})


def see_prices(session: Session, cart_id: UUID, prices: Mapping[UUID, int]) -> None:
    """Set the seen price of lines that are there."""
    session.execute(
        _SEE_PRICES,
        {"cart_id": cart_id, "offer_ids": list(prices), "prices": list(prices.values())},
    )


def saved(session: Session, person_id: UUID) -> tuple[Line, ...]:
    """What a person put aside, in the order of saving."""
    return tuple(Line(*row) for row in session.execute(_SAVED, {"person_id": person_id}))


def put_saved(session: Session, person_id: UUID, new: Sequence[Line]) -> None:
    """Put lines aside; those that are there take the quantity and seen price. Deleted offers are left out."""
    if not new:
        return
    now = clock.now()
    session.execute(
        _PUT_SAVED,
        {
            "person_id": person_id,
            "offer_ids": [line.offer_id for line in new],
            "quantities": [line.quantity for line in new],
            "prices": [line.seen_price_minor for line in new],
            "saved_at": [now + timedelta(microseconds=position) for position in range(len(new))],
        },
    )


def remove_saved(session: Session, person_id: UUID, offer_id: UUID) -> bool:
    """Delete a saved line; whether it was there."""
    values = {"person_id": person_id, "offer_id": offer_id}
    return session.execute(_REMOVE_SAVED, values).first() is not None


def remember_merged(session: Session, cart_id: UUID, person_id: UUID) -> None:
    """Note that a guest's cart went into a person's."""
    session.execute(_REMEMBER_MERGED, {"cart_id": cart_id, "person_id": person_id, "now": clock.now()})


def is_merged(session: Session, cart_id: UUID) -> bool:
    """Whether a guest's cart went into a person's."""
    return session.execute(_IS_MERGED, {"cart_id": cart_id}).first() is not None


def add_notices(session: Session, cart_id: UUID, changes: Sequence[CartChange]) -> None:
    """Keep changes for the next time that the cart is looked at."""
    if changes:
        session.execute(_ADD_NOTICES, {"cart_id": cart_id, "new": to_json(changes).decode()})


def take_notices(session: Session, person_id: UUID) -> tuple[CartChange, ...]:
    """The changes that were kept for the person's open cart, which are forgotten with this."""
    row = session.execute(_TAKE_NOTICES, {"person_id": person_id}).first()
    return tuple(
        CartChange(one["message"], one["kind"], UUID(one["offer_id"]) if one["offer_id"] else None)
        for one in (row[0] if row else ())
    )
