"""From a paid checkout to a purchase with its orders: written in sets, once."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, ids, money, outbox
from backend.kit.rows import plain
from backend.orders import repository
from backend.orders.events import OrderPlaced, OrderReleased, PurchasePlaced
from backend.orders.schemas import OrderDraft, OrderStatus, PurchaseDraft, Totals
from backend.payments import ledger, tenders
from backend.payments import service as payments
from backend.payments.ledger import OrderMoney, Settlement
from backend.pricing.schemas import Collector

NUMBER_TRIES = 5


def place(session: Session, draft: PurchaseDraft, *, actor: Actor) -> tuple[UUID, str]:
    """Write a purchase, its orders, lines, histories and journal; the purchase's id and number.

    One purchase per cart and checkout: when there is one already, that one is answered and nothing written.
    Three statements, more where gift cards or store credit pay a part.

    Raises ValueError when the orders do not add up to the purchase.
    """
    _refuse_wrong_sums(draft)
    now = clock.now()
    purchase = _purchase_values(draft, now)
    for _ in range(NUMBER_TRIES):
        if repository.add_purchase(session, purchase):
            break
        existing = repository.purchase_of(session, checkout_id=draft.checkout_id, cart_id=draft.cart_id)
        if existing is not None:
            return existing.id, existing.number
        purchase["number"] = _new_number()
    else:
        raise RuntimeError(f"no free purchase number in {NUMBER_TRIES} tries")
    orders = _order_values(draft, purchase, now)
    repository.add_orders(
        session, orders, items=_item_values(draft, orders), history=_history_values(draft, orders, actor, now)
    )
    payments.post_first_journal(
        session,
        kind="order_placed",
        reference=f"purchase:{purchase['id']}",
        idempotency_key=f"placed:{draft.checkout_id}",
        entries=ledger.order_placed(
            draft.payment_id, [_money_of(order, draft.currency) for order in draft.orders]
        ),
    )
    if draft.tendered_minor:
        tenders.take(
            session,
            draft.checkout_id,
            payment_id=draft.payment_id,
            orders=[(order["id"], order["total_minor"]) for order in orders],
            amount_minor=draft.tendered_minor,
        )
    _announce(session, draft, purchase, orders)
    return purchase["id"], purchase["number"]


def commission_of(goods_minor: int, commission_bps: int) -> int:
    """The marketplace's part of goods (minor units, without tax), in hundredths of a percent."""
    return money.share(goods_minor, Decimal(commission_bps) / 10_000)


def _new_number() -> str:
    return ids.readable_number("A")


def _refuse_wrong_sums(draft: PurchaseDraft) -> None:
    whole = draft.totals
    parts = [order.totals for order in draft.orders]
    for name in Totals.__slots__:
        if getattr(whole, name) != sum(getattr(part, name) for part in parts):
            raise ValueError(f"the orders' {name} do not add up to the purchase's")


def _goods_minor(order: OrderDraft) -> int:
    included = sum(item.included_tax_minor for item in order.items)
    return order.totals.subtotal_minor - order.totals.discount_minor - included


def _commission(order: OrderDraft) -> int:
    """Taken on what the seller earns: a discount that the marketplace pays does not lower it."""
    return commission_of(_goods_minor(order) + order.marketplace_funded_minor, order.commission_bps)


def _money_of(order: OrderDraft, currency: str) -> OrderMoney:
    goods = _goods_minor(order)
    tax = order.totals.tax_minor + order.totals.included_tax_minor
    return OrderMoney(
        seller_id=order.seller_id,
        goods_minor=goods,
        shipping_minor=order.totals.total_minor - goods - tax,
        tax_minor=tax,
        commission_minor=_commission(order),
        total_minor=order.totals.total_minor,
        currency=currency,
        marketplace_funded_minor=order.marketplace_funded_minor,
        seller_funded_shipping_minor=order.seller_funded_shipping_minor,
        is_tax_sellers=order.tax_collector is Collector.SELLER,
        settlement=Settlement(order.settlement.currency, order.settlement.rate) if order.settlement else None,
    )


def _purchase_values(draft: PurchaseDraft, now: datetime) -> dict[str, Any]:
    return {
        "id": ids.new_id(),
        "number": _new_number(),
        "cart_id": draft.cart_id,
        "checkout_id": draft.checkout_id,
        "person_id": draft.person_id,
        "access_token_hash": draft.access_token_hash,
        "email": draft.email,
        "address": dict(draft.address),
        "payment_method": draft.payment_method,
        "payment_id": draft.payment_id,
        "tax_number": draft.tax_number,
        "subtotal_minor": draft.totals.subtotal_minor,
        "discount_minor": draft.totals.discount_minor,
        "shipping_minor": draft.totals.shipping_minor,
        "tax_minor": draft.totals.tax_minor,
        "total_minor": draft.totals.total_minor,
        "currency": draft.currency,
        "locale": draft.locale,
        "time_zone": draft.time_zone,
        "text_phone": draft.text_phone,
        "placed_at": now,
    }


def _order_values(draft: PurchaseDraft, purchase: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    status = OrderStatus.PROCESSING if draft.is_released else OrderStatus.PENDING
    return [
        {
            "id": ids.new_id(),
            "purchase_id": purchase["id"],
            "number": f"{purchase['number']}-{position}",
            "seller_id": order.seller_id,
            "warehouse_id": order.warehouse_id,
            "status": status.value,
            "shipping_method": order.shipping_method,
            "subtotal_minor": order.totals.subtotal_minor,
            "discount_minor": order.totals.discount_minor,
            "shipping_minor": order.totals.shipping_minor,
            "tax_minor": order.totals.tax_minor,
            "included_tax_minor": order.totals.included_tax_minor,
            "total_minor": order.totals.total_minor,
            "withdrawn_minor": 0,
            "commission_bps": order.commission_bps,
            "commission_minor": _commission(order),
            "shipping_discount_minor": order.shipping_discount_minor,
            "marketplace_funded_minor": order.marketplace_funded_minor,
            "seller_funded_shipping_minor": order.seller_funded_shipping_minor,
            "currency": draft.currency,
            "tax_collector": order.tax_collector.value,
            "tax_lines": [plain(line) for line in order.tax_lines],
            "settlement_currency": order.settlement.currency if order.settlement else None,
            "fx_rate": order.settlement.rate if order.settlement else None,
            "fx_day": order.settlement.day if order.settlement else None,
            "ship_by": order.ship_by,
            "promised_from": order.promised_from,
            "promised_to": order.promised_to,
            "placed_at": now,
            "picking_at": None,
            "settled_at": None,
            "is_held": draft.is_held,
            "updated_at": now,
        }
        for position, order in enumerate(draft.orders, start=1)
    ]


def _item_values(draft: PurchaseDraft, orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "id": ids.new_id(),
            "order_id": written["id"],
            "offer_id": item.offer_id,
            "product_id": item.product_id,
            "variant_id": item.variant_id,
            "sku": item.sku,
            "title": item.title,
            "options": dict(item.options),
            "picture_key": item.picture_key,
            "quantity": item.quantity,
            "cancelled": 0,
            "picked": 0,
            "shipped": 0,
            "delivered": 0,
            "coming_back": 0,
            "returned": 0,
            "unit_price_minor": item.unit_price_minor,
            "discount_minor": item.discount_minor,
            "marketplace_funded_minor": item.marketplace_funded_minor,
            "tax_minor": item.tax_minor,
            "included_tax_minor": item.included_tax_minor,
            "total_minor": item.total_minor,
            "tax_class": item.tax_class,
            "tax_rate": item.tax_rate,
        }
        for written, order in zip(orders, draft.orders, strict=True)
        for item in order.items
    ]


def _history_values(
    draft: PurchaseDraft, orders: list[dict[str, Any]], actor: Actor, now: datetime
) -> list[dict[str, Any]]:
    return [
        {
            "id": ids.new_id(),
            "order_id": order["id"],
            "from_status": None,
            "to_status": order["status"],
            "actor": actor.label,
            "reason": _first_reason(draft),
            "at": now,
        }
        for order in orders
    ]


def _first_reason(draft: PurchaseDraft) -> str:
    if draft.is_held:
        return "the payment is being checked"
    return "paid" if draft.is_released else "waiting for the bank transfer"


def _announce(
    session: Session, draft: PurchaseDraft, purchase: dict[str, Any], orders: list[dict[str, Any]]
) -> None:
    outbox.record(
        session,
        PurchasePlaced(
            purchase_id=purchase["id"],
            number=purchase["number"],
            checkout_id=draft.checkout_id,
            total_minor=draft.totals.total_minor,
            currency=draft.currency,
            email=draft.email,
        ),
    )
    for order in orders:
        outbox.record(
            session,
            OrderPlaced(
                purchase_id=purchase["id"],
                order_id=order["id"],
                order_number=order["number"],
                seller_id=order["seller_id"],
                warehouse_id=order["warehouse_id"],
                status=order["status"],
                total_minor=order["total_minor"],
                currency=draft.currency,
                email=draft.email,
            ),
        )
        if draft.is_released:
            outbox.record(session, OrderReleased(order_id=order["id"], warehouse_id=order["warehouse_id"]))
