"""Orders and purchases as their buyers, sellers and the desk see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit.errors import InvalidInput
from backend.orders import parcel_repository, permission, repository, return_repository
from backend.orders.documents import repository as document_repository
from backend.orders.errors import OrderNotFound, PurchaseNotFound
from backend.orders.schemas import (
    IN_REVIEW,
    HistoryView,
    OrderItemView,
    OrderPage,
    OrderRow,
    OrderStatus,
    OrderView,
    PurchasePage,
    PurchaseRow,
    PurchaseView,
    SellerOrderView,
    SettlementTerms,
    Totals,
)
from backend.payments import service as payments
from backend.pricing.schemas import Collector, TaxLine

_MOST_PER_PAGE = 100


def purchase_by_number(
    session: Session, number: str, *, actor: Actor, access_token: str | None = None
) -> PurchaseView:
    """A purchase for its buyer: the person, or a guest with its secret. Raises PurchaseNotFound."""
    purchase = repository.purchase_by_number(session, number.strip().upper())
    if purchase is None:
        raise PurchaseNotFound("We know no purchase with this number.")
    permission.require_buyer(purchase, actor, access_token)
    return _purchase_view(session, purchase, full_actors=permission.is_staff(actor))


def purchase_by_id(session: Session, purchase_id: UUID, *, actor: Actor) -> PurchaseView:
    """A purchase for the desk and for jobs. Raises PurchaseNotFound."""
    purchase = repository.purchase_by_id(session, purchase_id)
    if purchase is None or not permission.is_staff(actor):
        raise PurchaseNotFound("We know no such purchase.")
    return _purchase_view(session, purchase, full_actors=True)


def has_ordered(session: Session, *, person_id: UUID | None, email: str) -> bool:
    """Whether somebody with this account or this address has ordered, and not cancelled all of it."""
    return repository.has_ordered(session, person_id=person_id, email=email)


def has_received(session: Session, *, person_id: UUID, product_id: UUID) -> bool:
    """Whether an order of this person with this product was delivered."""
    return repository.was_delivered(session, person_id=person_id, product_id=product_id)


def purchase_by_checkout(session: Session, checkout_id: UUID) -> PurchaseView | None:
    """The purchase that a checkout became. For callers that have shown their right to the checkout."""
    purchase = repository.purchase_of(session, checkout_id=checkout_id)
    return _purchase_view(session, purchase, full_actors=False) if purchase else None


def purchase_number(session: Session, checkout_id: UUID) -> str | None:
    """The number of the purchase that a checkout became."""
    purchase = repository.purchase_of(session, checkout_id=checkout_id)
    return purchase.number if purchase else None


def list_purchases(
    session: Session,
    *,
    actor: Actor,
    words: str = "",
    status: str | None = None,
    year: int | None = None,
    page: int = 1,
    size: int = 20,
) -> PurchasePage:
    """A page of the signed-in person's purchases, newest first. Five statements.

    `words` are looked for in numbers and in the titles of lines, `status` is of any part (pending ones that
    the desk looks at are found as `in_review` only), `year` is of the placement (UTC). `years` of the page
    are all in which the person bought something.

    Raises SignInRequired, InvalidInput.
    """
    person_id = actor.require_person()
    if status is not None and status not in {*OrderStatus, IN_REVIEW}:
        raise InvalidInput(f"{status!r} is not a status of an order.", field="status")
    if year is not None and not 1970 <= year <= 9998:
        raise InvalidInput("That is not a year.", field="year")
    offset = _offset(page, size)
    wanted = repository.of_person(person_id, words=words.strip(), status=status, year=year)
    found = repository.purchases_of_person(session, wanted, offset=offset, limit=size)
    orders = repository.orders_of(session, [one.id for one in found]) if found else []
    items = repository.items_of(session, [one.id for one in orders]) if orders else []
    orders_by_purchase = _grouped(orders, "purchase_id")
    items_by_order = _grouped(items, "order_id")
    rows = []
    for purchase in found:
        own = orders_by_purchase[purchase.id]
        lines = [line for order in own for line in items_by_order[order.id]]
        rows.append(
            PurchaseRow(
                number=purchase.number,
                placed_at=purchase.placed_at,
                total_minor=purchase.total_minor,
                currency=purchase.currency,
                statuses=tuple(order.status for order in own),
                item_count=sum(line.quantity for line in lines),
                first_title=lines[0].title if lines else "",
                picture_keys=tuple(line.picture_key for line in lines if line.picture_key)[:4],
                is_held=any(order.is_held for order in own),
            )
        )
    return PurchasePage(
        tuple(rows),
        repository.count_purchases(session, wanted),
        page,
        size,
        years=repository.years_of_person(session, person_id),
    )


def list_for_seller(
    session: Session,
    seller_id: UUID,
    *,
    status: str | None = None,
    words: str | None = None,
    most_urgent_first: bool = False,
    page: int = 1,
    size: int = 25,
    actor: Actor,
) -> OrderPage:
    """A page of a seller's orders; `words` searches number, title and SKU. Three statements at most.

    The newest come first, or those that must be shipped soonest.

    Raises OrderNotFound for anybody who is not of this seller, InvalidInput.
    """
    permission.require_seller(seller_id, actor)
    if status is not None and status not in set(OrderStatus):
        raise InvalidInput(f"{status!r} is not a status of an order.", field="status")
    words = (words or "").strip() or None
    offset = _offset(page, size)
    found = repository.seller_orders(
        session,
        seller_id,
        status=status,
        words=words,
        by_ship_by=most_urgent_first,
        offset=offset,
        limit=size,
    )
    counts = repository.seller_status_counts(session, seller_id)
    if words:
        total = repository.count_of_seller(session, seller_id, status=status, words=words)
    else:
        total = counts.get(status, 0) if status else sum(counts.values())
    rows = tuple(
        OrderRow(
            id=one.id,
            number=one.number,
            status=one.status,
            buyer=one.buyer or "",
            warehouse_code=one.warehouse_code,
            line_count=one.line_count,
            unit_count=one.unit_count or 0,
            first_title=one.first_title or "",
            total_minor=one.total_minor,
            commission_minor=one.commission_minor,
            currency=one.currency,
            placed_at=one.placed_at,
            ship_by=one.ship_by,
        )
        for one in found
    )
    return OrderPage(rows, total, page, size, counts)


def order_for_seller(session: Session, seller_id: UUID, order_id: UUID, *, actor: Actor) -> SellerOrderView:
    """An order of this seller. Raises OrderNotFound, for another seller's order as well."""
    permission.require_seller(seller_id, actor)
    order = repository.order(session, order_id)
    if order is None or order.seller_id != seller_id:
        raise OrderNotFound("There is no such order.")
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    included = repository.included_goods_tax(session, order_id)
    goods = order.subtotal_minor - order.discount_minor - included
    (view,) = _order_views(session, [order], purchase.checkout_id, full_actors=permission.is_staff(actor))
    return SellerOrderView(
        order=view,
        address=purchase.address,
        commission_minor=order.commission_minor,
        earnings_minor=goods
        + order.marketplace_funded_minor
        - order.commission_minor
        - order.seller_funded_shipping_minor,
        settlement=SettlementTerms(order.settlement_currency, order.fx_rate, order.fx_day)
        if order.settlement_currency
        else None,
    )


def order_by_id(session: Session, order_id: UUID, *, actor: Actor) -> OrderView:
    """An order for those who handle it: its seller, its warehouse, the desk, a job. Raises OrderNotFound."""
    order = repository.order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    permission.require_handler(order, actor)
    purchase = repository.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    (view,) = _order_views(session, [order], purchase.checkout_id, full_actors=permission.is_staff(actor))
    return view


def check(session: Session) -> list[str]:
    """The invariants of orders, returns and documents that do not hold; empty when all is well."""
    return [
        *repository.violations(session),
        *parcel_repository.violations(session),
        *return_repository.violations(session),
        *document_repository.violations(session),
    ]


def _purchase_view(session: Session, purchase: Any, *, full_actors: bool) -> PurchaseView:
    payment = payments.payment_view(session, purchase.payment_id)
    rows = repository.orders_of(session, [purchase.id])
    awaits_transfer = payment.status == "awaiting_transfer"
    return PurchaseView(
        id=purchase.id,
        number=purchase.number,
        checkout_id=purchase.checkout_id,
        placed_at=purchase.placed_at,
        email=purchase.email,
        address=purchase.address,
        payment_method=purchase.payment_method,
        payment_status=payment.status,
        transfer_reference=payment.reference if awaits_transfer else None,
        currency=purchase.currency,
        totals=_totals(purchase, sum(one.included_tax_minor for one in rows)),
        orders=_order_views(session, rows, purchase.checkout_id, full_actors=full_actors),
        tax_number=purchase.tax_number,
        person_id=purchase.person_id,
        locale=purchase.locale,
        time_zone=purchase.time_zone,
        text_phone=purchase.text_phone,
    )


def _order_views(
    session: Session, rows: Sequence[Any], checkout_id: UUID, *, full_actors: bool
) -> tuple[OrderView, ...]:
    order_ids = [one.id for one in rows]
    items = _grouped(repository.items_of(session, order_ids), "order_id")
    history = _grouped(repository.history_of(session, order_ids), "order_id")
    return tuple(
        OrderView(
            id=one.id,
            number=one.number,
            status=one.status,
            purchase_id=one.purchase_id,
            holder_id=checkout_id,
            seller_id=one.seller_id,
            seller_name=one.seller_name,
            warehouse_id=one.warehouse_id,
            warehouse_code=one.warehouse_code,
            shipping_method=one.shipping_method,
            totals=_totals(one, one.included_tax_minor),
            currency=one.currency,
            ship_by=one.ship_by,
            promised_from=one.promised_from,
            promised_to=one.promised_to,
            placed_at=one.placed_at,
            picking_at=one.picking_at,
            withdrawn_minor=one.withdrawn_minor,
            items=tuple(_item_view(item) for item in items[one.id]),
            history=tuple(
                HistoryView(
                    from_status=step.from_status,
                    to_status=step.to_status,
                    at=step.at,
                    actor=step.actor if full_actors else step.actor.partition(":")[0],
                    reason=step.reason,
                )
                for step in history[one.id]
            ),
            tax_collector=Collector(one.tax_collector),
            tax_lines=tuple(_tax_line(line) for line in one.tax_lines),
            is_held=one.is_held,
        )
        for one in rows
    )


def _item_view(item: Any) -> OrderItemView:
    return OrderItemView(
        id=item.id,
        offer_id=item.offer_id,
        product_id=item.product_id,
        variant_id=item.variant_id,
        sku=item.sku,
        title=item.title,
        options=item.options,
        picture_key=item.picture_key,
        quantity=item.quantity,
        unit_price_minor=item.unit_price_minor,
        discount_minor=item.discount_minor,
        tax_minor=item.tax_minor,
        total_minor=item.total_minor,
        cancelled=item.cancelled,
        picked=item.picked,
        shipped=item.shipped,
        delivered=item.delivered,
        coming_back=item.coming_back,
        returned=item.returned,
        included_tax_minor=item.included_tax_minor,
        tax_class=item.tax_class,
        tax_rate=item.tax_rate,
    )


def _tax_line(stored: Mapping[str, Any]) -> TaxLine:
    return TaxLine(
        jurisdiction=stored["jurisdiction"],
        name=stored["name"],
        rate=Decimal(stored["rate"]),
        base_minor=stored["base_minor"],
        amount_minor=stored["amount_minor"],
    )


def _totals(row: Any, included_tax_minor: int) -> Totals:
    return Totals(
        subtotal_minor=row.subtotal_minor,
        discount_minor=row.discount_minor,
        shipping_minor=row.shipping_minor,
        tax_minor=row.tax_minor,
        included_tax_minor=included_tax_minor,
        total_minor=row.total_minor,
    )


def _grouped(rows: Iterable[Any], key: str) -> defaultdict[UUID, list[Any]]:
    groups: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _offset(page: int, size: int) -> int:
    if page < 1:
        raise InvalidInput("Pages are counted from 1.", field="page")
    if not 1 <= size <= _MOST_PER_PAGE:
        raise InvalidInput(f"A page has 1 to {_MOST_PER_PAGE} rows.", field="size")
    return (page - 1) * size
