"""Stripe's documented test cards answer as documented, by number and by name."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from app.local.stripe import cards
from tests.local.conftest import StandIn

NO_REDIRECT = {"automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}


def card(number: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "card",
        "card": {"number": number, "exp_month": 12, "exp_year": 2034, "cvc": "123", **more},
    }


def pay(sdk: stripe.StripeClient, **params: Any) -> stripe.PaymentIntent:
    return sdk.v1.payment_intents.create(
        params={"amount": 1500, "currency": "usd", "confirm": True, **NO_REDIRECT, **params}
    )


def test_every_documented_number_has_a_right_check_digit_and_one_card():
    assert all(cards.passes_luhn(known.number) for known in cards.ALL)
    assert len({known.number for known in cards.ALL}) == len(cards.ALL)


@pytest.mark.parametrize(
    ("number", "brand", "funding", "country"),
    [
        ("4242424242424242", "visa", "credit", "US"),
        ("4000056655665556", "visa", "debit", "US"),
        ("5555555555554444", "mastercard", "credit", "US"),
        ("2223003122003222", "mastercard", "credit", "US"),
        ("5105105105105100", "mastercard", "prepaid", "US"),
        ("378282246310005", "amex", "credit", "US"),
        ("6011111111111117", "discover", "credit", "US"),
        ("3056930009020004", "diners", "credit", "US"),
        ("36227206271667", "diners", "credit", "US"),
        ("3566002020360505", "jcb", "credit", "JP"),
        ("6200000000000005", "unionpay", "credit", "CN"),
        ("4000002760000016", "visa", "credit", "DE"),
        ("4000058260000005", "visa", "debit", "GB"),
    ],
)
def test_good_cards_pay(sdk, number: str, brand: str, funding: str, country: str):
    intent = pay(sdk, payment_method_data=card(number), expand=["payment_method"])
    shown = intent.payment_method.card
    assert (intent.status, shown.brand, shown.funding, shown.country, shown.last4) == (
        "succeeded",
        brand,
        funding,
        country,
        number[-4:],
    )


@pytest.mark.parametrize(
    ("number", "name", "code", "decline_code", "message"),
    [
        ("4000000000000002", "visa_chargeDeclined", "card_declined", "generic_decline", "was declined"),
        (
            "4000000000009995",
            "visa_chargeDeclinedInsufficientFunds",
            "card_declined",
            "insufficient_funds",
            "insufficient funds",
        ),
        ("4000000000009987", "visa_chargeDeclinedLostCard", "card_declined", "lost_card", "was declined"),
        ("4000000000009979", "visa_chargeDeclinedStolenCard", "card_declined", "stolen_card", "was declined"),
        ("4000000000000069", "chargeDeclinedExpiredCard", "expired_card", "expired_card", "has expired"),
        ("4000000000000127", "chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc", "security code"),
        (
            "4000000000000119",
            "chargeDeclinedProcessingError",
            "processing_error",
            "processing_error",
            "error occurred",
        ),
        (
            "4000000000006975",
            "visa_chargeDeclinedVelocityLimitExceeded",
            "card_declined",
            "card_velocity_exceeded",
            "too frequently",
        ),
        ("4100000000000019", "radarBlock", "card_declined", "fraudulent", "was declined"),
    ],
)
@pytest.mark.parametrize("given", ["number", "method", "token"])
def test_declines_say_why_keep_the_attempt_and_charge_nothing(
    stand_in: StandIn, sdk, number, name, code, decline_code, message, given
):
    made = sdk.v1.payment_intents.create(params={"amount": 1500, "currency": "usd", **NO_REDIRECT})
    way = {
        "number": {"payment_method_data": card(number)},
        "method": {"payment_method": f"pm_card_{name}"},
        "token": {"payment_method_data": {"type": "card", "card": {"token": f"tok_{name}"}}},
    }[given]
    with pytest.raises(stripe.CardError, match=message) as refused:
        sdk.v1.payment_intents.confirm(made.id, params=way)
    error = refused.value.error
    assert refused.value.http_status == 402
    assert (error.type, error.code, error.decline_code) == ("card_error", code, decline_code)
    assert error.payment_intent.id == made.id
    assert error.payment_intent.status == "requires_payment_method"
    assert error.payment_method.card.last4 == number[-4:]
    charge = sdk.v1.charges.retrieve(error.charge)
    assert (charge.status, charge.paid, charge.failure_code) == ("failed", False, code)
    kept = sdk.v1.payment_intents.retrieve(made.id)
    assert kept.last_payment_error.decline_code == decline_code
    assert kept.payment_method is None
    line = stand_in.journal(made.id)
    assert (line["charges"], line["held"], line["kept"], line["declined"]["count"]) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("given", "code", "param"),
    [
        (card("4242424242424241"), "incorrect_number", "number"),
        (card("4111111111111111"), "card_declined", None),
        (card("4242424242424242", exp_month=13), "invalid_expiry_month", "exp_month"),
        (card("4242424242424242", exp_year=2020), "invalid_expiry_year", "exp_year"),
        (card("4242424242424242", cvc="12"), "invalid_cvc", "cvc"),
    ],
)
def test_card_data_that_can_not_be_right_is_refused(sdk, given, code, param):
    with pytest.raises(stripe.CardError) as refused:
        sdk.v1.payment_methods.create(params=given)
    assert (refused.value.http_status, refused.value.code, refused.value.param) == (402, code, param)


def test_a_number_that_is_no_test_card_is_never_remembered(stand_in: StandIn, sdk):
    with pytest.raises(stripe.CardError) as refused:
        sdk.v1.payment_methods.create(params=card("4539578763621486"))
    assert refused.value.error.decline_code == "test_mode_live_card"
    kept = b"".join(path.read_bytes() for path in stand_in.state_dir.iterdir())
    assert b"4539578763621486" not in kept


@pytest.mark.parametrize(
    "name",
    [
        "authenticationRequired",
        "threeDSecure2Required",
        "threeDSecureRequired",
        "authenticationRequiredOnSetup",
    ],
)
def test_3d_secure_cards_wait_for_the_card_holder(stand_in: StandIn, sdk, name):
    intent = pay(sdk, payment_method=f"pm_card_{name}", capture_method="manual")
    assert (intent.status, intent.next_action.type) == ("requires_action", "use_stripe_sdk")
    assert stand_in.journal(intent.id) == {}


def test_off_session_a_card_that_needs_authentication_is_declined(stand_in: StandIn, sdk):
    with pytest.raises(stripe.CardError) as refused:
        pay(sdk, payment_method="pm_card_authenticationRequired", off_session=True)
    assert refused.value.code == "authentication_required"
    assert refused.value.error.decline_code == "authentication_required"
    assert stand_in.journal(refused.value.error.payment_intent.id)["charges"] == 0


def test_an_action_that_the_shop_will_not_handle_is_an_error(sdk):
    with pytest.raises(stripe.CardError) as refused:
        pay(sdk, payment_method="pm_card_authenticationRequired", error_on_requires_action=True)
    assert refused.value.code == "authentication_required"
    assert refused.value.error.payment_intent.status == "requires_payment_method"


def test_a_card_set_up_before_pays_off_session_without_authentication(sdk):
    customer = sdk.v1.customers.create()
    setup = sdk.v1.setup_intents.create(params={"customer": customer.id, **NO_REDIRECT})
    setup = sdk.v1.setup_intents.confirm(setup.id, params={"payment_method": "pm_card_visa"})
    assert setup.status == "succeeded"
    saved = sdk.v1.payment_methods.list(params={"customer": customer.id, "type": "card"}).data
    assert [method.id for method in saved] == [setup.payment_method]
    paid = pay(sdk, customer=customer.id, payment_method=setup.payment_method, off_session=True)
    assert paid.status == "succeeded"


def test_a_card_that_the_bank_declines_can_not_be_saved(sdk):
    customer = sdk.v1.customers.create()
    with pytest.raises(stripe.CardError) as refused:
        sdk.v1.payment_methods.attach("pm_card_chargeDeclined", params={"customer": customer.id})
    assert refused.value.code == "card_declined"
    assert sdk.v1.payment_methods.list(params={"customer": customer.id}).data == []
    saved = sdk.v1.payment_methods.attach("pm_card_chargeCustomerFail", params={"customer": customer.id})
    with pytest.raises(stripe.CardError):
        pay(sdk, customer=customer.id, payment_method=saved.id)


def test_a_detached_card_can_not_pay_again(sdk):
    customer = sdk.v1.customers.create()
    saved = sdk.v1.payment_methods.attach("pm_card_visa", params={"customer": customer.id})
    assert sdk.v1.payment_methods.detach(saved.id).customer is None
    with pytest.raises(stripe.InvalidRequestError, match="detached from a Customer"):
        pay(sdk, payment_method=saved.id)


def test_a_token_serves_once(sdk):
    token = sdk.v1.tokens.create(params={"card": card("4242424242424242")["card"]})
    data = {"type": "card", "card": {"token": token.id}}
    assert sdk.v1.payment_methods.create(params=data).card.last4 == "4242"
    with pytest.raises(stripe.InvalidRequestError, match="more than once"):
        sdk.v1.payment_methods.create(params=data)
