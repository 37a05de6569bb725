"""What payment providers tell us. The signature is checked over the raw body; a job interprets the event."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel, Field

from app.api.dependencies import EVERYONE, allow
from backend.payments import process

router = APIRouter(tags=["Webhooks"])


class Received(BaseModel):
    """The event is kept. `is_new` is false for one that was kept before: then nothing was done."""

    is_new: bool = Field(description="Whether this is the first time")


async def _raw(request: Request) -> bytes:
    return await request.body()


@router.post(
    "/webhooks/stripe",
    dependencies=[allow(EVERYONE)],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object", "title": "A Stripe event"}}},
        }
    },
)
def receive_stripe_event(
    raw: Annotated[bytes, Depends(_raw)],
    signature: Annotated[
        str, Header(alias="Stripe-Signature", max_length=1000, description="Over the raw body")
    ] = "",
) -> Received:
    """Keep an event of Stripe. 400 `webhook_refused` when its signature is wrong, and nothing is written."""
    return Received(is_new=process.receive_webhook("stripe", raw=raw, signature=signature))
