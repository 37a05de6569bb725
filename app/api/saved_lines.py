"""Lines of a cart that were put aside for later."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from app.api.carts import CartBody, Operation, Owner, in_cart
from app.api.dependencies import EVERYONE, SECRET_IS_OPTIONAL, Once, allow
from app.api.shapes import Money, PictureBody, money, picture
from backend.cart import service as cart
from backend.cart.schemas import SavedLineView
from backend.kit.unit_of_work import transact

router = APIRouter(tags=["Cart"])


class SavedOffer(BaseModel):
    """Which line to put aside."""

    model_config = ConfigDict(extra="forbid")

    offer_id: UUID


class SavedLineBody(BaseModel):
    """A line saved for later at the present price; `note` says what to know about stock and price."""

    offer_id: UUID
    product_slug: str
    title: str
    options_text: str
    picture: PictureBody | None
    seller_name: str
    quantity: int
    unit_price: Money
    seen_price: Money
    available: int
    note: str
    note_kind: str | None = Field(description="gone, sold_out, few or price")
    can_move: bool = Field(description="Whether it can go back into the cart now")

    @classmethod
    def of(cls, line: SavedLineView) -> SavedLineBody:
        """The line."""
        return cls(
            offer_id=line.offer_id,
            product_slug=line.product_slug,
            title=line.title,
            options_text=line.options_text,
            picture=picture(line.picture_key, line.title),
            seller_name=line.seller_name,
            quantity=line.quantity,
            unit_price=money(line.unit_price_minor, line.currency),
            seen_price=money(line.seen_price_minor, line.currency),
            available=line.available,
            note=line.note,
            note_kind=line.note_kind,
            can_move=line.can_move,
        )


@router.get("/carts/{cart_id}/saved", dependencies=[allow(EVERYONE)], openapi_extra=SECRET_IS_OPTIONAL)
def show_saved(cart_id: UUID, owner: Owner) -> list[SavedLineBody]:
    """What was put aside for later, at present prices."""
    return [SavedLineBody.of(line) for line in transact(in_cart, cart.saved, owner, cart_id)]


@router.post(
    "/carts/{cart_id}/saved",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def save_for_later(
    cart_id: UUID, body: SavedOffer, owner: Owner, operation: Operation, once: Once
) -> Response:
    """Put a line of the cart aside, with its quantity."""
    return once.answering(CartBody.of).transact(
        in_cart,
        cart.save_for_later,
        owner,
        cart_id,
        offer_id=body.offer_id,
        operation_id=operation,
    )


@router.post(
    "/carts/{cart_id}/saved/{offer_id}/move",
    dependencies=[allow(EVERYONE)],
    response_model=CartBody,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def move_back(cart_id: UUID, offer_id: UUID, owner: Owner, operation: Operation, once: Once) -> Response:
    """Move a saved line back into the cart; it stops where adding does, which `changes` tells."""
    return once.answering(CartBody.of).transact(
        in_cart, cart.move_back, owner, cart_id, offer_id=offer_id, operation_id=operation
    )


@router.delete(
    "/carts/{cart_id}/saved/{offer_id}",
    dependencies=[allow(EVERYONE)],
    status_code=204,
    openapi_extra=SECRET_IS_OPTIONAL,
)
def drop_saved(cart_id: UUID, offer_id: UUID, owner: Owner, operation: Operation, once: Once) -> Response:
    """Forget a saved line; that it is gone already is fine."""
    return once.answering(status=204).transact(
        in_cart, cart.drop_saved, owner, cart_id, offer_id=offer_id, operation_id=operation
    )
