"""A document gets its number, and what stands on it is fixed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, ids
from backend.orders import locks, parcel_repository, permission
from backend.orders import repository as orders
from backend.orders.documents import repository
from backend.orders.errors import DocumentNotFound, OrderNotFound, PurchaseNotFound, TransitionRefused
from backend.orders.models import Order, OrderParcel
from backend.orders.schemas import DocumentView, OrderStatus, RefundView

INVOICE, CREDIT_NOTE = "invoice", "credit_note"
_PREFIX = {INVOICE: "INV", CREDIT_NOTE: "CN"}
_DISPATCHED = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.RETURNED})


def issue_invoices(session: Session, order_id: UUID) -> tuple[DocumentView, ...]:
    """The invoices of what left of an order, one per parcel, however often they are asked for.

    Together they are over the order's total when all of it has left. Raises OrderNotFound, TransitionRefused
    before the dispatch.
    """
    order = locks.lock_order(session, order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    parcels = [one for one in parcel_repository.of_order(session, order_id) if not one.is_whole]
    if not parcels:
        return (_issue_whole(session, order),)
    return tuple(_issue_parcel(session, order, one) for one in parcels)


def issue_invoice(session: Session, order_id: UUID) -> DocumentView:
    """The newest invoice of an order. Raises OrderNotFound, TransitionRefused before the dispatch."""
    return issue_invoices(session, order_id)[-1]


def _issue_parcel(session: Session, order: Order, parcel: OrderParcel) -> DocumentView:
    known = repository.about(session, f"parcel:{parcel.id}")
    if known is not None:
        return view_of(known)
    items = {item.id: item for item in orders.items_of(session, [order.id])}
    lines = parcel_repository.lines_of(session, [parcel.id])
    rows = [
        _row(
            items[line.order_item_id],
            line.quantity,
            line.discount_minor,
            line.tax_minor + line.included_tax_minor,
            line.total_minor,
        )
        for line in lines
    ]
    goods_tax = sum(line.tax_minor + line.included_tax_minor for line in lines)
    shipping = parcel.total_minor - sum(line.total_minor for line in lines)
    return _issue(
        session,
        order,
        INVOICE,
        subject=f"parcel:{parcel.id}",
        rows=rows,
        shipping=(shipping, parcel.tax_minor - goods_tax),
        total_minor=parcel.total_minor,
        extra={"prices_include_tax": bool(order.included_tax_minor), "parcel": parcel.position},
    )


def _issue_whole(session: Session, order: Order) -> DocumentView:
    order_id = order.id
    known = repository.about(session, f"order:{order_id}")
    if known is not None:
        return view_of(known)
    if order.status not in _DISPATCHED:
        raise TransitionRefused(
            "An invoice is written when the order leaves.",
            facts={"from": order.status, "guard": "dispatched"},
        )
    lines = [item for item in orders.items_of(session, [order_id]) if item.quantity]
    rows = [
        _row(
            item,
            item.quantity,
            item.discount_minor,
            item.tax_minor + item.included_tax_minor,
            item.total_minor,
        )
        for item in lines
    ]
    included = bool(order.included_tax_minor)
    goods_tax = sum(item.tax_minor + item.included_tax_minor for item in lines)
    shipping_tax = order.tax_minor + order.included_tax_minor - goods_tax
    shipping = order.shipping_minor + (0 if included else shipping_tax)
    return _issue(
        session,
        order,
        INVOICE,
        subject=f"order:{order_id}",
        rows=rows,
        shipping=(shipping, shipping_tax),
        total_minor=order.total_minor,
        extra={"prices_include_tax": included},
    )


def issue_credit_note(session: Session, refund: RefundView) -> DocumentView:
    """The credit note of a refund, once: what went back of each line, of the shipping, and beyond them.

    Raises OrderNotFound, DocumentNotFound for an order without an invoice (its refund came before it).
    """
    order = locks.lock_order(session, refund.order_id)
    if order is None:
        raise OrderNotFound("There is no such order.")
    known = repository.about(session, f"refund:{refund.id}")
    if known is not None:
        return view_of(known)
    invoices = [one for one in repository.of_orders(session, [order.id]) if one.kind == INVOICE]
    if not invoices:
        raise DocumentNotFound("This order has no invoice that could be corrected.")
    items = {item.id: item for item in orders.items_of(session, [order.id])}
    of_lines = [line for line in refund.lines if line.item_id in items]
    rows = [
        _row(items[line.item_id], line.quantity, 0, line.tax_minor, line.amount_minor) for line in of_lines
    ]
    rest = refund.total_minor - sum(line.amount_minor for line in of_lines)
    rest_tax = sum(line.tax_minor for line in refund.lines) - sum(line.tax_minor for line in of_lines)
    return _issue(
        session,
        order,
        CREDIT_NOTE,
        subject=f"refund:{refund.id}",
        rows=rows,
        shipping=(rest, rest_tax),
        total_minor=refund.total_minor,
        extra={
            "corrects": ", ".join(one.number for one in invoices),
            "prices_include_tax": invoices[0].facts["prices_include_tax"],
        },
    )


def documents_of_purchase(
    session: Session, number: str, *, actor: Actor, access_token: str | None = None
) -> tuple[DocumentView, ...]:
    """The papers of a purchase, oldest first, for its buyer and the desk. Raises PurchaseNotFound."""
    purchase = orders.purchase_by_number(session, number.strip().upper())
    if purchase is None:
        raise PurchaseNotFound("We know no purchase with this number.")
    permission.require_buyer(purchase, actor, access_token)
    parts = orders.orders_of(session, [purchase.id])
    return tuple(view_of(row) for row in repository.of_orders(session, [one.id for one in parts]))


def document_for(
    session: Session, number: str, *, actor: Actor, access_token: str | None = None
) -> DocumentView:
    """A paper for its buyer (a guest with the purchase's token), its seller and the desk.

    `number` is its own, or that of the order part that it invoices; of several parcels it is the first's.
    Raises DocumentNotFound.
    """
    number = number.strip().upper()
    row = repository.by_number(session, number)
    if row is None:
        part = orders.order_by_number(session, number)
        papers = repository.of_orders(session, [part.id]) if part else []
        row = next((one for one in papers if one.kind == INVOICE), None)
    order = orders.order(session, row.order_id) if row else None
    if row is None or order is None or not _may_see(session, order, actor, access_token):
        raise DocumentNotFound("There is no such paper. An invoice is there when the parcel has left.")
    return view_of(row)


def _may_see(session: Session, order: Any, actor: Actor, access_token: str | None) -> bool:
    try:
        permission.require_seller(order.seller_id, actor)
    except OrderNotFound:
        purchase = orders.purchase_by_id(session, order.purchase_id)
        try:
            permission.require_buyer(purchase, actor, access_token)
        except PurchaseNotFound:
            return False
    return True


def view_of(row: Any) -> DocumentView:
    """What others see of a document."""
    return DocumentView(
        id=row.id,
        kind=row.kind,
        number=row.number,
        order_id=row.order_id,
        total_minor=row.total_minor,
        currency=row.currency,
        issued_at=row.issued_at,
    )


def _row(item: Any, quantity: int, discount: int, tax: int, total: int) -> dict[str, Any]:
    return {
        "sku": item.sku,
        "title": item.title,
        "options": ", ".join(str(value) for value in item.options.values()),
        "quantity": quantity,
        "unit_price_minor": item.unit_price_minor,
        "discount_minor": discount,
        "tax_minor": tax,
        "total_minor": total,
    }


def _issue(
    session: Session,
    order: Order,
    kind: str,
    *,
    subject: str,
    rows: Sequence[dict[str, Any]],
    shipping: tuple[int, int],
    total_minor: int,
    extra: Mapping[str, Any],
) -> DocumentView:
    purchase = orders.purchase_by_id(session, order.purchase_id)
    assert purchase is not None
    seller = repository.seller(session, order.seller_id)
    now = clock.now()
    sequence = repository.next_number(session, order.seller_id, kind, now.year)
    number = f"{_PREFIX[kind]}-{seller.slug.upper()}-{now.year}-{sequence:06d}"
    values = {
        "id": ids.new_id(),
        "kind": kind,
        "number": number,
        "seller_id": order.seller_id,
        "year": now.year,
        "sequence": sequence,
        "order_id": order.id,
        "subject": subject,
        "facts": {
            "seller": {"name": seller.name, "country": seller.country},
            "buyer": {**purchase.address, "email": purchase.email},
            "order_number": order.number,
            "purchase_number": purchase.number,
            "placed_at": purchase.placed_at.isoformat(),
            "rows": list(rows),
            "shipping_minor": shipping[0],
            "shipping_tax_minor": shipping[1],
            "taxes": _taxes(rows, shipping),
            "tax_collector": order.tax_collector,
            "tax_number": purchase.tax_number,
            **extra,
        },
        "total_minor": total_minor,
        "currency": order.currency,
        "issued_at": now,
        "sha256": None,
    }
    repository.add(session, values)
    row = repository.by_number(session, number)
    return view_of(row)


def _taxes(rows: Sequence[Mapping[str, Any]], shipping: tuple[int, int]) -> list[dict[str, Any]]:
    """Net and tax per rate. The rate of a line is what its tax is of its net, in tenths of a percent."""
    by_rate: dict[str, list[int]] = {}
    for gross, tax in [(row["total_minor"], row["tax_minor"]) for row in rows] + [shipping]:
        net = gross - tax
        if gross:
            rate = str((Decimal(tax) * 1000 / net).quantize(Decimal(1)) / 10) if net else "0"
            sums = by_rate.setdefault(rate, [0, 0])
            sums[0] += net
            sums[1] += tax
    return [
        {"rate": rate, "net_minor": net, "tax_minor": tax}
        for rate, (net, tax) in sorted(by_rate.items(), key=lambda one: Decimal(one[0]))
    ]
