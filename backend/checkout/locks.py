"""Every row lock of checkout. A checkout is locked before its payments and its stock, everywhere."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, literal_column, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.checkout.models import Checkout
from backend.checkout.repository import CheckoutRow

_CHECKOUT = Checkout.__table__
_LOCK = select(_CHECKOUT).where(_CHECKOUT.c.id == bindparam("checkout_id")).with_for_update()
_OPEN = upsert(_CHECKOUT)
_LOCK_OR_OPEN = _OPEN.on_conflict_do_update(
    index_elements=["cart_id"],
    index_where=text("status IN ('prepared', 'paying', 'completed')"),
    set_={"updated_at": _OPEN.excluded.updated_at},
).returning(*_CHECKOUT.c, literal_column("xmax = 0").label("is_new"))


def lock(session: Session, checkout_id: UUID) -> CheckoutRow | None:
    """A checkout, nobody else's until the transaction ends."""
    row = session.execute(_LOCK, {"checkout_id": checkout_id}).first()
    return CheckoutRow(*row) if row else None


def lock_or_open(session: Session, values: dict[str, Any]) -> tuple[CheckoutRow, bool]:
    """The cart's live checkout, locked, or a new one with `values`; and whether it is new. One statement.

    Two tabs that open the first checkout of a cart meet here: the second waits and gets the first one's.
    """
    *row, is_new = session.execute(_LOCK_OR_OPEN, values).one()
    return CheckoutRow(*row), bool(is_new)
