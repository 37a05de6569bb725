"""Goods on their way back: asked for by shoppers, agreed to by sellers, looked at on the floor."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app.api.dependencies import EVERYONE, PERSON, SECRET_IS_OPTIONAL, Caller, Once, Secret, allow
from app.api.orders import OrderNumber, StepBody
from app.api.shapes import Money, PictureBody, money, picture
from backend.identity.schemas import Actor, Role
from backend.kit.errors import NotFound
from backend.kit.unit_of_work import transact
from backend.orders import service as orders
from backend.orders.schemas import Finding, ReturnLine, ReturnPage, ReturnReason, ReturnStatus, ReturnView

router = APIRouter(tags=["Returns"])

ReturnNumber = Annotated[
    str, Path(max_length=20, pattern=r"^[A-Za-z0-9-]+$", examples=["R-7K3M-92QF"], description="On the label")
]


class ReturnLineBody(BaseModel):
    """Units of a line that go back."""

    model_config = ConfigDict(extra="forbid")

    item_id: UUID
    quantity: int = Field(ge=1, le=10_000)
    reason: ReturnReason


class ReturnWish(BaseModel):
    """What goes back of one part of an order."""

    model_config = ConfigDict(extra="forbid")

    part_number: str = Field(max_length=44, examples=["A-7K3M-92QF-1"])
    lines: list[ReturnLineBody] = Field(min_length=1, max_length=100)
    note: str = Field(default="", max_length=500)


class Refusal(BaseModel):
    """Why a return is not agreed to; the shopper reads it."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=200)


class FindingBody(BaseModel):
    """What came out of the box for a line."""

    model_config = ConfigDict(extra="forbid")

    item_id: UUID
    accepted: int = Field(ge=0, le=10_000, description="Found as promised: refunded")
    restocked: int = Field(ge=0, le=10_000, description="Of those, sold again; the rest is thrown away")
    words: str = Field(default="", max_length=200)


class Inspection(BaseModel):
    """A finding for each line of the return."""

    model_config = ConfigDict(extra="forbid")

    findings: list[FindingBody] = Field(min_length=1, max_length=100)


class ReturnItemBody(BaseModel):
    """A line of a return."""

    item_id: UUID
    sku: str
    title: str
    options: dict[str, str]
    picture: PictureBody | None
    quantity: int
    reason: str
    accepted: int
    restocked: int
    finding: str


class ReturnBody(BaseModel):
    """Goods on their way back. `refund` is known once they were inspected."""

    number: str
    order_part_number: str
    status: ReturnStatus
    label_number: str | None
    note: str
    refund: Money
    requested_at: datetime
    items: list[ReturnItemBody]
    history: list[StepBody]

    @classmethod
    def of(cls, view: ReturnView) -> ReturnBody:
        """The return."""
        return cls(
            number=view.number,
            order_part_number=view.order_number,
            status=ReturnStatus(view.status),
            label_number=view.label_number,
            note=view.note,
            refund=money(view.refund_minor, view.currency),
            requested_at=view.requested_at,
            items=[
                ReturnItemBody(
                    item_id=one.order_item_id,
                    sku=one.sku,
                    title=one.title,
                    options=dict(one.options),
                    picture=picture(one.picture_key, one.title),
                    quantity=one.quantity,
                    reason=one.reason,
                    accepted=one.accepted,
                    restocked=one.restocked,
                    finding=one.finding,
                )
                for one in view.items
            ],
            history=[
                StepBody(status=step.to_status, at=step.at, reason=step.reason) for step in view.history
            ],
        )


class ReturnsBody(BaseModel):
    """A page of returns, newest first."""

    returns: list[ReturnBody]
    total: int
    page: int
    size: int

    @classmethod
    def of(cls, found: ReturnPage) -> ReturnsBody:
        """The page."""
        return cls(
            returns=[ReturnBody.of(one) for one in found.rows],
            total=found.total,
            page=found.page,
            size=found.size,
        )


@router.post(
    "/orders/{number}/returns",
    dependencies=[allow(EVERYONE)],
    status_code=201,
    response_model=ReturnBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def request_return(
    number: OrderNumber, body: ReturnWish, caller: Caller, secret: Secret, once: Once
) -> Response:
    """Send back what was delivered, within the return window. The label's number is in the answer."""
    return once.answering(ReturnBody.of, status=201).transact(
        _request, number, body=body, actor=caller, access_token=secret
    )


@router.get("/orders/{number}/returns", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def returns_of_order(number: OrderNumber, caller: Caller, secret: Secret) -> list[ReturnBody]:
    """The returns of an order, oldest first."""
    found = transact(orders.returns_of_purchase, number, actor=caller, access_token=secret)
    return [ReturnBody.of(one) for one in found]


@router.get("/returns", dependencies=[allow(PERSON)])
def list_returns(
    caller: Caller,
    status: ReturnStatus | None = None,
    seller_id: UUID | None = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 25,
) -> ReturnsBody:
    """One's own returns; all for the desk, those of its warehouses for the floor, a seller's by id."""
    return ReturnsBody.of(
        transact(
            orders.list_returns,
            status=status,
            seller_id=seller_id,
            page=page,
            size=size,
            actor=caller,
        )
    )


@router.get("/returns/{number}", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def show_return(number: ReturnNumber, caller: Caller, secret: Secret) -> ReturnBody:
    """A return, for its buyer, its seller, its warehouse and the desk."""
    return ReturnBody.of(transact(orders.return_by_number, number, actor=caller, access_token=secret))


@router.post(
    "/returns/{number}/approval",
    dependencies=[allow(Role.SELLER, Role.DESK, Role.OPERATOR)],
    response_model=ReturnBody,
)
def approve_return(number: ReturnNumber, caller: Caller, once: Once) -> Response:
    """Agree to a return that waits for a person; its label is there at once."""
    return once.answering(ReturnBody.of).transact(_approve, number, actor=caller)


@router.post(
    "/returns/{number}/refusal",
    dependencies=[allow(Role.SELLER, Role.DESK, Role.OPERATOR)],
    response_model=ReturnBody,
)
def decline_return(number: ReturnNumber, body: Refusal, caller: Caller, once: Once) -> Response:
    """Do not agree, and say why."""
    return once.answering(ReturnBody.of).transact(_decline, number, reason=body.reason, actor=caller)


@router.post(
    "/returns/{number}/receipt",
    dependencies=[allow(Role.FLOOR, Role.DESK, Role.OPERATOR)],
    response_model=ReturnBody,
)
def receive_return(number: ReturnNumber, caller: Caller, once: Once) -> Response:
    """The box is at the warehouse."""
    return once.answering(ReturnBody.of).transact(_receive, number, actor=caller)


@router.post(
    "/returns/{number}/inspection",
    dependencies=[allow(Role.FLOOR, Role.DESK, Role.OPERATOR)],
    response_model=ReturnBody,
)
def inspect_return(number: ReturnNumber, body: Inspection, caller: Caller, once: Once) -> Response:
    """Say what was in the box: what is accepted is refunded and goes to the shelf, or away."""
    return once.answering(ReturnBody.of).transact(_inspect, number, body=body, actor=caller)


def _request(
    session: Session, number: str, *, body: ReturnWish, actor: Actor, access_token: str | None
) -> ReturnView:
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=access_token)
    part = next((one for one in purchase.orders if one.number == body.part_number), None)
    if part is None:
        raise NotFound("This order has no such part.", field="part_number")
    return orders.request_return(
        session,
        part.id,
        lines=[ReturnLine(one.item_id, one.quantity, one.reason) for one in body.lines],
        note=body.note,
        actor=actor,
        access_token=access_token,
    )


def _approve(session: Session, number: str, *, actor: Actor) -> ReturnView:
    return orders.approve_return(
        session, orders.return_by_number(session, number, actor=actor).id, actor=actor
    )


def _decline(session: Session, number: str, *, reason: str, actor: Actor) -> ReturnView:
    found = orders.return_by_number(session, number, actor=actor)
    return orders.decline_return(session, found.id, reason=reason, actor=actor)


def _receive(session: Session, number: str, *, actor: Actor) -> ReturnView:
    return orders.receive_return(
        session, orders.return_by_number(session, number, actor=actor).id, actor=actor
    )


def _inspect(session: Session, number: str, *, body: Inspection, actor: Actor) -> ReturnView:
    found = orders.return_by_number(session, number, actor=actor)
    findings = [Finding(one.item_id, one.accepted, one.restocked, one.words) for one in body.findings]
    return orders.inspect_return(session, found.id, findings=findings, actor=actor)
