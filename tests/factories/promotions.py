"""Promotions and what they apply to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, text

from backend.kit import clock
from backend.kit.unit_of_work import unit_of_work
from backend.pricing import promotions
from backend.pricing.models import Coupon, Promotion
from backend.pricing.promotion_schemas import Rule
from backend.pricing.schemas import PricedLine, ShippingCharge


def rule(kind: str = "percentage", **values: Any) -> Rule:
    """A rule for the policy: 10 % of everything unless told otherwise."""
    if kind == "percentage":
        values.setdefault("percent", Decimal(10))
    if kind == "fixed":
        values.setdefault("currency", "USD")
    return Rule(**({"id": uuid4(), "name": kind, "kind": kind} | values))


def line(price: int, quantity: int = 1, **values: Any) -> PricedLine:
    """A line of some seller's warehouse."""
    ids = {name: uuid4() for name in ("seller_id", "warehouse_id", "offer_id", "product_id", "category_id")}
    return PricedLine(
        **({"key": str(uuid4()), "unit_price_minor": price, "quantity": quantity} | ids | values)
    )


def charge(of: PricedLine, amount: int) -> ShippingCharge:
    """What the parcel of a line costs."""
    return ShippingCharge(of.seller_id, of.warehouse_id, amount)


def promotion(code: str | None = None, *, coupon: dict[str, Any] | None = None, **values: Any) -> UUID:
    """A promotion in the database: 10 % of everything at the marketplace's expense unless told otherwise."""
    if values.get("kind", "percentage") == "percentage":
        values.setdefault("percent", Decimal(10))
    if values.get("audience") == "first_order":
        values["max_uses_per_shopper"] = 1
    limits = {"max_uses", "max_uses_per_shopper"}
    counted = any(values.get(name) for name in limits) or any((coupon or {}).get(name) for name in limits)
    row = Promotion(
        **(
            {
                "name": code or "Ten off",
                "kind": "percentage",
                "starts_at": clock.now() - timedelta(days=1),
                "is_automatic": code is None,
                "is_counted": counted,
            }
            | values
        )
    )
    with unit_of_work() as session:
        session.add(row)
        session.flush()
        if code is not None:
            session.add(Coupon(code=code, promotion_id=row.id, **(coupon or {})))
    promotions.forget()
    return row.id


def redemptions(engine: Engine) -> dict[str, int]:
    """How many redemptions are in which status."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT status, count(*) FROM promotion_redemption GROUP BY 1"))
        return dict(row._tuple() for row in rows)
