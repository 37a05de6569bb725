"""Money that goes back to shoppers, and money that goes out to sellers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from app.api.dependencies import EVERYONE, SECRET_IS_OPTIONAL, Caller, Once, Secret, allow
from app.api.shapes import Money, money
from backend.identity.schemas import Role
from backend.kit.unit_of_work import transact
from backend.orders import payouts, refunds
from backend.orders.schemas import RefundView, SellerFunds
from backend.payments.schemas import PayoutView

router = APIRouter(tags=["Refunds and payouts"])

Key = Annotated[str, Field(min_length=8, max_length=80, description="The same key happens once; best a UUID")]
CurrencyQuery = Annotated[str, Query(pattern=r"^[A-Z]{3}$")]


class RefundWish(BaseModel):
    """What of one seller's part of an order goes back."""

    model_config = ConfigDict(extra="forbid")

    lines: dict[UUID, Annotated[int, Field(ge=1, le=10_000)]] = Field(
        default_factory=dict, max_length=200, description="Units by line"
    )
    line_amounts: dict[UUID, Annotated[int, Field(gt=0, le=10**12)]] = Field(
        default_factory=dict, max_length=200, description="Minor units by line, for no unit of it"
    )
    shipping: bool = Field(default=False, description="What is left of the shipping, too")
    amount_minor: int = Field(default=0, ge=0, le=10**12, description="On top, for no unit in particular")
    reason: str = Field(min_length=1, max_length=200, examples=["Arrived broken"])
    to: Literal["origin", "credit"] = Field(
        default="origin", description="Back to what it was paid with, or onto the shopper's store credit"
    )
    key: Key


class RefundLineBody(BaseModel):
    """What of a line goes back."""

    line_id: UUID
    quantity: int
    amount: Money


class RefundPartBody(BaseModel):
    """Where a part of it goes: payment, gift_card or store_credit."""

    kind: str
    amount: Money


class RefundBody(BaseModel):
    """A refund and how far it is."""

    id: UUID
    status: str = Field(description="requested, approved, sent, succeeded or failed")
    to: str
    reason: str
    total: Money
    lines: list[RefundLineBody]
    parts: list[RefundPartBody]
    failure: str
    created_at: datetime

    @classmethod
    def of(cls, view: RefundView) -> RefundBody:
        """The refund."""
        return cls(
            id=view.id,
            status=view.status,
            to=view.to,
            reason=view.reason,
            total=money(view.total_minor, view.currency),
            lines=[
                RefundLineBody(
                    line_id=one.item_id,
                    quantity=one.quantity,
                    amount=money(one.amount_minor, view.currency),
                )
                for one in view.lines
            ],
            parts=[
                RefundPartBody(kind=one.kind, amount=money(one.amount_minor, view.currency))
                for one in view.parts
            ],
            failure=view.failure,
            created_at=view.created_at,
        )


class RefundsBody(BaseModel):
    """The refunds of one seller's part of an order, oldest first."""

    refunds: list[RefundBody]


class PaidOut(BaseModel):
    """The bank's own id of what the desk sent."""

    model_config = ConfigDict(extra="forbid")

    bank_reference: str = Field(min_length=1, max_length=80)


class FundsBody(BaseModel):
    """What a seller is owed; `due` can be paid out now."""

    owed: Money
    deferred: Money
    due: Money

    @classmethod
    def of(cls, view: SellerFunds) -> FundsBody:
        """The funds."""
        return cls(
            owed=money(view.owed_minor, view.currency),
            deferred=money(view.deferred_minor, view.currency),
            due=money(view.due_minor, view.currency),
        )


class PayoutWish(BaseModel):
    """All that is due to a seller in one currency."""

    model_config = ConfigDict(extra="forbid")

    currency: str = Field(pattern=r"^[A-Z]{3}$", examples=["USD"])
    key: Key


class PayoutBody(BaseModel):
    """Money sent to a seller."""

    id: UUID
    amount: Money
    status: str
    created_at: datetime

    @classmethod
    def of(cls, view: PayoutView) -> PayoutBody:
        """The payout."""
        return cls(
            id=view.id,
            amount=money(view.amount_minor, view.currency),
            status=view.status,
            created_at=view.created_at,
        )


@router.post(
    "/orders/{order_id}/refunds",
    dependencies=[allow(Role.SELLER, Role.DESK, Role.OPERATOR)],
    status_code=201,
    response_model=RefundBody,
)
def request_refund(order_id: UUID, body: RefundWish, caller: Caller, once: Once) -> Response:
    """Give money back of one seller's part, by its id: the seller's own, or any for the desk."""
    return once.answering(RefundBody.of, status=201).transact(
        refunds.request,
        order_id,
        lines=body.lines,
        line_amounts=body.line_amounts,
        shipping=body.shipping,
        amount_minor=body.amount_minor,
        reason=body.reason,
        to=body.to,
        actor=caller,
        idempotency_key=f"{caller.person_id}:{body.key}",
    )


@router.get("/orders/{order_id}/refunds", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def list_refunds(order_id: UUID, caller: Caller, secret: Secret) -> RefundsBody:
    """The refunds of one seller's part, for its shopper, its seller and the desk."""
    found = transact(refunds.of_order, order_id, actor=caller, access_token=secret)
    return RefundsBody(refunds=[RefundBody.of(one) for one in found])


@router.post(
    "/refunds/{refund_id}/payment",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    response_model=RefundBody,
)
def mark_paid_out(refund_id: UUID, body: PaidOut, caller: Caller, once: Once) -> Response:
    """The desk has sent the refund of a bank transfer."""
    return once.answering(RefundBody.of).transact(
        refunds.mark_paid_out, refund_id, bank_reference=body.bank_reference, actor=caller
    )


@router.post(
    "/refunds/{refund_id}/credit",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    response_model=RefundBody,
)
def owe_as_credit(refund_id: UUID, caller: Caller, once: Once) -> Response:
    """A refund that a bank refused becomes store credit."""
    return once.answering(RefundBody.of).transact(refunds.owe_as_credit, refund_id, actor=caller)


@router.get("/sellers/{seller_id}/funds", dependencies=[allow(Role.SELLER, Role.DESK, Role.OPERATOR)])
def show_funds(seller_id: UUID, caller: Caller, currency: CurrencyQuery = "USD") -> FundsBody:
    """What a seller is owed, and what of it is due."""
    return FundsBody.of(transact(payouts.funds, seller_id, currency=currency, actor=caller))


@router.post(
    "/sellers/{seller_id}/payouts",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    status_code=201,
    response_model=PayoutBody,
)
def pay_out(seller_id: UUID, body: PayoutWish, caller: Caller, once: Once) -> Response:
    """Send a seller all that is due."""
    return once.answering(PayoutBody.of, status=201).transact(
        payouts.pay_out,
        seller_id,
        currency=body.currency,
        actor=caller,
        idempotency_key=f"{caller.person_id}:{body.key}",
    )
