"""Rows of sellers, products, offers and stock, inserted directly. Each builder flushes and answers the row.

`with unit_of_work() as session: lamp = offer(session, on_hand=5)` is a product on sale with five in stock.
"""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from backend.catalog.models import Category, Offer, Product, Variant
from backend.inventory.models import OfferComponent, StockBalance, StockItem, StockMovement, Warehouse
from backend.kit import ids
from backend.sellers.models import Seller

_number = count(1)


def _saved(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def seller(session: Session, **values: Any) -> Seller:
    """An active seller in the US."""
    number = next(_number)
    row = Seller(**{"slug": f"seller-{number}", "name": f"Seller {number}", "country": "US"} | values)
    return _saved(session, row)


def warehouse(session: Session, code: str = "EWR1", **values: Any) -> Warehouse:
    """The warehouse `code`, opened in New Jersey when it does not exist."""
    found = session.exec(select(Warehouse).where(Warehouse.code == code)).one_or_none()
    if found is not None:
        return found
    defaults = {"name": code, "country": "US", "region": "NJ", "time_zone": "America/New_York"}
    return _saved(session, Warehouse(code=code, **(defaults | values)))


def category(session: Session, slug: str = "things", **values: Any) -> Category:
    """The top category `slug`, made when it does not exist."""
    found = session.exec(select(Category).where(Category.slug == slug)).one_or_none()
    if found is not None:
        return found
    return _saved(session, Category(**{"slug": slug, "name": slug.title(), "path": slug} | values))


def product(session: Session, **values: Any) -> Product:
    """An active product in the category `things`."""
    number = next(_number)
    defaults = {"slug": f"product-{number}", "title": f"Product {number}"}
    if "category_id" not in values:
        defaults["category_id"] = category(session).id
    return _saved(session, Product(**(defaults | values)))


def variant(session: Session, *, of: Product | None = None, **values: Any) -> Variant:
    """The only combination of a product's options; of a new product unless one is named."""
    number = next(_number)
    owner = of or product(session)
    row = Variant(
        **{
            "product_id": owner.id,
            "sku": f"SKU-{number}",
            "weight_grams": 500,
            "options": {"No": str(number)},
        }
        | values
    )
    return _saved(session, row)


def offer_without_stock(
    session: Session, *, of: Variant | None = None, by: Seller | None = None, **values: Any
) -> Offer:
    """An active offer at 19.99 USD, of a new variant by a new seller unless they are named."""
    row = Offer(
        **{
            "variant_id": (of or variant(session)).id,
            "seller_id": (by or seller(session)).id,
            "price_minor": 1999,
        }
        | values
    )
    return _saved(session, row)


def stock_item(session: Session, *, seller_id: UUID, **values: Any) -> StockItem:
    """An item on shelves."""
    return _saved(session, StockItem(**{"seller_id": seller_id, "sku": f"ITEM-{next(_number)}"} | values))


def item_of(session: Session, offer: Offer) -> StockItem:
    """The one item that the offer takes."""
    return session.exec(
        select(StockItem)
        .join(OfferComponent, OfferComponent.stock_item_id == StockItem.id)
        .where(OfferComponent.offer_id == offer.id)
    ).one()


def component(session: Session, offer: Offer, item: StockItem, quantity: int = 1) -> OfferComponent:
    """One unit of the offer takes `quantity` of the item."""
    return _saved(session, OfferComponent(offer_id=offer.id, stock_item_id=item.id, quantity=quantity))


def balance(
    session: Session, item: StockItem, on_hand: int, *, at: Warehouse | None = None, **values: Any
) -> StockBalance:
    """`on_hand` of the item in a warehouse, explained by one movement."""
    place = at or warehouse(session)
    if on_hand:
        session.add(
            StockMovement(
                stock_item_id=item.id,
                warehouse_id=place.id,
                quantity=on_hand,
                reason="receive",
                idempotency_key=f"factory:{ids.new_id()}",
            )
        )
    return _saved(
        session, StockBalance(stock_item_id=item.id, warehouse_id=place.id, on_hand=on_hand, **values)
    )


def offer(
    session: Session,
    *,
    on_hand: int = 10,
    at: Warehouse | None = None,
    of: Variant | None = None,
    by: Seller | None = None,
    **values: Any,
) -> Offer:
    """An offer whose own item lies `on_hand` in one warehouse (EWR1 in New Jersey unless named)."""
    row = offer_without_stock(session, of=of, by=by, **values)
    item = stock_item(session, seller_id=row.seller_id)
    component(session, row, item)
    balance(session, item, on_hand, at=at)
    return row
