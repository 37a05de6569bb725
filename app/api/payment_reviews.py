"""Orders whose payment looks like fraud: the desk's queue, and what it decides."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.responses import Response

from app.api.dependencies import Caller, Once, allow
from app.api.shapes import Money, money
from backend.identity.schemas import Actor, Role
from backend.kit.unit_of_work import query
from backend.payments import authenticating
from backend.trust import service as trust
from backend.trust.schemas import ReviewPage, ReviewStatus, ReviewView

router = APIRouter(tags=["Desk"])

_DESK = allow(Role.DESK, Role.OPERATOR)


class ReasonBody(BaseModel):
    """Why the score is as high as it is; `weight` is what it adds, in log odds."""

    feature: str
    weight: float
    sentence: str


class ReviewBody(BaseModel):
    """An order that waits, or was decided. `score` is the probability of fraud, from 0 to 1."""

    id: UUID
    order_number: str
    email: str
    ship_to: str
    amount: Money
    score: float
    reasons: list[ReasonBody]
    model_version: str
    status: ReviewStatus
    opened_at: datetime
    due_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    note: str

    @classmethod
    def of(cls, view: ReviewView) -> ReviewBody:
        """The review."""
        return cls(
            id=view.id,
            order_number=view.purchase_number,
            email=view.email,
            ship_to=view.ship_to,
            amount=money(view.amount_minor, view.currency),
            score=view.score,
            reasons=[
                ReasonBody(feature=one.feature, weight=one.weight, sentence=one.sentence)
                for one in view.reasons
            ],
            model_version=view.model_version,
            status=view.status,
            opened_at=view.opened_at,
            due_at=view.due_at,
            decided_by=view.decided_by,
            decided_at=view.decided_at,
            note=view.note,
        )


class ReviewPageBody(BaseModel):
    """Waiting ones by due date, decided ones newest first; `by_status` counts all."""

    rows: list[ReviewBody]
    total: int
    page: int
    size: int
    by_status: dict[str, int]

    @classmethod
    def of(cls, view: ReviewPage) -> ReviewPageBody:
        """The page."""
        return cls(
            rows=[ReviewBody.of(row) for row in view.rows],
            total=view.total,
            page=view.page,
            size=view.size,
            by_status=dict(view.by_status),
        )


class Approval(BaseModel):
    """The order may go."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(default="", max_length=500)


class Refusal(BaseModel):
    """The order is cancelled and its money goes back; the note says why."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(min_length=1, max_length=500)


@router.get("/desk/reviews", dependencies=[_DESK])
def list_payment_reviews(
    caller: Caller,
    status: ReviewStatus | None = ReviewStatus.WAITING,
    words: Annotated[str, Query(max_length=120, description="In the order's number or the e-mail")] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 25,
) -> ReviewPageBody:
    """A page of the queue."""
    found = query(trust.list_reviews, status=status, words=words, page=page, size=size, actor=caller)
    return ReviewPageBody.of(found)


@router.get("/desk/reviews/{review_id}", dependencies=[_DESK])
def show_payment_review(review_id: UUID, caller: Caller) -> ReviewBody:
    """An order with the reasons why it waits."""
    return ReviewBody.of(query(trust.review, review_id, actor=caller))


@router.post("/desk/reviews/{review_id}/approval", dependencies=[_DESK], response_model=ReviewBody)
def approve_payment(review_id: UUID, body: Approval, caller: Caller, once: Once) -> Response:
    """Let the order go to the warehouse."""
    return once.answering(ReviewBody.of).transact(trust.approve, review_id, note=body.note, actor=caller)


@router.post("/desk/reviews/{review_id}/authentication", dependencies=[_DESK], response_model=ReviewBody)
def ask_shopper(review_id: UUID, body: Approval, caller: Caller, once: Once) -> Response:
    """Have the shopper's bank ask whose card it is (3-D Secure); the order waits up to 24 hours.

    A card that is saved nowhere is typed once more by the shopper. 409 when no card pays the order.
    """
    return once.answering(ReviewBody.of).transact(_ask, review_id, note=body.note, actor=caller)


@router.post("/desk/reviews/{review_id}/refusal", dependencies=[_DESK], response_model=ReviewBody)
def refuse_payment(review_id: UUID, body: Refusal, caller: Caller, once: Once) -> Response:
    """Cancel the order; money and stock go back."""
    return once.answering(ReviewBody.of).transact(trust.refuse, review_id, note=body.note, actor=caller)


def _ask(session: Session, review_id: UUID, *, note: str, actor: Actor) -> ReviewView:
    authenticating.require_askable(session, trust.review(session, review_id, actor=actor).checkout_id)
    return trust.ask(session, review_id, note=note, actor=actor)
