"""What a shopper may still change of an order: fewer units and another address, before its picking began."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app.api.dependencies import EVERYONE, PERSON, SECRET_IS_OPTIONAL, Caller, Once, Secret, allow
from app.api.orders import OrderBody, OrderNumber
from backend.cart.schemas import CartOwner
from backend.checkout import process
from backend.checkout import service as checkout
from backend.checkout.schemas import BoughtAgain
from backend.identity.schemas import Actor, AddressInput
from backend.kit import ids
from backend.kit.errors import NotFound
from backend.kit.unit_of_work import query
from backend.orders import readdress
from backend.orders import service as orders
from backend.orders.schemas import PurchaseView

router = APIRouter(tags=["Orders"])

PartNumber = Annotated[str, Field(max_length=44, examples=["A-7K3M-92QF-1"])]


class UnitsBody(BaseModel):
    """Units of a line."""

    model_config = ConfigDict(extra="forbid")

    item_id: UUID
    quantity: int = Field(ge=1, le=10_000)


class UnitCancellation(BaseModel):
    """Which units of a part are not wanted any more, and why."""

    model_config = ConfigDict(extra="forbid")

    part_number: PartNumber
    units: list[UnitsBody] = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=1, max_length=200, examples=["Ordered one too many"])


@router.post(
    "/orders/{number}/unit-cancellation",
    dependencies=[allow(EVERYONE)],
    response_model=OrderBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def cancel_units(
    number: OrderNumber, body: UnitCancellation, caller: Caller, secret: Secret, once: Once
) -> Response:
    """Take units out of a part before the warehouse begins: it costs that much less.

    All of them cancel it.
    """
    return once.answering(OrderBody.of).transact(
        _cancel_units, number, body=body, actor=caller, access_token=secret
    )


@router.put(
    "/orders/{number}/address",
    dependencies=[allow(EVERYONE)],
    response_model=OrderBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def readdress_order(
    number: OrderNumber, body: AddressInput, caller: Caller, secret: Secret, once: Once
) -> Response:
    """Send it elsewhere, before the warehouse begins.

    Refused as `address_changes_order` when tax, shipping or the promised days would change; `facts.changes`
    says what. 503 `tax_not_to_be_had` while the tax service does not say.
    """
    wish = {"address": body, "actor": caller, "access_token": secret}
    answering = once.answering(OrderBody.of)
    if process.asks_tax_service():
        return answering.run(_readdress_asking, number, **wish)
    return answering.transact(_readdress, number, **wish)


class BoughtAgainBody(BaseModel):
    """What is in the cart now, and what is not, with the reason."""

    added: list[str]
    missing: dict[str, str]

    @classmethod
    def of(cls, found: BoughtAgain) -> BoughtAgainBody:
        """The outcome."""
        return cls(added=list(found.added), missing=dict(found.missing))


@router.post(
    "/orders/{number}/buy-again",
    dependencies=[allow(PERSON)],
    response_model=BoughtAgainBody,
)
def buy_again(number: OrderNumber, caller: Caller, once: Once) -> Response:
    """Put the same things into one's cart, at today's prices."""
    return once.answering(BoughtAgainBody.of).transact(
        checkout.buy_again,
        number,
        owner=CartOwner(person_id=caller.person_id),
        operation_id=f"again:{ids.new_id()}",
        actor=caller,
    )


class TextsBody(BaseModel):
    """Where texts about an order go; empty for nowhere."""

    model_config = ConfigDict(extra="forbid")

    phone: str = Field(max_length=30, description="A mobile number", examples=["+14155552671"])


@router.put(
    "/orders/{number}/texts",
    dependencies=[allow(EVERYONE)],
    response_model=TextsBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def choose_texts(
    number: OrderNumber, body: TextsBody, caller: Caller, secret: Secret, once: Once
) -> Response:
    """Have the order's further steps told by text message, or no more of it. E-mails go on either way."""
    return once.answering(lambda phone: TextsBody(phone=phone)).transact(
        orders.choose_texts, number, phone=body.phone, actor=caller, access_token=secret
    )


def _cancel_units(
    session: Session, number: str, *, body: UnitCancellation, actor: Actor, access_token: str | None
) -> PurchaseView:
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
    part = next((one for one in purchase.orders if one.number == body.part_number), None)
    if part is None:
        raise NotFound("This order has no such part.", field="part_number")
    quantities: dict[UUID, int] = {}
    for one in body.units:
        quantities[one.item_id] = quantities.get(one.item_id, 0) + one.quantity
    orders.cancel_units(
        session,
        part.id,
        quantities=quantities,
        reason=body.reason,
        actor=actor,
        access_token=access_token,
    )
    return orders.purchase_by_number(session, number, actor=actor, access_token=access_token)


def _readdress_asking(
    number: str, *, address: AddressInput, actor: Actor, access_token: str | None
) -> PurchaseView:
    readdress.change_address(number, address=address, actor=actor, access_token=access_token)
    return query(orders.purchase_by_number, number, actor=actor, access_token=access_token)


def _readdress(
    session: Session, number: str, *, address: AddressInput, actor: Actor, access_token: str | None
) -> PurchaseView:
    orders.change_address(session, number, address=address, actor=actor, access_token=access_token)
    return orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
