"""What providers tell us. The signature is checked over the raw body; a job interprets payments' events."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.api.brisk_route import BriskRoute
from app.api.dependencies import EVERYONE, allow
from backend.kit.config import settings
from backend.notifications import process as notifications
from backend.payments import process
from backend.payments.gateway import PAYPAL_SIGNATURE_HEADERS

router = APIRouter(tags=["Webhooks"])
# Each card payment is told here, so this is on the way of every order.
brisk_router = APIRouter(tags=["Webhooks"], route_class=BriskRoute)


class Received(BaseModel):
    """The event is kept. `is_new` is false for one that was kept before: then nothing was done."""

    is_new: bool = Field(description="Whether this is the first time")


async def _raw(request: Request) -> bytes:
    return await request.body()


@brisk_router.post(
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


def _body_of(title: str) -> dict[str, object]:
    schema = {"type": "object", "title": title}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


async def _paypal_signature(request: Request) -> str:
    return "|".join(request.headers.get(name, "")[:2_000] for name in PAYPAL_SIGNATURE_HEADERS)


@router.post("/webhooks/paypal", dependencies=[allow(EVERYONE)], openapi_extra=_body_of("A PayPal event"))
def receive_paypal_event(
    raw: Annotated[bytes, Depends(_raw)], signature: Annotated[str, Depends(_paypal_signature)]
) -> Received:
    """Keep an event of PayPal. 400 `webhook_refused` when PayPal does not know it as its own."""
    return Received(is_new=process.receive_webhook("paypal", raw=raw, signature=signature))


@router.post(
    "/webhooks/adyen", dependencies=[allow(EVERYONE)], openapi_extra=_body_of("An Adyen notification")
)
def receive_adyen_event(raw: Annotated[bytes, Depends(_raw)]) -> Received:
    """Keep a notification of Adyen. 400 `webhook_refused` when the signature inside it is wrong."""
    return Received(is_new=process.receive_webhook("adyen", raw=raw, signature=""))


async def _form(request: Request) -> dict[str, str]:
    sent = parse_qsl(
        (await request.body()).decode(errors="replace"), keep_blank_values=True, max_num_fields=100
    )
    return dict(sent)


@router.post(
    "/webhooks/twilio",
    dependencies=[allow(EVERYONE)],
    response_class=Response,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "title": "A text message that came in"}
                }
            },
        }
    },
)
def receive_text(
    request: Request,
    fields: Annotated[dict[str, str], Depends(_form)],
    signature: Annotated[str, Header(alias="X-Twilio-Signature", max_length=200)] = "",
) -> Response:
    """Heed STOP and START that somebody texts back. 400 `webhook_refused` for what Twilio did not sign.

    Twilio itself answers the sender; nothing is added to that.
    """
    # Behind a proxy the address of the request is not the one that Twilio called and signed.
    url = f"{settings().agora_public_url}{request.url.path}"
    if request.url.query:
        url += f"?{request.url.query}"
    notifications.receive_reply(url, fields=fields, signature=signature)
    return Response("<Response/>", media_type="text/xml")
