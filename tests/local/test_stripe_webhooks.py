"""Webhooks: signed, retried, resumed, and as troublesome as asked."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
import stripe

from tests.local.conftest import WEBHOOK_SECRET, Receiver, StandIn, eventually

NO_REDIRECT = {"automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}
HELD = {"amount": 1200, "currency": "usd", "confirm": True, "capture_method": "manual", **NO_REDIRECT}


def held(sdk: stripe.StripeClient, **options: Any) -> stripe.PaymentIntent:
    return sdk.v1.payment_intents.create(params={**HELD, "payment_method": "pm_card_visa"}, options=options)


def test_events_are_signed_and_say_who_caused_them(healthy: StandIn, receiver: Receiver, sdk):
    intent = held(sdk, idempotency_key="order-42-pay")
    sdk.v1.payment_intents.capture(intent.id)
    eventually(lambda: "payment_intent.succeeded" in receiver.types(intent.id))
    eventually(lambda: "charge.captured" in receiver.types(intent.latest_charge))
    assert set(receiver.types(intent.id)) == {
        "payment_intent.created",
        "payment_intent.amount_capturable_updated",
        "payment_intent.succeeded",
    }
    assert set(receiver.types(intent.latest_charge)) == {"charge.succeeded", "charge.captured"}
    got = next(
        got for got in receiver.received if got.event["type"] == "payment_intent.amount_capturable_updated"
    )
    event = stripe.Webhook.construct_event(got.body, got.signature, WEBHOOK_SECRET)
    assert event.api_version == stripe.api_version
    assert event.data.object.object == "payment_intent"
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(got.body, got.signature, "whsec_other")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(got.body.replace(b"1200", b"9999"), got.signature, WEBHOOK_SECRET)
    created = next(event for event in receiver.about(intent.id) if event["type"] == "payment_intent.created")
    assert created["request"]["idempotency_key"] == "order-42-pay"
    assert created["request"]["id"] == intent.last_response.request_id
    assert created["data"]["object"]["status"] == "requires_payment_method"
    kept = sdk.v1.events.retrieve(created["id"])
    assert (kept.type, kept.data.object.id) == ("payment_intent.created", intent.id)
    newest = sdk.v1.events.list(params={"types": ["charge.captured"], "limit": 1}).data[0]
    assert newest.data.object.id == intent.latest_charge


def test_a_refused_delivery_is_tried_again_until_it_is_taken(healthy: StandIn, receiver: Receiver, sdk):
    attempts: dict[str, int] = {}

    def fail_twice(got: Any) -> int:
        identifier = got.event["id"]
        attempts[identifier] = attempts.get(identifier, 0) + 1
        return 500 if attempts[identifier] <= 2 else 200

    receiver.answer = fail_twice
    intent = sdk.v1.payment_intents.create(params={"amount": 800, "currency": "usd"})
    event = eventually(lambda: receiver.about(intent.id))[0]
    assert sdk.v1.events.retrieve(event["id"]).pending_webhooks == 1
    eventually(lambda: attempts[event["id"]] == 3)
    eventually(lambda: sdk.v1.events.retrieve(event["id"]).pending_webhooks == 0)
    assert attempts[event["id"]] == 3


def test_deliveries_go_on_after_a_killed_process(tmp_path, receiver: Receiver):
    stand_in = StandIn(tmp_path, receiver.url)
    stand_in.start()
    try:
        stand_in.control(pause_webhooks=True)
        intent = held(stand_in.client())
        stand_in.stop(kill=True)
        assert receiver.about(intent.id) == []
        stand_in.start()
        eventually(lambda: len(receiver.about(intent.id)) == 2)
    finally:
        stand_in.stop()


def test_a_paused_stripe_keeps_its_webhooks_and_sends_them_later(healthy: StandIn, receiver: Receiver, sdk):
    healthy.control(pause_webhooks=True)
    intent = held(sdk)
    state = httpx.get(f"{healthy.url}/_control").json()
    assert state["webhooks"]["pending"] >= 3
    assert receiver.about(intent.id) == []
    healthy.control(pause_webhooks=False)
    eventually(lambda: len(receiver.about(intent.id)) == 2)


def test_webhooks_come_twice_newest_first_or_not_at_all_when_asked(healthy: StandIn, receiver: Receiver, sdk):
    healthy.control(duplicate_webhooks=2)
    twice = sdk.v1.payment_intents.create(params={"amount": 800, "currency": "usd"})
    eventually(lambda: len(receiver.about(twice.id)) == 3)
    assert len({event["id"] for event in receiver.about(twice.id)}) == 1
    healthy.reset()

    healthy.control(drop_webhooks=True)
    lost = sdk.v1.payment_intents.create(params={"amount": 800, "currency": "usd"})
    healthy.reset()
    healthy.control(shuffle_webhooks={"window_ms": 1500})
    shuffled = [sdk.v1.payment_intents.create(params={"amount": 800, "currency": "usd"}).id for _ in range(6)]
    arrived = eventually(
        lambda: (
            found
            if len(
                found := [
                    g.event["data"]["object"]["id"]
                    for g in receiver.received
                    if g.event["data"]["object"]["id"] in shuffled
                ]
            )
            == 6
            else None
        )
    )
    assert arrived != shuffled
    assert sorted(arrived) == sorted(shuffled)
    assert receiver.about(lost.id) == []
    assert sdk.v1.events.list(params={"type": "payment_intent.created", "limit": 100}).data


def test_an_event_can_be_sent_again(healthy: StandIn, receiver: Receiver, sdk):
    intent = sdk.v1.payment_intents.create(params={"amount": 800, "currency": "usd"})
    event = eventually(lambda: receiver.about(intent.id))[0]
    answer = httpx.post(f"{healthy.url}/_control/webhooks/resend", json={"event": event["id"], "times": 3})
    assert answer.json() == {"queued": 3}
    eventually(lambda: len(receiver.about(intent.id)) == 4)
    missing = httpx.post(f"{healthy.url}/_control/webhooks/resend", json={"event": "evt_none"})
    assert missing.status_code == 404


def test_an_endpoint_of_its_own_hears_only_what_it_asked_for(healthy: StandIn, sdk):
    second = Receiver()
    try:
        endpoint = sdk.v1.webhook_endpoints.create(
            params={"url": second.url, "enabled_events": ["payment_intent.succeeded"]}
        )
        assert endpoint.secret.startswith("whsec_")
        assert "secret" not in sdk.v1.webhook_endpoints.retrieve(endpoint.id)
        intent = held(sdk)
        sdk.v1.payment_intents.capture(intent.id)
        eventually(lambda: second.received)
        got = second.received[0]
        assert json.loads(got.body)["type"] == "payment_intent.succeeded"
        assert stripe.Webhook.construct_event(got.body, got.signature, endpoint.secret).id == got.event["id"]
        sdk.v1.webhook_endpoints.delete(endpoint.id)
        count = len(second.received)
        sdk.v1.payment_intents.capture(held(sdk).id)
        eventually(lambda: httpx.get(f"{healthy.url}/_control").json()["webhooks"]["pending"] == 0)
        assert len(second.received) == count
    finally:
        second.server.shutdown()
        second.server.server_close()


def test_an_authorisation_can_run_out(healthy: StandIn, receiver: Receiver, sdk):
    intent = held(sdk)
    gone = httpx.post(f"{healthy.url}/_control/expire", json={"payment_intent": intent.id}).json()
    assert (gone["status"], gone["cancellation_reason"]) == ("canceled", "expired")
    eventually(lambda: "charge.expired" in receiver.types(intent.latest_charge))
    assert healthy.journal(intent.id)["held"] == 0
