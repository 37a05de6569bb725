"""A seller's parcels: what of an order left, and sending a part of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app.api.dependencies import Caller, allow
from app.api.order_changes import UnitsBody
from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import ShipmentView
from backend.identity.schemas import Actor, Role
from backend.kit.unit_of_work import query, transact
from backend.orders import service as orders

router = APIRouter(tags=["Parcels"])

_PEOPLE = [allow(Role.SELLER, Role.DESK, Role.OPERATOR)]


class ParcelWish(BaseModel):
    """What is in the parcel, and who has it."""

    model_config = ConfigDict(extra="forbid")

    units: list[UnitsBody] = Field(min_length=1, max_length=100)
    carrier: Annotated[str, Field(min_length=1, max_length=40, examples=["UPS"])]
    tracking_number: Annotated[str, Field(min_length=4, max_length=40)]
    weight_grams: Annotated[int, Field(ge=1, le=100_000)]
    key: Annotated[str, Field(min_length=8, max_length=80, description="The same key sends once; a UUID")]


class SentParcel(BaseModel):
    """A parcel of an order: the first one is number 1."""

    position: int
    carrier: str
    tracking_number: str
    status: str
    weight_grams: int
    promised_to: date
    units: dict[UUID, int] = Field(description="By line")

    @classmethod
    def of(cls, shipment: ShipmentView) -> SentParcel:
        """The parcel."""
        return cls(
            position=shipment.position,
            carrier=shipment.carrier,
            tracking_number=shipment.tracking_number,
            status=shipment.status,
            weight_grams=shipment.weight_grams,
            promised_to=shipment.promised_to,
            units=dict(shipment.units),
        )


@router.get("/sellers/{seller_id}/orders/{order_id}/parcels", dependencies=_PEOPLE)
def list_parcels(seller_id: UUID, order_id: UUID, caller: Caller) -> list[SentParcel]:
    """What left of an order, the first parcel first."""
    return [SentParcel.of(one) for one in query(_parcels, seller_id, order_id, actor=caller)]


@router.post("/sellers/{seller_id}/orders/{order_id}/parcels", dependencies=_PEOPLE, status_code=201)
def send_parcel(seller_id: UUID, order_id: UUID, body: ParcelWish, caller: Caller) -> SentParcel:
    """Send units of an order in a parcel of their own: its share of the money is charged, the rest waits.

    409 `wrong_step` while the warehouse packs this order, `order_transition_refused` when it cannot be sent,
    or not in parts. A repeated key answers the same parcel.
    """
    return SentParcel.of(transact(_send, seller_id, order_id, body=body, actor=caller))


def _parcels(session: Session, seller_id: UUID, order_id: UUID, *, actor: Actor) -> tuple[ShipmentView, ...]:
    orders.order_for_seller(session, seller_id, order_id, actor=actor)
    return fulfillment.shipments(session, [order_id]).get(order_id, ())


def _send(
    session: Session, seller_id: UUID, order_id: UUID, *, body: ParcelWish, actor: Actor
) -> ShipmentView:
    orders.order_for_seller(session, seller_id, order_id, actor=actor)
    quantities: dict[UUID, int] = {}
    for one in body.units:
        quantities[one.item_id] = quantities.get(one.item_id, 0) + one.quantity
    return fulfillment.ship_units(
        session,
        order_id,
        quantities=quantities,
        carrier=body.carrier,
        tracking_number=body.tracking_number,
        weight_grams=body.weight_grams,
        idempotency_key=body.key,
        actor=actor,
    )
