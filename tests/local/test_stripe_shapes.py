"""The objects carry the fields of Stripe's published fixtures, and accept the parameters the SDK knows."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any, get_args

import pytest
import stripe

from app.local.stripe.routes import accounts, charges, customers, funds, payment_intents, payment_methods, tax
from app.local.stripe.routes import setup_intents as setups
from tests.local.conftest import ROOT, StandIn, eventually

FIXTURES = ROOT.parent / "shared" / "data" / "stripe-fixtures.json"
NO_REDIRECT = {"automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}

# Where Stripe's reference says "nullable" (or the fixture shows a placeholder) a null of ours is right.
NULLABLE = {
    "payment_intent": {
        "last_payment_error",
        "next_action",
        "payment_method_configuration_details",
        "processing",
        "shipping",
        "transfer_data",
    },
    "setup_intent": {"last_setup_error", "next_action", "payment_method_configuration_details"},
    "payment_method": {"card.generated_from", "card.wallet"},
    "tax.calculation": {"tax_breakdown[].tax_rate_details.flat_amount"},
    "customer": {"address", "currency", "discount", "invoice_settings.rendering_options", "shipping"},
    "charge": {
        "payment_method_details.card.installments",
        "payment_method_details.card.three_d_secure",
        "payment_method_details.card.wallet",
        "shipping",
        "source",
        "transfer_data",
    },
    "account": {
        "business_profile.annual_revenue",
        "business_profile.support_address",
        "email",
    },
}


def served(sdk: stripe.StripeClient) -> dict[str, Any]:
    """One object of each kind, as the SDK gets it."""
    customer = sdk.v1.customers.create(params={"email": "shape@example.com"})
    intent = sdk.v1.payment_intents.create(
        params={
            "amount": 4000,
            "currency": "usd",
            "confirm": True,
            "customer": customer.id,
            "payment_method": "pm_card_createDispute",
            **NO_REDIRECT,
        }
    )
    account = sdk.v1.accounts.create(params={"type": "express", "email": "seller@example.com"})
    charge = sdk.v1.charges.retrieve(intent.latest_charge)
    dispute = eventually(lambda: sdk.v1.disputes.list(params={"charge": charge.id}).data)[0]
    other = sdk.v1.payment_intents.create(
        params={
            "amount": 4000,
            "currency": "usd",
            "confirm": True,
            "payment_method": "pm_card_visa",
            "transfer_data": {"destination": account.id},
            "application_fee_amount": 100,
            "expand": ["latest_charge.application_fee", "latest_charge.transfer"],
            **NO_REDIRECT,
        }
    )
    transfer = other.latest_charge.transfer
    card = {"number": "4242424242424242", "exp_month": 1, "exp_year": 2035}
    calculation = sdk.v1.tax.calculations.create(
        params={
            "currency": "usd",
            "customer_details": {
                "address": {"country": "US", "state": "CA", "postal_code": "94080"},
                "address_source": "shipping",
            },
            "ship_from_details": {"address": {"country": "US", "state": "TX", "postal_code": "75001"}},
            "line_items": [{"amount": 1499, "reference": "Pizza"}],
            "shipping_cost": {"amount": 300},
            "expand": ["line_items"],
        }
    )
    sold = sdk.v1.tax.transactions.create_from_calculation(
        params={"calculation": calculation.id, "reference": f"shape-{calculation.id}"}
    )
    taken_back = sdk.v1.tax.transactions.create_reversal(
        params={"original_transaction": sold.id, "reference": f"back-{sold.id}", "mode": "full"}
    )
    return {
        "tax.calculation": calculation,
        "tax.calculation_line_item": calculation.line_items.data[0],
        "tax.transaction": taken_back,
        "tax.transaction_line_item": taken_back.line_items.data[0],
        "payment_intent": intent,
        "payment_method": sdk.v1.payment_methods.retrieve(intent.payment_method),
        "setup_intent": sdk.v1.setup_intents.create(),
        "customer": customer,
        "charge": charge,
        "refund": sdk.v1.refunds.create(params={"payment_intent": other.id, "amount": 100}),
        "event": sdk.v1.events.list(params={"limit": 1}).data[0],
        "balance_transaction": sdk.v1.balance_transactions.retrieve(charge.balance_transaction),
        "balance": sdk.v1.balance.retrieve(),
        "account": account,
        "transfer": transfer,
        "transfer_reversal": sdk.v1.transfers.reversals.create(transfer.id, params={"amount": 1}),
        "webhook_endpoint": sdk.v1.webhook_endpoints.create(
            params={"url": "http://127.0.0.1:9/none", "enabled_events": ["account.updated"]}
        ),
        "dispute": dispute,
        "token": sdk.v1.tokens.create(params={"card": card}),
        "application_fee": other.latest_charge.application_fee,
        "deleted_customer": sdk.v1.customers.delete(sdk.v1.customers.create().id),
    }


def differences(ours: Any, theirs: Any, nullable: set[str], path: str = "") -> list[str]:
    """Where `ours` lacks a field of the fixture or has another JSON type."""
    if theirs is None or (ours is None and path in nullable):
        return []
    # What metadata, capabilities and events hold is not a matter of shape.
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if path.split(".")[-1] in ("metadata", "capabilities", "data"):
            return []
        lost = [f"{path}.{name} is missing".lstrip(".") for name in theirs if name not in ours]
        return lost + [
            line
            for name in theirs
            if name in ours
            for line in differences(ours[name], theirs[name], nullable, f"{path}.{name}".lstrip("."))
        ]
    if isinstance(ours, list) and isinstance(theirs, list):
        if ours and theirs:
            return differences(ours[0], theirs[0], nullable, f"{path}[]")
        return []
    if ours is None and not isinstance(theirs, dict | list):
        # Scalars may be unset; which of them is the SDK's to say, below.
        return []
    if type(ours) is not type(theirs):
        return [f"{path} is {json.dumps(ours)[:40]}, not like {json.dumps(theirs)[:40]}"]
    return []


def test_every_object_has_the_fields_and_types_of_the_published_fixtures(stand_in: StandIn, sdk):
    if not FIXTURES.exists():
        pytest.skip("Stripe's published fixtures are not beside this clone")
    fixtures = json.loads(FIXTURES.read_text())["resources"]
    found = {
        kind: differences(body.to_dict(), fixtures[kind], NULLABLE.get(kind, set()))
        for kind, body in served(sdk).items()
    }
    assert {kind: lines for kind, lines in found.items() if lines} == {}


def test_only_what_the_sdk_types_as_optional_is_null(stand_in: StandIn, sdk):
    wrong = [
        f"{kind}.{name}"
        for kind, body in served(sdk).items()
        for name, value in body.to_dict().items()
        if value is None
        and (declared := type(body).__annotations__.get(name)) is not None
        and type(None) not in get_args(declared)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("accepted", "name"),
    [
        (payment_intents._CREATE, "PaymentIntentCreate"),
        (payment_intents._UPDATE, "PaymentIntentUpdate"),
        (payment_intents._CONFIRM, "PaymentIntentConfirm"),
        (payment_intents._CAPTURE, "PaymentIntentCapture"),
        (setups._CREATE, "SetupIntentCreate"),
        (setups._UPDATE, "SetupIntentUpdate"),
        (setups._CONFIRM, "SetupIntentConfirm"),
        (customers._CREATE, "CustomerCreate"),
        (customers._UPDATE, "CustomerUpdate"),
        (charges._REFUND, "RefundCreate"),
        (funds._TRANSFER, "TransferCreate"),
        (tax._CALCULATE, "CalculationCreate"),
        (tax._SELL, "TransactionCreateFromCalculation"),
        (tax._REVERSE, "TransactionCreateReversal"),
        (accounts._CREATE, "AccountCreate"),
        (accounts._UPDATE, "AccountUpdate"),
    ],
)
def test_every_parameter_the_sdk_knows_is_accepted_and_no_invented_one(accepted: frozenset[str], name: str):
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
    folder = "tax." if accepted in (tax._CALCULATE, tax._SELL, tax._REVERSE) else ""
    module = importlib.import_module(f"stripe.params.{folder}_{snake}_params")
    options = set(stripe.RequestOptions.__annotations__)
    known = set(getattr(module, f"{name}Params").__annotations__) - options
    # What only a browser sends with its publishable key is not in the server SDK.
    browser_only = {"client_secret", "expected_payment_method_type", "radar_options"}
    browser_only |= {"receipt_email", "setup_future_usage", "shipping"}
    extra = set(accepted) - known
    assert known <= set(accepted)
    assert extra <= (browser_only if name.endswith("Confirm") else set())


def test_payment_methods_take_card_parameters_the_sdk_knows():
    from stripe.params._payment_method_create_params import PaymentMethodCreateParams

    assert set(PaymentMethodCreateParams.__annotations__) >= payment_methods._CREATE


def test_no_file_of_the_stand_in_reaches_into_the_marketplace():
    folder = Path(ROOT / "app/local/stripe")
    for path in folder.rglob("*.py"):
        assert "from backend" not in path.read_text(), path
        assert "import backend" not in path.read_text(), path
