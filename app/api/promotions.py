"""Promotions: a seller's own, and the marketplace's. Shoppers enter codes at their cart."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter
from starlette.responses import Response

from app.api.dependencies import Caller, Once, allow
from backend.identity.schemas import Role
from backend.kit.unit_of_work import query
from backend.pricing import promotion_desk
from backend.pricing.promotion_schemas import PromotionInput, PromotionView

router = APIRouter(tags=["Promotions"])

_ADAPTER = TypeAdapter(PromotionView)
Page = Annotated[int, Query(ge=1, le=10_000)]
Size = Annotated[int, Query(ge=1, le=promotion_desk.MOST_PER_PAGE)]


class NewCoupon(BaseModel):
    """One more code of a promotion, with limits of its own."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=3, max_length=40, examples=["SUMMER-5"])
    max_uses: Annotated[int, Field(gt=0, le=10**9)] | None = None
    max_uses_per_shopper: Annotated[int, Field(gt=0, le=1000)] | None = None


class PromotionChange(BaseModel):
    """What may change of a promotion, all of it: what is left out is taken away."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=120)
    ends_at: AwareDatetime | None = None
    max_uses: Annotated[int, Field(gt=0, le=10**9)] | None = None


class Switch(BaseModel):
    """Whether it is offered."""

    model_config = ConfigDict(extra="forbid")

    is_active: bool


def _shape(view: PromotionView) -> object:
    return _ADAPTER.dump_python(view, mode="json")


@router.get("/sellers/{seller_id}/promotions", dependencies=[allow(Role.SELLER, Role.OPERATOR)])
def list_seller_promotions(
    seller_id: UUID, caller: Caller, page: Page = 1, size: Size = 50
) -> list[PromotionView]:
    """A seller's promotions, newest first, with how often they were used and what they cost."""
    return list(
        query(promotion_desk.list_promotions, seller_id=seller_id, page=page, size=size, actor=caller)
    )


@router.post(
    "/sellers/{seller_id}/promotions",
    dependencies=[allow(Role.SELLER, Role.OPERATOR)],
    status_code=201,
    response_model=PromotionView,
)
def create_seller_promotion(seller_id: UUID, body: PromotionInput, caller: Caller, once: Once) -> Response:
    """Start a promotion on the seller's own offers, at the seller's expense."""
    return once.answering(_shape, status=201).transact(
        promotion_desk.create_promotion, body, seller_id=seller_id, actor=caller
    )


@router.post(
    "/sellers/{seller_id}/promotions/{promotion_id}/codes",
    dependencies=[allow(Role.SELLER, Role.OPERATOR)],
    status_code=201,
    response_model=PromotionView,
)
def add_seller_promotion_code(
    seller_id: UUID, promotion_id: UUID, body: NewCoupon, caller: Caller, once: Once
) -> Response:
    """One more code of a seller's promotion."""
    return once.answering(_shape, status=201).transact(
        promotion_desk.add_coupon, promotion_id, seller_id=seller_id, actor=caller, **body.model_dump()
    )


@router.put(
    "/sellers/{seller_id}/promotions/{promotion_id}/activity",
    dependencies=[allow(Role.SELLER, Role.OPERATOR)],
    response_model=PromotionView,
)
def switch_seller_promotion(
    seller_id: UUID, promotion_id: UUID, body: Switch, caller: Caller, once: Once
) -> Response:
    """Pause or resume; checkouts that hold the promotion keep it."""
    verb = promotion_desk.resume_promotion if body.is_active else promotion_desk.pause_promotion
    return once.answering(_shape).transact(verb, promotion_id, seller_id=seller_id, actor=caller)


@router.put(
    "/sellers/{seller_id}/promotions/{promotion_id}",
    dependencies=[allow(Role.SELLER, Role.OPERATOR)],
    response_model=PromotionView,
)
def change_seller_promotion(
    seller_id: UUID, promotion_id: UUID, body: PromotionChange, caller: Caller, once: Once
) -> Response:
    """Change the name, the end and the size of a limit. What it gives stays: end it and start another."""
    return once.answering(_shape).transact(
        promotion_desk.change_promotion,
        promotion_id,
        seller_id=seller_id,
        actor=caller,
        name=body.name,
        ends_at=body.ends_at,
        max_uses=body.max_uses,
    )


@router.post(
    "/sellers/{seller_id}/promotions/{promotion_id}/end",
    dependencies=[allow(Role.SELLER, Role.OPERATOR)],
    response_model=PromotionView,
)
def end_seller_promotion(seller_id: UUID, promotion_id: UUID, caller: Caller, once: Once) -> Response:
    """End it now, for good; checkouts that hold it keep it. One that has ended stays as it is."""
    return once.answering(_shape).transact(
        promotion_desk.end_promotion, promotion_id, seller_id=seller_id, actor=caller
    )


@router.get("/promotions", dependencies=[allow(Role.BOARD, Role.OPERATOR)])
def list_promotions(caller: Caller, page: Page = 1, size: Size = 50) -> list[PromotionView]:
    """All promotions, the sellers' as well, newest first."""
    return list(query(promotion_desk.list_promotions, page=page, size=size, actor=caller))


@router.post(
    "/promotions",
    dependencies=[allow(Role.BOARD, Role.OPERATOR)],
    status_code=201,
    response_model=PromotionView,
)
def create_promotion(body: PromotionInput, caller: Caller, once: Once) -> Response:
    """Start a promotion of the marketplace."""
    return once.answering(_shape, status=201).transact(promotion_desk.create_promotion, body, actor=caller)


@router.post(
    "/promotions/{promotion_id}/codes",
    dependencies=[allow(Role.BOARD, Role.OPERATOR)],
    status_code=201,
    response_model=PromotionView,
)
def add_promotion_code(promotion_id: UUID, body: NewCoupon, caller: Caller, once: Once) -> Response:
    """One more code of a promotion."""
    return once.answering(_shape, status=201).transact(
        promotion_desk.add_coupon, promotion_id, actor=caller, **body.model_dump()
    )


@router.put(
    "/promotions/{promotion_id}/activity",
    dependencies=[allow(Role.BOARD, Role.OPERATOR)],
    response_model=PromotionView,
)
def switch_promotion(promotion_id: UUID, body: Switch, caller: Caller, once: Once) -> Response:
    """Pause or resume; checkouts that hold the promotion keep it."""
    verb = promotion_desk.resume_promotion if body.is_active else promotion_desk.pause_promotion
    return once.answering(_shape).transact(verb, promotion_id, actor=caller)


@router.put(
    "/promotions/{promotion_id}",
    dependencies=[allow(Role.BOARD, Role.OPERATOR)],
    response_model=PromotionView,
)
def change_promotion(promotion_id: UUID, body: PromotionChange, caller: Caller, once: Once) -> Response:
    """Change the name, the end and the size of a limit. What it gives stays: end it and start another."""
    return once.answering(_shape).transact(
        promotion_desk.change_promotion,
        promotion_id,
        actor=caller,
        name=body.name,
        ends_at=body.ends_at,
        max_uses=body.max_uses,
    )


@router.post(
    "/promotions/{promotion_id}/end",
    dependencies=[allow(Role.BOARD, Role.OPERATOR)],
    response_model=PromotionView,
)
def end_promotion(promotion_id: UUID, caller: Caller, once: Once) -> Response:
    """End it now, for good; checkouts that hold it keep it. One that has ended stays as it is."""
    return once.answering(_shape).transact(promotion_desk.end_promotion, promotion_id, actor=caller)
