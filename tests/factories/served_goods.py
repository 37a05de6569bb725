"""Goods of a test's own on the shelves of a served Agora, beside those of the demo world."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlmodel import select

from backend.inventory.models import Warehouse
from backend.kit.unit_of_work import unit_of_work
from tests.factories import inventory as make
from tests.served import Served


def goods(served: Served, *, on_hand: int, price_minor: int = 4900) -> UUID:
    """A new offer with so many units in a warehouse of the demo world, by a seller of its own; its id."""
    name = uuid4().hex[:12]
    with served.inside(), unit_of_work() as session:
        warehouses = select(Warehouse).where(Warehouse.country == "US").order_by(Warehouse.code)
        of = make.variant(
            session, of=make.product(session, slug=f"test-{name}", title=f"Test {name}"), sku=f"TEST-{name}"
        )
        by = make.seller(session, slug=f"test-{name}", name=f"Test {name}")
        row = make.offer_without_stock(session, of=of, by=by, price_minor=price_minor)
        item = make.stock_item(session, seller_id=by.id, sku=f"TEST-{name}")
        make.component(session, row, item)
        make.balance(session, item, on_hand, at=session.exec(warehouses).first())
        return row.id
