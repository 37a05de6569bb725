"""Stripe's webhooks: the signature over the raw body decides, a duplicate is a 200 and nothing else."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from backend.payments.gateway import STRIPE_EVENTS
from tests.stand_in import signature_of

ADDRESS = "/webhooks/stripe"
RAW = json.dumps(
    {
        "id": "evt_1",
        "object": "event",
        "type": "payment_intent.succeeded",
        "data": {"object": {"id": "pi_unknown", "object": "payment_intent"}},
    },
    indent=2,
).encode()


@pytest.fixture
def send(call, stand_in):
    def post(raw: bytes, signature: str | None):
        headers = {"content-type": "application/json"}
        if signature is not None:
            headers["stripe-signature"] = signature
        return call._client.post(f"/api/v1{ADDRESS}", content=raw, headers=headers)

    return post


def test_an_event_is_kept_once_and_recorded_for_the_job(send, count):
    first, again = send(RAW, signature_of(RAW)), send(RAW, signature_of(RAW))
    assert (first.status_code, first.json()) == (200, {"is_new": True})
    assert (again.status_code, again.json()) == (200, {"is_new": False})
    assert (count("webhook_event"), count("outbox_event")) == (1, 1)


def test_a_wrong_signature_is_a_400_and_nothing_is_written(send, count):
    for raw, signature in (
        (RAW, None),
        (RAW, ""),
        (RAW, "t=1,v1=00"),
        (RAW, signature_of(RAW, secret="whsec_other")),
        (RAW.replace(b"evt_1", b"evt_2"), signature_of(RAW)),
        (RAW, signature_of(RAW, at=int(time.time()) - 3600)),
    ):
        refused = send(raw, signature)
        assert (refused.status_code, refused.json()["error"]["code"]) == (400, "webhook_refused")
    assert (count("webhook_event"), count("outbox_event")) == (0, 0)


def test_a_signed_body_that_is_no_event_is_refused_and_nothing_is_written(send, count):
    for raw in (b"", b"[]", b"{}", b"nonsense", b'{"id": 5}', b'"text"'):
        refused = send(raw, signature_of(raw))
        assert (refused.status_code, refused.json()["error"]["code"]) == (400, "webhook_refused"), raw
    assert count("webhook_event") == 0


@pytest.mark.parametrize("provider", ["paypal", "adyen"])
def test_a_provider_without_an_account_here_has_no_webhook(call, count, provider: str):
    refused = call._client.post(f"/api/v1/webhooks/{provider}", content=b"{}")
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "not_found")
    assert count("webhook_event") == 0


def test_operations_names_the_events_that_stripe_is_asked_for_here():
    text = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    named = re.findall(r"`((?:payment_intent|charge|refund)\.[a-z_.]+)`", text)
    assert set(named) == set(STRIPE_EVENTS)
