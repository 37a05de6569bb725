"""What was bought: one order of the shopper, with a part for each seller and warehouse."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app.api.dependencies import EVERYONE, PERSON, SECRET_IS_OPTIONAL, Caller, Once, Secret, allow
from app.api.shapes import AddressBody, DaysBody, Money, PictureBody, TaxLineBody, TotalsBody, money, picture
from backend.identity.schemas import Actor, Role
from backend.kit.errors import NotFound
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from backend.orders.schemas import OrderItemView, OrderStatus, OrderView, PurchasePage, PurchaseView
from backend.payments import service as payments
from backend.payments.schemas import Method, PaymentView
from backend.pricing.schemas import Collector

router = APIRouter(tags=["Orders"])

OrderNumber = Annotated[
    str, Path(max_length=40, pattern=r"^[A-Za-z0-9-]+$", examples=["A-7K3M-92QF"], description="Read it out")
]


class ItemBody(BaseModel):
    """A line as it was bought."""

    id: UUID
    offer_id: UUID
    product_id: UUID
    sku: str
    title: str
    options: dict[str, str]
    picture: PictureBody | None
    quantity: int
    cancelled: int = Field(description="Units that were bought once and are no part of the order any more")
    delivered: int
    coming_back: int = Field(description="Units in a return, or returned")
    unit_price: Money
    discount: Money
    tax: Money
    total: Money

    @classmethod
    def of(cls, item: OrderItemView, currency: str) -> ItemBody:
        """The line."""
        return cls(
            id=item.id,
            offer_id=item.offer_id,
            product_id=item.product_id,
            sku=item.sku,
            title=item.title,
            options=dict(item.options),
            picture=picture(item.picture_key, item.title),
            quantity=item.quantity,
            cancelled=item.cancelled,
            delivered=item.delivered,
            coming_back=item.coming_back,
            unit_price=money(item.unit_price_minor, currency),
            discount=money(item.discount_minor, currency),
            tax=money(item.tax_minor, currency),
            total=money(item.total_minor, currency),
        )


class StepBody(BaseModel):
    """A step of a part's life."""

    status: str
    at: datetime
    reason: str


class PartBody(BaseModel):
    """What one seller sends from one warehouse."""

    number: str
    status: str = Field(description="pending, processing, shipped, delivered, cancelled or returned")
    seller_name: str
    shipping_method: str
    arrives: DaysBody
    ship_by: datetime
    tax_collector: Collector = Field(description="Who passes the tax on to its office")
    tax_lines: list[TaxLineBody]
    totals: TotalsBody
    items: list[ItemBody]
    history: list[StepBody]

    @classmethod
    def of(cls, order: OrderView) -> PartBody:
        """The seller's part."""
        return cls(
            number=order.number,
            status=order.status,
            seller_name=order.seller_name,
            shipping_method=order.shipping_method,
            arrives=DaysBody(first=order.promised_from, last=order.promised_to),
            ship_by=order.ship_by,
            tax_collector=order.tax_collector,
            tax_lines=[TaxLineBody.of(one, order.currency) for one in order.tax_lines],
            totals=TotalsBody.of(order.totals, order.currency),
            items=[ItemBody.of(item, order.currency) for item in order.items],
            history=[
                StepBody(status=step.to_status, at=step.at, reason=step.reason) for step in order.history
            ],
        )


class OrderBody(BaseModel):
    """What one shopper bought in one checkout."""

    number: str
    placed_at: datetime
    email: str
    address: AddressBody
    payment_method: Method
    payment_status: str
    transfer_reference: str | None = Field(
        description="What to write on the bank transfer while one is awaited"
    )
    totals: TotalsBody
    parts: list[PartBody]

    @classmethod
    def of(cls, purchase: PurchaseView) -> OrderBody:
        """The order."""
        return cls(
            number=purchase.number,
            placed_at=purchase.placed_at,
            email=purchase.email,
            address=AddressBody.model_validate(purchase.address),
            payment_method=Method(purchase.payment_method),
            payment_status=purchase.payment_status,
            transfer_reference=purchase.transfer_reference,
            totals=TotalsBody.of(purchase.totals, purchase.currency),
            parts=[PartBody.of(one) for one in purchase.orders],
        )


class OrderLineBody(BaseModel):
    """An order in a list."""

    number: str
    placed_at: datetime
    total: Money
    statuses: list[str] = Field(description="Of its parts")
    item_count: int
    first_title: str


class OrdersBody(BaseModel):
    """A page of orders, newest first."""

    orders: list[OrderLineBody]
    total: int
    page: int
    size: int

    @classmethod
    def of(cls, found: PurchasePage) -> OrdersBody:
        """The page."""
        return cls(
            orders=[
                OrderLineBody(
                    number=one.number,
                    placed_at=one.placed_at,
                    total=money(one.total_minor, one.currency),
                    statuses=list(one.statuses),
                    item_count=one.item_count,
                    first_title=one.first_title,
                )
                for one in found.rows
            ],
            total=found.total,
            page=found.page,
            size=found.size,
        )


class Cancellation(BaseModel):
    """Why, and which part; all of them when none is named."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=200, examples=["Ordered by mistake"])
    part_number: str | None = Field(default=None, max_length=44, examples=["A-7K3M-92QF-1"])


class BankTransfer(BaseModel):
    """Money on our account."""

    model_config = ConfigDict(extra="forbid")

    reference: str = Field(min_length=1, max_length=40, description="What the shopper wrote on it")
    amount_minor: int = Field(gt=0, le=10**12)
    currency: str = Field(pattern=r"^[A-Z]{3}$", examples=["USD"])
    bank_reference: str = Field(
        min_length=1, max_length=80, description="The bank's own id of it; the same one counts once"
    )


class BankTransferBody(BaseModel):
    """The payment that the transfer settled."""

    payment_id: UUID
    status: str
    received: Money

    @classmethod
    def of(cls, payment: PaymentView) -> BankTransferBody:
        """The payment."""
        return cls(
            payment_id=payment.id,
            status=payment.status,
            received=money(payment.captured_minor, payment.currency),
        )


@router.get("/orders", dependencies=[allow(PERSON)])
def list_orders(
    caller: Caller,
    words: Annotated[str, Query(max_length=80, description="In a title, or a number")] = "",
    status: Annotated[OrderStatus | None, Query(description="Of one of its parts")] = None,
    year: Annotated[int | None, Query(ge=2000, le=2200)] = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 20,
) -> OrdersBody:
    """The signed-in person's orders, searched and narrowed."""
    return OrdersBody.of(
        transact(
            orders.list_purchases,
            actor=caller,
            words=words,
            status=status,
            year=year,
            page=page,
            size=size,
        )
    )


@router.get("/orders/{number}", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def show_order(number: OrderNumber, caller: Caller, secret: Secret) -> OrderBody:
    """An order, for the person who placed it or for whoever holds the guest's secret."""
    return OrderBody.of(transact(orders.purchase_by_number, number, actor=caller, access_token=secret))


@router.post(
    "/orders/{number}/cancellation",
    dependencies=[allow(EVERYONE)],
    response_model=OrderBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def cancel_order(
    number: OrderNumber, body: Cancellation, caller: Caller, secret: Secret, once: Once
) -> Response:
    """Stop an order before it is dispatched, or one seller's part of it. The money goes back by itself.

    All that is asked for, or nothing: when one part has left already, none is cancelled.
    """
    return once.answering(OrderBody.of).transact(
        _cancel,
        number,
        actor=caller,
        access_token=secret,
        reason=body.reason,
        part_number=body.part_number,
    )


@router.post(
    "/bank-transfers",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    status_code=201,
    response_model=BankTransferBody,
)
def receive_bank_transfer(body: BankTransfer, once: Once) -> Response:
    """A transfer has arrived: its order is released to the warehouses."""
    return once.answering(BankTransferBody.of, status=201).transact(
        payments.bank_transfer_received,
        reference=body.reference,
        amount_minor=body.amount_minor,
        currency=body.currency,
        bank_reference=body.bank_reference,
    )


def _cancel(
    session: Session,
    number: str,
    *,
    actor: Actor,
    access_token: str | None,
    reason: str,
    part_number: str | None,
) -> PurchaseView:
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
    parts = [one for one in purchase.orders if part_number in (None, one.number)]
    if not parts:
        raise NotFound("This order has no such part.", field="part_number")
    for part in parts:
        orders.cancel(session, part.id, actor=actor, reason=reason, access_token=access_token)
    return orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
