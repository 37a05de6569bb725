"""Checkout: prepare what was put into a cart, then pay. With opening the cart, an order takes three calls."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from app import rate_limit
from app.api.brisk_route import BriskRoute
from app.api.carts import Owner
from app.api.dependencies import EVERYONE, SECRET_IS_OPTIONAL, Caller, Once, Secret, allow
from app.api.shapes import (
    AddressBody,
    AppliedPromotionBody,
    CurrencyCode,
    DaysBody,
    Money,
    TaxLineBody,
    TotalsBody,
    UnusedCodeBody,
    money,
)
from app.client_address import client_address
from backend.checkout import process, service
from backend.checkout.schemas import CheckoutView, CompletionStatus, CompletionView
from backend.delivery.schemas import ShippingOption
from backend.identity.schemas import AddressInput
from backend.kit import locales
from backend.kit.unit_of_work import transact
from backend.orders.schemas import OrderDraft
from backend.payments.schemas import Method, PaymentView, TenderKind, TenderView

router = APIRouter(tags=["Checkout"])
brisk_router = APIRouter(tags=["Checkout"], route_class=BriskRoute)

GiftCardCode = Annotated[str, Field(min_length=4, max_length=40, examples=["G-7K3M-92QF-XA4D-0TRW"])]
MinorUnits = Annotated[int, Field(ge=0, le=10**12)]


class CheckoutWish(BaseModel):
    """Everything that an order needs besides money."""

    model_config = ConfigDict(extra="forbid")

    cart_id: UUID
    email: str = Field(min_length=3, max_length=254, examples=["ada@example.com"])
    address: AddressInput
    shipping_method: str = Field(default="standard", max_length=40, examples=["standard"])
    payment_method: Method = Method.CARD
    tax_number: str = Field(
        default="",
        max_length=20,
        description="A business's VAT number of the European Union, for the reverse charge",
        examples=["DE123456789"],
    )
    gift_card_codes: list[GiftCardCode] = Field(
        default_factory=list, max_length=5, description="What they can pay of the total is set aside"
    )
    use_store_credit: bool = Field(default=False, description="After the gift cards; of the person signed in")
    wants_reminder: bool = Field(
        default=False, description="The shopper agrees to be reminded by e-mail of a cart that they leave"
    )
    locale: str = Field(
        default="",
        max_length=35,
        description="What is written to the shopper is in this language; else in the account's or that of "
        "Accept-Language",
        examples=["de_DE"],
    )
    time_zone: str = Field(
        default="",
        max_length=64,
        description="Of the shopper; else the account's or the destination's",
        examples=["Europe/Berlin"],
    )
    wants_texts: bool = Field(
        default=False,
        description="Tell the order's steps by text message, too, at the address's mobile phone",
    )
    expected_total_minor: MinorUnits | None = Field(
        default=None, description="The total that the shopper saw; another one is refused as total_changed"
    )
    expected_currency: CurrencyCode | None = Field(
        default=None, description="What the shopper saw prices in; another one is refused as cart_changed"
    )
    coupon_codes: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(
        default=[], max_length=5, description="Besides those that the cart keeps"
    )


class Payment(BaseModel):
    """How to pay. A token is what Stripe.js makes of a card; leave it out when the browser has confirmed."""

    model_config = ConfigDict(extra="forbid")

    payment_method_token: str | None = Field(
        default=None, min_length=3, max_length=255, examples=["pm_card_visa"], pattern=r"^[A-Za-z0-9_]+$"
    )
    saved_method_id: UUID | None = Field(
        default=None, description="A card saved earlier; only its owner may pay with it"
    )
    save_method: bool = Field(default=False, description="Keep the token's card for the signed-in person")
    expected_total_minor: MinorUnits | None = None
    expected_currency: CurrencyCode | None = None


class Opening(BaseModel):
    """What the browser is about to do."""

    model_config = ConfigDict(extra="forbid")

    save_method: bool = Field(default=False, description="Keep the card for the signed-in person")


class ShippingOptionBody(BaseModel):
    """A way to send everything; `code` is what the checkout takes."""

    code: str
    name: str
    cost: Money
    arrives: DaysBody
    ship_by: datetime

    @classmethod
    def of(cls, option: ShippingOption, currency: str) -> ShippingOptionBody:
        """The option."""
        return cls(
            code=option.code,
            name=option.name,
            cost=money(option.cost_minor, currency),
            arrives=DaysBody(first=option.promised_from, last=option.promised_to),
            ship_by=option.ship_by,
        )


class PlannedItemBody(BaseModel):
    """A line of an order to be."""

    offer_id: UUID
    sku: str
    title: str
    options: dict[str, str]
    quantity: int
    unit_price: Money
    tax: Money
    total: Money


class PlannedOrderBody(BaseModel):
    """What one seller will send from one warehouse."""

    seller_name: str
    shipping_method: str
    arrives: DaysBody
    totals: TotalsBody
    items: list[PlannedItemBody]

    @classmethod
    def of(cls, order: OrderDraft, currency: str) -> PlannedOrderBody:
        """The order to be."""
        return cls(
            seller_name=order.seller_name,
            shipping_method=order.shipping_method,
            arrives=DaysBody(first=order.promised_from, last=order.promised_to),
            totals=TotalsBody.of(order.totals, currency),
            items=[
                PlannedItemBody(
                    offer_id=item.offer_id,
                    sku=item.sku,
                    title=item.title,
                    options=dict(item.options),
                    quantity=item.quantity,
                    unit_price=money(item.unit_price_minor, currency),
                    tax=money(item.tax_minor, currency),
                    total=money(item.total_minor, currency),
                )
                for item in order.items
            ],
        )


class TenderBody(BaseModel):
    """What a gift card or store credit pays. `last_four` ends the card's code."""

    kind: TenderKind
    last_four: str | None
    amount: Money

    @classmethod
    def of(cls, view: TenderView) -> TenderBody:
        """The tender."""
        return cls(kind=view.kind, last_four=view.last_four, amount=money(view.amount_minor, view.currency))


class CheckoutBody(BaseModel):
    """A checkout: its stock is held and its total stands until `expires_at`.

    `access_token` is a guest's secret for this checkout and its order, shown when it is new: send it as
    `Authorization: Bearer`.
    """

    id: UUID
    access_token: str | None
    status: str = Field(description="prepared, paying, completed, expired or failed")
    email: str
    address: AddressBody
    shipping_method: str
    payment_method: Method
    tax_name: str
    prices_include_tax: bool
    tax_lines: list[TaxLineBody]
    totals: TotalsBody
    tenders: list[TenderBody] = Field(description="What gift cards and store credit pay of the total")
    to_pay: Money = Field(description="What the card or the transfer is over")
    shipping_options: list[ShippingOptionBody]
    orders: list[PlannedOrderBody]
    promotions: list[AppliedPromotionBody]
    shipping_discount: Money = Field(description="Gone from the shipping already")
    unused_codes: list[UnusedCodeBody]
    expires_at: datetime

    @classmethod
    def of(cls, view: CheckoutView) -> CheckoutBody:
        """The checkout."""
        return cls(
            id=view.id,
            access_token=view.access_token,
            status=view.status,
            email=view.email,
            address=AddressBody.model_validate(view.address),
            shipping_method=view.shipping_method,
            payment_method=Method(view.payment_method),
            tax_name=view.quote.tax_name,
            prices_include_tax=view.quote.prices_include_tax,
            tax_lines=[TaxLineBody.of(one, view.currency) for one in view.quote.tax_lines],
            totals=TotalsBody.of(view.quote, view.currency),
            tenders=[TenderBody.of(one) for one in view.tenders],
            to_pay=money(view.to_pay_minor, view.currency),
            shipping_options=[ShippingOptionBody.of(one, view.currency) for one in view.shipping_options],
            orders=[PlannedOrderBody.of(one, view.currency) for one in view.orders],
            promotions=[AppliedPromotionBody.of(one, view.currency) for one in view.quote.promotions],
            shipping_discount=money(view.quote.shipping_discount_minor, view.currency),
            unused_codes=[UnusedCodeBody.of(one) for one in view.quote.unused_codes],
            expires_at=view.expires_at,
        )


class PaymentBody(BaseModel):
    """A payment that the browser confirms with Stripe.js and the `client_secret`."""

    id: UUID
    status: str
    method: Method
    amount: Money
    client_secret: str | None
    next_action: dict[str, Any] | None = Field(description="Where to send the shopper, for PayPal and Adyen")

    @classmethod
    def of(cls, view: PaymentView) -> PaymentBody:
        """The payment."""
        return cls(
            id=view.id,
            status=view.status,
            method=Method(view.method),
            amount=money(view.amount_minor, view.currency),
            client_secret=view.client_secret,
            next_action=view.next_action,
        )


class PaymentAnswer(BaseModel):
    """The payment to confirm; null where nothing is to be confirmed, as with bank transfers."""

    payment: PaymentBody | None


class CompletionBody(BaseModel):
    """What became of it, and what the shopper does next.

    `order_number` is there once it is completed; `access_token` opens a guest's order.
    """

    status: CompletionStatus
    message: str
    order_number: str | None
    access_token: str | None
    client_secret: str | None
    next_action: dict[str, Any] | None = Field(description="As the payment provider says it")
    decline_code: str | None

    @classmethod
    def of(cls, view: CompletionView) -> CompletionBody:
        """The outcome."""
        return cls(
            status=view.status,
            message=view.message,
            order_number=view.purchase_number,
            access_token=view.purchase_access_token,
            client_secret=view.client_secret,
            next_action=dict(view.next_action) if view.next_action else None,
            decline_code=view.decline_code,
        )


@brisk_router.post(
    "/checkouts",
    dependencies=[allow(EVERYONE)],
    status_code=201,
    response_model=CheckoutBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def prepare(body: CheckoutWish, owner: Owner, caller: Caller, once: Once, request: Request) -> Response:
    """Hold the cart's stock and fix what it costs. With the cart's secret, or by the session.

    Preparing the same cart again updates its checkout; a guest then gets a new secret for it.
    """
    if body.gift_card_codes:
        rate_limit.count(rate_limit.GIFT_CARD, client_address(request.scope))
    answering = once.answering(CheckoutBody.of, status=201)
    prepares = (
        partial(answering.run, process.prepare)
        if process.asks_tax_service()
        else partial(answering.transact, service.prepare)
    )
    return prepares(
        owner=owner,
        cart_id=body.cart_id,
        email=body.email,
        address=body.address,
        shipping_method=body.shipping_method,
        payment_method=body.payment_method.value,
        expected_total_minor=body.expected_total_minor,
        expected_currency=body.expected_currency,
        tax_number=body.tax_number,
        gift_card_codes=body.gift_card_codes,
        use_store_credit=body.use_store_credit,
        coupon_codes=tuple(body.coupon_codes),
        wants_reminder=body.wants_reminder,
        locale=body.locale or caller.locale or locales.asked_for(request.headers.get("accept-language", "")),
        time_zone=body.time_zone,
        wants_texts=body.wants_texts,
        actor=caller,
    )


class HoldBody(BaseModel):
    """Until when the checkout's stock is held, by the server's clock."""

    expires_at: datetime


@router.post(
    "/checkouts/{checkout_id}/hold", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL
)
def keep_holding(checkout_id: UUID, caller: Caller, secret: Secret) -> HoldBody:
    """The shopper is still at it: hold the stock on, for at most an hour after the checkout began."""
    return HoldBody(expires_at=transact(service.keep_alive, checkout_id, access_token=secret, actor=caller))


@router.get("/checkouts/{checkout_id}", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def show_checkout(checkout_id: UUID, caller: Caller, secret: Secret) -> CheckoutBody:
    """A checkout as it stands."""
    return CheckoutBody.of(transact(service.view, checkout_id, access_token=secret, actor=caller))


@router.post(
    "/checkouts/{checkout_id}/payment", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL
)
def begin_payment(
    checkout_id: UUID, caller: Caller, secret: Secret, request: Request, body: Opening | None = None
) -> PaymentAnswer:
    """Open the payment that a browser confirms with Stripe.js. Repeating it answers the same payment."""
    payment = process.begin_payment(
        checkout_id,
        access_token=secret,
        actor=caller,
        saves_method=body.save_method if body else False,
        client_address=client_address(request.scope),
    )
    return PaymentAnswer(payment=PaymentBody.of(payment) if payment else None)


@brisk_router.post(
    "/checkouts/{checkout_id}/completion", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL
)
def complete(
    checkout_id: UUID, body: Payment, caller: Caller, secret: Secret, request: Request
) -> CompletionBody:
    """Pay and place the order.

    Safe to repeat without a key: a checkout becomes one order and is charged once, whoever asks how often.
    """
    return CompletionBody.of(
        process.complete(
            checkout_id,
            access_token=secret,
            actor=caller,
            payment_method_token=body.payment_method_token,
            saved_method_id=body.saved_method_id,
            saves_method=body.save_method,
            expected_total_minor=body.expected_total_minor,
            expected_currency=body.expected_currency,
            client_address=client_address(request.scope),
        )
    )
