"""The life of a PaymentIntent, through the unmodified SDK."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import stripe

from app.local.stripe.settings import API_VERSION
from tests.local.conftest import PUBLISHABLE_KEY, SECRET_KEY, StandIn

NO_REDIRECT = {"automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}


def create(sdk: stripe.StripeClient, **params: Any) -> stripe.PaymentIntent:
    return sdk.v1.payment_intents.create(params={"amount": 2500, "currency": "usd", **NO_REDIRECT, **params})


def test_the_sdk_speaks_the_pinned_api_version_and_hears_it_back(stand_in: StandIn, sdk: stripe.StripeClient):
    assert stripe.api_version == API_VERSION
    intent = create(sdk)
    assert intent.last_response.headers["Stripe-Version"] == API_VERSION


def test_the_module_level_sdk_works_too(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stripe, "api_base", stand_in.url)
    monkeypatch.setattr(stripe, "api_key", SECRET_KEY)
    intent = stripe.PaymentIntent.create(amount=700, currency="eur")
    assert stripe.PaymentIntent.retrieve(intent.id).amount == 700


def test_an_intent_goes_from_method_to_confirmation_to_success(stand_in: StandIn, sdk: stripe.StripeClient):
    intent = create(sdk)
    assert intent.status == "requires_payment_method"
    assert intent.capture_method == "automatic_async"
    intent = sdk.v1.payment_intents.update(intent.id, params={"payment_method": "pm_card_visa"})
    assert intent.status == "requires_confirmation"
    assert intent.payment_method.startswith("pm_1")
    intent = sdk.v1.payment_intents.confirm(
        intent.id, params={"expand": ["latest_charge.balance_transaction", "payment_method"]}
    )
    assert intent.status == "succeeded"
    assert intent.amount_received == 2500
    assert intent.payment_method.card.last4 == "4242"
    charge = intent.latest_charge
    assert (charge.status, charge.captured, charge.amount_captured) == ("succeeded", True, 2500)
    assert charge.outcome.network_status == "approved_by_network"
    assert charge.balance_transaction.amount == 2500
    assert charge.balance_transaction.fee == 103
    assert charge.balance_transaction.net == 2397
    assert stand_in.journal(intent.id)["kept"] == 2500


def test_a_manual_capture_takes_a_part_and_releases_the_rest_without_a_refund(
    stand_in: StandIn, sdk: stripe.StripeClient
):
    intent = create(sdk, capture_method="manual", confirm=True, payment_method="pm_card_visa")
    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("requires_capture", 2500, 0)
    assert stand_in.journal(intent.id)["held"] == 2500
    intent = sdk.v1.payment_intents.capture(
        intent.id, params={"amount_to_capture": 1800, "expand": ["latest_charge"]}
    )
    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("succeeded", 0, 1800)
    charge = intent.latest_charge
    assert (charge.amount, charge.amount_captured, charge.amount_refunded) == (2500, 1800, 0)
    assert charge.refunded is False
    assert sdk.v1.refunds.list(params={"payment_intent": intent.id}).data == []
    line = stand_in.journal(intent.id)
    assert (line["held"], line["kept"], line["captures"]) == (0, 1800, 1)
    with pytest.raises(stripe.InvalidRequestError, match="already been captured") as refused:
        sdk.v1.payment_intents.capture(intent.id)
    assert refused.value.code == "payment_intent_unexpected_state"
    assert refused.value.error.payment_intent.status == "succeeded"
    assert stand_in.journal(intent.id)["captures"] == 1


def test_capturing_more_than_authorised_is_refused_and_nothing_is_taken(stand_in: StandIn, sdk):
    intent = create(sdk, capture_method="manual", confirm=True, payment_method="pm_card_visa")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.payment_intents.capture(intent.id, params={"amount_to_capture": 2501})
    assert (refused.value.code, refused.value.param) == ("amount_too_large", "amount_to_capture")
    assert sdk.v1.payment_intents.retrieve(intent.id).status == "requires_capture"
    assert stand_in.journal(intent.id)["captures"] == 0


def test_cancelling_releases_the_authorisation_and_is_final(stand_in: StandIn, sdk: stripe.StripeClient):
    intent = create(sdk, capture_method="manual", confirm=True, payment_method="pm_card_visa")
    intent = sdk.v1.payment_intents.cancel(intent.id, params={"cancellation_reason": "abandoned"})
    assert (intent.status, intent.cancellation_reason) == ("canceled", "abandoned")
    assert sdk.v1.charges.retrieve(intent.latest_charge).refunded is False
    line = stand_in.journal(intent.id)
    assert (line["held"], line["kept"]) == (0, 0)
    for act in (
        sdk.v1.payment_intents.cancel,
        sdk.v1.payment_intents.confirm,
        sdk.v1.payment_intents.capture,
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            act(intent.id)
        assert refused.value.code == "payment_intent_unexpected_state"
        assert refused.value.http_status == 400


def test_a_paid_intent_can_not_be_cancelled_confirmed_or_repriced(stand_in: StandIn, sdk):
    intent = create(sdk, confirm=True, payment_method="pm_card_visa")
    with pytest.raises(
        stripe.InvalidRequestError, match=r"status of succeeded\. Only a PaymentIntent with one"
    ):
        sdk.v1.payment_intents.cancel(intent.id)
    with pytest.raises(stripe.InvalidRequestError, match="already succeeded"):
        sdk.v1.payment_intents.confirm(intent.id)
    with pytest.raises(stripe.InvalidRequestError, match="amount could not be updated"):
        sdk.v1.payment_intents.update(intent.id, params={"amount": 1})
    updated = sdk.v1.payment_intents.update(intent.id, params={"metadata": {"order": "A-1"}})
    assert (updated.amount, updated.metadata["order"]) == (2500, "A-1")


def test_confirming_without_a_payment_method_is_refused(sdk: stripe.StripeClient):
    intent = create(sdk)
    with pytest.raises(stripe.InvalidRequestError, match="missing a payment method") as refused:
        sdk.v1.payment_intents.confirm(intent.id)
    assert refused.value.code == "payment_intent_unexpected_state"


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({"currency": "usd"}, "parameter_missing", "amount"),
        ({"amount": 1000}, "parameter_missing", "currency"),
        ({"amount": 49, "currency": "usd"}, "amount_too_small", "amount"),
        ({"amount": 0, "currency": "usd"}, "parameter_invalid_integer", "amount"),
        ({"amount": -5, "currency": "usd"}, "parameter_invalid_integer", "amount"),
        ({"amount": "10.5", "currency": "usd"}, "parameter_invalid_integer", "amount"),
        ({"amount": 100_000_000, "currency": "usd"}, "amount_too_large", "amount"),
        ({"amount": 1000, "currency": "xyz"}, None, "currency"),
        ({"amount": 1000, "currency": "usd", "capture_method": "later"}, None, "capture_method"),
        ({"amount": 1000, "currency": "usd", "colour": "red"}, "parameter_unknown", "colour"),
        ({"amount": 1000, "currency": "usd", "customer": "cus_none"}, "resource_missing", "customer"),
        (
            {"amount": 1000, "currency": "usd", "payment_method_types": ["card"]},
            "payment_method_types_no_longer_supported",
            "payment_method_types",
        ),
        ({"amount": 1000, "currency": "usd", "application_fee_amount": 5}, None, "application_fee_amount"),
        (
            {"amount": 1000, "currency": "usd", "confirm": True, "payment_method": "pm_none"},
            "resource_missing",
            "payment_method",
        ),
    ],
)
def test_wrong_parameters_are_refused_by_name_and_nothing_is_created(sdk, params, code, param):
    before = [intent.id for intent in sdk.v1.payment_intents.list(params={"limit": 1}).data]
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sdk.v1.payment_intents.create(params=params)
    assert (refused.value.http_status, refused.value.code, refused.value.param) == (400, code, param)
    assert [intent.id for intent in sdk.v1.payment_intents.list(params={"limit": 1}).data] == before


def test_confirming_automatic_methods_from_the_server_needs_a_return_url(sdk: stripe.StripeClient):
    with pytest.raises(stripe.InvalidRequestError, match="you must provide a `return_url`"):
        sdk.v1.payment_intents.create(
            params={"amount": 1000, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa"}
        )


def test_an_unknown_intent_is_a_404(sdk: stripe.StripeClient):
    with pytest.raises(stripe.InvalidRequestError, match="No such payment_intent: 'pi_nope'") as refused:
        sdk.v1.payment_intents.retrieve("pi_nope")
    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


def test_a_wrong_key_is_a_401_and_no_key_too(stand_in: StandIn):
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided: sk_test_"):
        stand_in.client(key="sk_test_somebody_else").v1.payment_intents.list()
    answer = httpx.get(f"{stand_in.url}/v1/payment_intents")
    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"


def test_the_publishable_key_reads_and_confirms_with_the_client_secret_and_no_more(stand_in: StandIn, sdk):
    intent = create(sdk, metadata={"order": "secret"}, capture_method="manual")
    url = f"{stand_in.url}/v1/payment_intents"
    key = {"key": PUBLISHABLE_KEY}
    assert httpx.get(url, params=key).status_code == 401
    assert httpx.post(url, data={**key, "amount": 1000, "currency": "usd"}).status_code == 401
    assert httpx.get(f"{url}/{intent.id}", params=key).status_code == 400
    wrong = httpx.get(f"{url}/{intent.id}", params={**key, "client_secret": f"{intent.id}_secret_guess"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (404, "resource_missing")
    seen = httpx.get(f"{url}/{intent.id}", params={**key, "client_secret": intent.client_secret})
    assert seen.headers["Access-Control-Allow-Origin"] == "*"
    assert seen.json()["status"] == "requires_payment_method"
    assert not {"metadata", "customer", "latest_charge"} & seen.json().keys()
    secret = {**key, "client_secret": intent.client_secret, "payment_method": "pm_card_visa"}
    raised = httpx.post(f"{url}/{intent.id}/confirm", data={**secret, "off_session": "true"})
    assert (raised.status_code, raised.json()["error"]["code"]) == (400, "parameter_unknown")
    confirmed = httpx.post(f"{url}/{intent.id}/confirm", data=secret)
    assert confirmed.json()["status"] == "requires_capture"
    assert "metadata" not in confirmed.json()
    assert httpx.post(f"{url}/{intent.id}/capture", data=key).status_code == 401


def test_lists_page_with_cursors_both_ways(sdk: stripe.StripeClient):
    customer = sdk.v1.customers.create(params={"email": "pages@example.com"})
    made = [create(sdk, customer=customer.id).id for _ in range(5)][::-1]
    first = sdk.v1.payment_intents.list(params={"customer": customer.id, "limit": 2})
    assert ([intent.id for intent in first.data], first.has_more) == (made[:2], True)
    rest = sdk.v1.payment_intents.list(
        params={"customer": customer.id, "limit": 2, "starting_after": made[1]}
    )
    assert [intent.id for intent in rest.data] == made[2:4]
    back = sdk.v1.payment_intents.list(params={"customer": customer.id, "limit": 2, "ending_before": made[3]})
    assert [intent.id for intent in back.data] == made[1:3]
    assert [intent.id for intent in first.auto_paging_iter()] == made


def test_metadata_merges_and_an_empty_value_removes(sdk: stripe.StripeClient):
    intent = create(sdk, metadata={"a": "1", "b": "2"})
    updated = sdk.v1.payment_intents.update(intent.id, params={"metadata": {"b": "", "c": "3"}})
    assert updated.metadata.to_dict() == {"a": "1", "c": "3"}


def test_expanding_what_can_not_be_expanded_is_refused(sdk: stripe.StripeClient):
    intent = create(sdk)
    with pytest.raises(stripe.InvalidRequestError, match=r"cannot be expanded \(status.colour\)"):
        sdk.v1.payment_intents.retrieve(intent.id, params={"expand": ["status.colour"]})


def test_a_saved_card_pays_again_off_session_but_a_used_one_without_customer_does_not(sdk):
    customer = sdk.v1.customers.create()
    first = create(
        sdk,
        customer=customer.id,
        setup_future_usage="off_session",
        confirm=True,
        payment_method="pm_card_mastercard",
    )
    again = create(
        sdk, customer=customer.id, confirm=True, off_session=True, payment_method=first.payment_method
    )
    assert again.status == "succeeded"
    loose = create(sdk, confirm=True, payment_method="pm_card_visa")
    with pytest.raises(
        stripe.InvalidRequestError, match="previously used with a PaymentIntent without Customer"
    ):
        create(sdk, confirm=True, payment_method=loose.payment_method)


MULTICAPTURE = {"payment_method_options": {"card": {"request_multicapture": "if_available"}}}


def test_a_card_with_multicapture_is_captured_in_parts_until_nothing_is_left(
    stand_in: StandIn, sdk: stripe.StripeClient
):
    intent = create(sdk, capture_method="manual", confirm=True, payment_method="pm_card_visa", **MULTICAPTURE)
    part = {"amount_to_capture": 1000, "final_capture": False, "expand": ["latest_charge"]}
    intent = sdk.v1.payment_intents.capture(intent.id, params=part)
    assert (intent.status, intent.amount_capturable, intent.amount_received) == (
        "requires_capture",
        1500,
        1000,
    )
    assert intent.latest_charge.payment_method_details.card.multicapture.status == "available"
    assert (intent.latest_charge.captured, intent.latest_charge.amount_captured) == (False, 1000)
    assert stand_in.journal(intent.id)["held"] == 1500
    intent = sdk.v1.payment_intents.capture(intent.id, params=part | {"amount_to_capture": 1500})
    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("succeeded", 0, 2500)
    line = stand_in.journal(intent.id)
    assert (line["held"], line["kept"], line["captures"]) == (0, 2500, 2)


def test_cancelling_after_a_partial_capture_releases_only_the_rest(
    stand_in: StandIn, sdk: stripe.StripeClient
):
    intent = create(sdk, capture_method="manual", confirm=True, payment_method="pm_card_visa", **MULTICAPTURE)
    sdk.v1.payment_intents.capture(intent.id, params={"amount_to_capture": 1000, "final_capture": False})
    assert sdk.v1.payment_intents.cancel(intent.id).status == "canceled"
    line = stand_in.journal(intent.id)
    assert (line["held"], line["kept"]) == (0, 1000)


@pytest.mark.parametrize("method", ["pm_card_visa", "pm_card_jcb"])
def test_without_multicapture_the_first_capture_is_the_last(
    stand_in: StandIn, sdk: stripe.StripeClient, method: str
):
    options = MULTICAPTURE if method == "pm_card_jcb" else {}
    intent = create(sdk, capture_method="manual", confirm=True, payment_method=method, **options)
    with pytest.raises(stripe.InvalidRequestError, match="multicapture") as refused:
        sdk.v1.payment_intents.capture(intent.id, params={"amount_to_capture": 1000, "final_capture": False})
    assert refused.value.param == "final_capture"
    assert stand_in.journal(intent.id)["captures"] == 0
