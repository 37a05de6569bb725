"""Every row lock of checkout. A checkout is locked before its payments and its stock, everywhere."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.checkout.models import Checkout
from backend.checkout.repository import CheckoutRow
from backend.kit.rows import insertion, packed
from backend.kit.sql import Statement

_COLUMNS = ", ".join(column.name for column in Checkout.__table__.columns)
_LOCK = Statement(f"SELECT {_COLUMNS} FROM checkout WHERE id = :checkout_id FOR UPDATE")  # noqa: S608 -- our columns
_LOCK_OR_OPEN = Statement(
    f"""
    {insertion(Checkout.__table__, "checkout")}
    ON CONFLICT (cart_id) WHERE status IN ('prepared', 'paying', 'completed')
        DO UPDATE SET updated_at = excluded.updated_at
    RETURNING {_COLUMNS}, xmax = 0
    """
)


def lock(session: Session, checkout_id: UUID) -> CheckoutRow | None:
    """A checkout, nobody else's until the transaction ends."""
    row = _LOCK.first(session, checkout_id=checkout_id)
    return CheckoutRow(*row) if row else None


def lock_or_open(session: Session, values: dict[str, Any]) -> tuple[CheckoutRow, bool]:
    """The cart's live checkout, locked, or a new one with `values`; and whether it is new. One statement.

    Two tabs that open the first checkout of a cart meet here: the second waits and gets the first one's.
    """
    *row, is_new = _LOCK_OR_OPEN.first(session, checkout=packed([values]))
    return CheckoutRow(*row), bool(is_new)
