"""The stand-in's own controls under `/_control`: faults, journal, deliveries. Not part of Stripe."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from app.local.stripe.call import Call
from app.local.stripe.errors import StripeError
from app.local.stripe.events import EventLog
from app.local.stripe.faults import Faults, FaultSettings
from app.local.stripe.params import Params
from app.local.stripe.routes.payment_intents import give_up
from app.local.stripe.settings import StandInSettings
from app.local.stripe.store import Store
from app.local.stripe.webhooks import Courier

_MOVEMENTS = ("authorised", "captured", "released", "refunded", "refund_failed", "declined")
_MOST_DELIVERIES = 200


class Resend(BaseModel):
    """Deliver an event again."""

    model_config = ConfigDict(extra="forbid")

    event: str
    times: int = Field(default=1, ge=1, le=20)


class Expire(BaseModel):
    """Let an authorisation run out, as after seven days."""

    model_config = ConfigDict(extra="forbid")

    payment_intent: str


def _local(request: Request) -> None:
    """Only programs on this machine: no other host, no page of another site."""
    host = request.client.host if request.client else ""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host in ("", "localhost", "testclient")
    if not loopback:
        raise HTTPException(403, "The controls answer on this machine only.")
    origin = request.headers.get("origin")
    if origin and origin != f"{request.url.scheme}://{request.headers.get('host')}":
        raise HTTPException(403, "The controls answer to no other site's pages.")
    if request.method == "POST" and not request.headers.get("content-type", "").startswith(
        "application/json"
    ):
        raise HTTPException(415, "Send JSON: Content-Type: application/json.")


def journal(store: Store, payment_intent: str | None = None) -> dict[str, Any]:
    """How often and how much each intent's card was really charged, in minor units.

    `held` is what is authorised and neither captured nor released; `kept` is what was captured and not given
    back. A loser of a race has both at 0.
    """
    sql = "SELECT payment_intent, movement, count(*), sum(amount) FROM journal"
    values: list[Any] = []
    if payment_intent is not None:
        sql += " WHERE payment_intent = ?"
        values.append(payment_intent)
    intents: dict[str, dict[str, Any]] = {}
    for intent, movement, count, amount in store.rows(sql + " GROUP BY 1, 2", values):
        line = intents.setdefault(intent, {name: {"count": 0, "amount": 0} for name in _MOVEMENTS})
        line[movement] = {"count": count, "amount": amount}
    for line in intents.values():
        money = {name: line[name]["amount"] for name in _MOVEMENTS}
        line["charges"] = line["authorised"]["count"]
        line["captures"] = line["captured"]["count"]
        line["held"] = money["authorised"] - money["captured"] - money["released"]
        line["kept"] = money["captured"] - money["refunded"] + money["refund_failed"]
    totals = {
        name: sum(line[name] for line in intents.values()) for name in ("charges", "captures", "held", "kept")
    }
    return {"payment_intents": intents, "totals": totals}


def control_router(
    store: Store, events: EventLog, faults: Faults, courier: Courier, settings: StandInSettings
) -> APIRouter:
    """The control routes over one stand-in's parts."""
    router = APIRouter(prefix="/_control", dependencies=[Depends(_local)], tags=["control"])

    def state() -> dict[str, Any]:
        counts = dict(store.rows("SELECT state, count(*) FROM delivery GROUP BY state"))
        names = ("pending", "delivered", "failed", "dropped", "cancelled")
        return {
            "faults": faults.settings.model_dump(),
            "webhooks": {name: counts.get(name, 0) for name in names},
            "webhook_url": settings.webhook_url,
            "publishable_key": settings.publishable_key,
        }

    @router.get("")
    async def read() -> dict[str, Any]:
        """The faults in force and how the deliveries stand."""
        return state()

    @router.post("")
    async def change(wanted: FaultSettings) -> dict[str, Any]:
        """Set the named faults; the others stay."""
        faults.change(wanted.model_dump(include=wanted.model_fields_set))
        courier.wake()
        return state()

    @router.post("/reset")
    async def reset() -> dict[str, Any]:
        """No faults."""
        faults.reset()
        courier.wake()
        return state()

    @router.get("/journal")
    async def read_journal(payment_intent: str | None = None) -> dict[str, Any]:
        """What really happened to cards, counted apart from the objects."""
        return journal(store, payment_intent)

    @router.get("/webhooks")
    async def deliveries(
        limit: Annotated[int, Field(ge=1, le=_MOST_DELIVERIES)] = 50,
    ) -> list[dict[str, Any]]:
        """The latest deliveries."""
        rows = store.rows(
            "SELECT event, endpoint, state, attempts, due, answer FROM delivery ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        names = ("event", "endpoint", "state", "attempts", "due", "answer")
        return [dict(zip(names, row, strict=True)) for row in rows]

    @router.post("/webhooks/resend")
    async def resend(wanted: Resend) -> dict[str, int]:
        """Deliver an event again, to everybody who hears its kind."""
        with store.transaction():
            queued = sum(events.resend(wanted.event) for _ in range(wanted.times))
        if not queued:
            raise HTTPException(404, f"No endpoint is told about an event {wanted.event}.")
        courier.wake()
        return {"queued": queued}

    @router.post("/expire")
    async def expire(wanted: Expire) -> dict[str, Any]:
        """Cancel an uncaptured intent for the reason `expired`."""
        intent = store.get("payment_intent", wanted.payment_intent)
        if intent is None or intent.body["status"] != "requires_capture":
            raise HTTPException(409, f"{wanted.payment_intent} holds no authorization.")
        call = Call(store, events, settings, Params({}), account=intent.account, base_url="")
        try:
            with store.transaction():
                give_up(call, intent, "expired")
        except StripeError as error:
            raise HTTPException(409, error.message) from error
        courier.wake()
        return intent.body

    return router
