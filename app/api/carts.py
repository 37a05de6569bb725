"""Carts: a guest's belongs to whoever holds its secret, a person's to the session."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app.api.brisk_route import BriskRoute
from app.api.dependencies import EVERYONE, SECRET_IS_OPTIONAL, Caller, Once, Secret, allow
from app.api.shapes import (
    AppliedPromotionBody,
    CurrencyCode,
    Money,
    PictureBody,
    UnusedCodeBody,
    money,
    picture,
)
from backend.cart import service as cart
from backend.cart.errors import CartNotFound
from backend.cart.schemas import (
    MOST_LINES,
    MOST_PER_LINE,
    CartLineView,
    CartOwner,
    CartView,
)
from backend.checkout import service as checkout
from backend.identity import cookies
from backend.kit import ids
from backend.kit.unit_of_work import transact

router = APIRouter(tags=["Cart"])
brisk_router = APIRouter(tags=["Cart"], route_class=BriskRoute)

Quantity = Annotated[int, Field(ge=1, le=MOST_PER_LINE)]


class NewLine(BaseModel):
    """So many units of an offer."""

    model_config = ConfigDict(extra="forbid")

    offer_id: UUID
    quantity: Quantity = 1


class NewCart(BaseModel):
    """What to put in at once."""

    model_config = ConfigDict(extra="forbid")

    lines: list[NewLine] = Field(min_length=1, max_length=MOST_LINES)
    currency: CurrencyCode | None = Field(
        default=None,
        description="The currency of the cart's prices (see /currencies); the first offer's when left out. "
        "Another one than that of a cart with lines is refused as other_currency.",
    )


class CurrencyWish(BaseModel):
    """The currency that prices shall be in."""

    model_config = ConfigDict(extra="forbid")

    currency: CurrencyCode


class LineQuantity(BaseModel):
    """How many units the line shall have."""

    model_config = ConfigDict(extra="forbid")

    quantity: Quantity


class NewCode(BaseModel):
    """A promotion code, in whatever case."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=40, examples=["WELCOME10"])


class CartLineBody(BaseModel):
    """A line at the present price; `problem` says in words why it cannot be bought as it is."""

    offer_id: UUID
    product_slug: str
    title: str
    options_text: str
    picture: PictureBody | None
    seller_name: str
    quantity: int
    unit_price: Money
    seen_price: Money = Field(description="The price when the shopper last looked")
    line_total: Money
    available: int
    problem: str | None
    max_per_order: int | None = Field(description="The most that the seller lets one order take")
    problem_kind: str | None = Field(description="gone, sold_out, short, limit or price")

    @classmethod
    def of(cls, line: CartLineView, currency: str) -> CartLineBody:
        """The line."""
        return cls(
            offer_id=line.offer_id,
            product_slug=line.product_slug,
            title=line.title,
            options_text=line.options_text,
            picture=picture(line.picture_key, line.title),
            seller_name=line.seller_name,
            quantity=line.quantity,
            unit_price=money(line.unit_price_minor, currency),
            seen_price=money(line.seen_price_minor, currency),
            line_total=money(line.line_total_minor, currency),
            available=line.available,
            max_per_order=line.max_per_order,
            problem=line.problem,
            problem_kind=line.problem_kind,
        )


class ChangeBody(BaseModel):
    """Something that was done otherwise than asked, in words."""

    message: str
    kind: str
    offer_id: UUID | None


class CartBody(BaseModel):
    """A cart. `access_token` opens a guest's cart: send it as `Authorization: Bearer`."""

    id: UUID
    access_token: str | None
    lines: list[CartLineBody]
    count: int = Field(description="Units over all lines")
    subtotal: Money
    has_problems: bool
    changes: list[ChangeBody]
    codes: list[str]
    promotions: list[AppliedPromotionBody]
    discount: Money = Field(description="What promotions take off the goods, before shipping is known")
    unused_codes: list[UnusedCodeBody]

    @classmethod
    def of(cls, view: CartView) -> CartBody:
        """The cart. Raises CartNotFound for one that was never opened."""
        if view.id is None:
            raise _not_found()
        visitor_id = view.owner.visitor_id if view.owner.person_id is None else None
        return cls(
            id=view.id,
            access_token=cookies.signed_visitor(visitor_id) if visitor_id else None,
            lines=[CartLineBody.of(line, view.currency) for line in view.lines],
            count=view.count,
            subtotal=money(view.subtotal_minor, view.currency),
            has_problems=view.has_problems,
            changes=[
                ChangeBody(message=one.message, kind=one.kind, offer_id=one.offer_id) for one in view.changes
            ],
            codes=list(view.codes),
            promotions=[AppliedPromotionBody.of(one, view.currency) for one in view.promotions],
            discount=money(view.discount_minor, view.currency),
            unused_codes=[UnusedCodeBody.of(one) for one in view.unused_codes],
        )


async def _owner(caller: Caller, secret: Secret) -> CartOwner:
    if secret is not None:
        visitor_id = cookies.visitor_of(secret)
        if visitor_id is None:
            raise _not_found()
        return CartOwner(visitor_id=visitor_id)
    if caller.person_id is not None:
        return CartOwner(person_id=caller.person_id)
    return CartOwner(visitor_id=caller.visitor_id or ids.new_id())


Owner = Annotated[CartOwner, Depends(_owner)]
"""Whose cart: of the secret, else the session, else the browser. Raises CartNotFound for a forged secret."""


async def _operation(
    key: Annotated[str | None, Header(alias="Idempotency-Key", include_in_schema=False)] = None,
) -> str:
    # The key that guards the request also marks the change in the cart, which has a memory of its own.
    return f"api:{key}"[:90] if key else str(ids.new_id())


Operation = Annotated[str, Depends(_operation)]


@brisk_router.post(
    "/carts",
    dependencies=[allow(EVERYONE)],
    status_code=201,
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def open_cart(body: NewCart, owner: Owner, operation: Operation, once: Once) -> Response:
    """Put lines into the caller's cart, which is opened when there is none. All of them, or nothing.

    A program without cookies gets a cart of its own; its `access_token` opens it from then on.
    """
    lines = [(line.offer_id, line.quantity) for line in body.lines]
    return once.answering(CartBody.of, status=201).transact(
        cart.add_all, owner, lines=lines, operation_id=operation, currency=body.currency
    )


@router.get("/carts/{cart_id}", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def show_cart(cart_id: UUID, owner: Owner) -> CartBody:
    """The cart at present prices."""
    return CartBody.of(transact(in_cart, cart.view, owner, cart_id))


@router.post(
    "/carts/{cart_id}/lines",
    dependencies=[allow(EVERYONE)],
    status_code=201,
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def add_lines(cart_id: UUID, body: NewCart, owner: Owner, operation: Operation, once: Once) -> Response:
    """Put more in; units of an offer that is there already add up. All of it, or nothing."""
    lines = [(line.offer_id, line.quantity) for line in body.lines]
    return once.answering(CartBody.of, status=201).transact(
        in_cart,
        cart.add_all,
        owner,
        cart_id,
        lines=lines,
        operation_id=operation,
        currency=body.currency,
    )


@router.put(
    "/carts/{cart_id}/lines/{offer_id}",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def set_quantity(
    cart_id: UUID, offer_id: UUID, body: LineQuantity, owner: Owner, operation: Operation, once: Once
) -> Response:
    """Give a line another quantity."""
    return once.answering(CartBody.of).transact(
        in_cart,
        cart.set_quantity,
        owner,
        cart_id,
        offer_id=offer_id,
        quantity=body.quantity,
        operation_id=operation,
    )


@router.delete(
    "/carts/{cart_id}/lines/{offer_id}",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def remove_line(cart_id: UUID, offer_id: UUID, owner: Owner, operation: Operation, once: Once) -> Response:
    """Take a line out; that it is gone already is fine."""
    return once.answering(CartBody.of).transact(
        in_cart, cart.remove, owner, cart_id, offer_id=offer_id, operation_id=operation
    )


@router.put(
    "/carts/{cart_id}/currency",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def set_currency(cart_id: UUID, body: CurrencyWish, owner: Owner, once: Once) -> Response:
    """Show and charge everything in another currency; the answer has the new prices as seen."""
    return once.answering(CartBody.of).transact(
        in_cart, cart.set_currency, owner, cart_id, currency=body.currency
    )


@router.post(
    "/carts/{cart_id}/accepted-prices",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def accept_prices(cart_id: UUID, owner: Owner, once: Once) -> Response:
    """The shopper has seen the present prices and takes them."""
    return once.answering(CartBody.of).transact(in_cart, cart.accept_prices, owner, cart_id)


@router.post(
    "/carts/{cart_id}/codes",
    dependencies=[allow(EVERYONE)],
    status_code=201,
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def apply_code(cart_id: UUID, body: NewCode, owner: Owner, once: Once) -> Response:
    """Enter a promotion code; a refusal says why it lowers nothing."""
    return once.answering(CartBody.of, status=201).transact(
        in_cart, cart.apply_code, owner, cart_id, code=body.code
    )


@router.delete(
    "/carts/{cart_id}/codes/{code}",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def remove_code(cart_id: UUID, code: str, owner: Owner, once: Once) -> Response:
    """Take a promotion code out; that it is gone already is fine."""
    return once.answering(CartBody.of).transact(in_cart, cart.remove_code, owner, cart_id, code=code)


def in_cart(
    session: Session,
    verb: Any,
    owner: CartOwner,
    cart_id: UUID,
    **arguments: Any,
) -> Any:
    """`verb` on the cart that is named, which comes back when Redis lost it. Raises CartNotFound."""
    try:
        cart.require(session, owner, cart_id)
    except CartNotFound:
        if not checkout.bring_back_cart(session, owner):
            raise
        cart.require(session, owner, cart_id)
    return verb(session, owner, **arguments)


def _not_found() -> CartNotFound:
    return CartNotFound("There is no such cart. It may have been ordered, or belong to somebody else.")
