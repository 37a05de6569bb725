"""Stripe's documented test cards, by number and by `pm_card_…` / `tok_…` name.

Source: https://docs.stripe.com/testing and https://docs.stripe.com/declines/codes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from app.local.stripe.errors import CardDeclined

Authentication = Literal[
    "not_supported", "not_enrolled", "optional", "required", "required_unless_set_up", "required_on_session"
]


@dataclass(frozen=True, slots=True)
class Decline:
    """Why the issuer, the network or Stripe says no."""

    code: str
    message: str
    decline_code: str | None = None
    param: str | None = None
    blocked: bool = False

    def error(self) -> CardDeclined:
        """The refusal the API answers with."""
        facts = {"decline_code": self.decline_code} if self.decline_code else {}
        return CardDeclined(self.message, code=self.code, param=self.param, **facts)


def _declined(reason: str, message: str = "Your card was declined.") -> Decline:
    return Decline("card_declined", message, reason)


GENERIC = _declined("generic_decline")
INSUFFICIENT_FUNDS = _declined("insufficient_funds", "Your card has insufficient funds.")
LOST = _declined("lost_card")
STOLEN = _declined("stolen_card")
VELOCITY = _declined(
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
)
FRAUDULENT = Decline("card_declined", "Your card was declined.", "fraudulent", blocked=True)
EXPIRED = Decline("expired_card", "Your card has expired.", "expired_card", "exp_month")
INCORRECT_CVC = Decline("incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc", "cvc")
PROCESSING_ERROR = Decline(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
    "processing_error",
)
INCORRECT_NUMBER = Decline("incorrect_number", "Your card number is incorrect.", param="number")
INCORRECT_ZIP = Decline(
    "incorrect_zip", "Your card's postal code is incorrect.", "incorrect_zip", "address_zip", blocked=True
)
AUTHENTICATION_REQUIRED = Decline(
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
    "authentication_required",
)
NOT_A_TEST_CARD = _declined(
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of "
    "valid test cards, visit: https://stripe.com/docs/testing.",
)


@dataclass(frozen=True, slots=True)
class TestCard:
    """How one test card behaves."""

    name: str
    number: str
    brand: str = "visa"
    funding: str = "credit"
    country: str = "US"
    decline: Decline | None = None
    declines_attach: bool = True
    authentication: Authentication = "not_enrolled"
    challenge_error: Decline | None = None
    dispute: str | None = None
    refund: Literal["succeeds", "pending", "fails_later"] = "succeeds"
    available_at_once: bool = False
    risk: str = "normal"
    cvc_check: str = "pass"
    postal_check: str = "pass"
    line1_check: str = "pass"
    aliases: tuple[str, ...] = ()

    @property
    def last4(self) -> str:
        """The digits that may be shown."""
        return self.number[-4:]

    @property
    def fingerprint(self) -> str:
        """The same for the same number, and not the number."""
        return hashlib.sha256(self.number.encode()).hexdigest()[:16]


_COUNTRY_NUMBERS = """
AR 4000000320000021  BR 4000000760000002  CA 4000001240000000  CL 4000001520000001  CO 4000001700000003
MX 4000004840008001  PA 4000005910000000  PE 4000006040000068  AE 4000007840000001  AT 4000000400000008
BE 4000000560000004  BG 4000001000000000  HR 4000001910000009  CY 4000001960000008  CZ 4000002030000002
DK 4000002080000001  EE 4000002330000009  FI 4000002460000001  FR 4000002500000003  DE 4000002760000016
GR 4000003000000030  HU 4000003480000005  IE 4000003720000005  IT 4000003800000008  LV 4000004280000005
LT 4000004400000000  LU 4000004420000006  MT 4000004700000007  NL 4000005280000002  NO 4000005780000007
PL 4000006160000005  PT 4000006200000007  RO 4000006420000001  SI 4000007050000006  SK 4000007030000001
ES 4000007240000007  SE 4000007520000008  CH 4000007560000009  GB 4000008260000000  AU 4000000360000006
CN 4000001560000002  HK 4000003440000004  IN 4000003560000008  JP 4000003920000003  MY 4000004580000002
NZ 4000005540000008  SG 4000007020000003  TW 4000001580000008  TH 4000007640000003
"""

_BRANDS = (
    TestCard("visa", "4242424242424242", aliases=("us",)),
    TestCard("visa_debit", "4000056655665556", funding="debit"),
    TestCard("visa_legacy", "4012888888881881"),
    TestCard("mastercard", "5555555555554444", "mastercard"),
    TestCard("mastercard_2series", "2223003122003222", "mastercard"),
    TestCard("mastercard_debit", "5200828282828210", "mastercard", "debit"),
    TestCard("mastercard_prepaid", "5105105105105100", "mastercard", "prepaid"),
    TestCard(
        "amex",
        "378282246310005",
        "amex",
        authentication="not_supported",
        aliases=("amex_threeDSecureNotSupported",),
    ),
    TestCard("amex_second", "371449635398431", "amex", authentication="not_supported"),
    TestCard("discover", "6011111111111117", "discover"),
    TestCard("discover_second", "6011000990139424", "discover"),
    TestCard("discover_debit", "6011981111111113", "discover", "debit"),
    TestCard("diners", "3056930009020004", "diners"),
    TestCard("diners_14digits", "36227206271667", "diners"),
    TestCard("jcb", "3566002020360505", "jcb", country="JP"),
    TestCard("unionpay", "6200000000000005", "unionpay", country="CN"),
    TestCard("unionpay_debit", "6200000000000047", "unionpay", "debit", "CN"),
    TestCard("unionpay_19digits", "6205500000000000004", "unionpay", country="CN"),
    TestCard("visa_cartesBancaires", "4000002500001001", country="FR"),
    TestCard("mastercard_cartesBancaires", "5555552500001001", "mastercard", country="FR"),
)

_COUNTRIES = (
    *(
        TestCard(country.lower(), number, country=country)
        for country, number in re.findall(r"([A-Z]{2}) (\d+)", _COUNTRY_NUMBERS)
    ),
    TestCard("gb_debit", "4000058260000005", funding="debit", country="GB"),
    TestCard("gb_mastercard", "5555558265554449", "mastercard", country="GB"),
    TestCard("jp_jcb", "3530111333300000", "jcb", country="JP"),
)

_DECLINES = (
    TestCard("chargeDeclined", "4000000000000002", decline=GENERIC, aliases=("visa_chargeDeclined",)),
    TestCard(
        "chargeDeclinedInsufficientFunds",
        "4000000000009995",
        decline=INSUFFICIENT_FUNDS,
        aliases=("visa_chargeDeclinedInsufficientFunds",),
    ),
    TestCard(
        "chargeDeclinedLostCard", "4000000000009987", decline=LOST, aliases=("visa_chargeDeclinedLostCard",)
    ),
    TestCard(
        "chargeDeclinedStolenCard",
        "4000000000009979",
        decline=STOLEN,
        aliases=("visa_chargeDeclinedStolenCard",),
    ),
    TestCard("chargeDeclinedExpiredCard", "4000000000000069", decline=EXPIRED),
    TestCard("chargeDeclinedIncorrectCvc", "4000000000000127", decline=INCORRECT_CVC, cvc_check="fail"),
    TestCard("chargeDeclinedProcessingError", "4000000000000119", decline=PROCESSING_ERROR),
    TestCard(
        "chargeDeclinedVelocityLimitExceeded",
        "4000000000006975",
        decline=VELOCITY,
        aliases=("visa_chargeDeclinedVelocityLimitExceeded",),
    ),
    TestCard("chargeCustomerFail", "4000000000000341", decline=GENERIC, declines_attach=False),
    TestCard(
        "chargeDeclinedFraudulent",
        "4100000000000019",
        decline=FRAUDULENT,
        risk="highest",
        aliases=("radarBlock",),
    ),
    TestCard("riskLevelHighest", "4000000000004954", decline=FRAUDULENT, risk="highest"),
    TestCard("riskLevelElevated", "4000000000009235", risk="elevated"),
    TestCard("cvcCheckFail", "4000000000000101", decline=INCORRECT_CVC, cvc_check="fail"),
    TestCard("avsZipFail", "4000000000000036", decline=INCORRECT_ZIP, postal_check="fail"),
    TestCard("avsLine1Fail", "4000000000000028", line1_check="fail"),
    TestCard("avsFail", "4000000000000010", decline=INCORRECT_ZIP, postal_check="fail", line1_check="fail"),
    TestCard("avsUnchecked", "4000000000000044", postal_check="unavailable", line1_check="unavailable"),
)

_AFTERWARDS = (
    TestCard("createDispute", "4000000000000259", dispute="fraudulent"),
    TestCard("createDisputeProductNotReceived", "4000000000002685", dispute="product_not_received"),
    TestCard("createDisputeInquiry", "4000000000001976", dispute="inquiry"),
    TestCard("pendingRefund", "4000000000007726", refund="pending"),
    TestCard("refundFail", "4000000000005126", refund="fails_later"),
    TestCard("bypassPending", "4000000000000077", available_at_once=True),
    TestCard("bypassPendingInternational", "4000003720000278", country="IE", available_at_once=True),
)

_AUTHENTICATION = (
    TestCard(
        "authenticationRequiredOnSetup",
        "4000002500003155",
        country="FR",
        authentication="required_unless_set_up",
    ),
    TestCard("authenticationRequired", "4000002760003184", country="DE", authentication="required"),
    TestCard(
        "authenticationRequiredSetupForOffSession",
        "4000003800000446",
        country="IT",
        authentication="required_on_session",
    ),
    TestCard(
        "authenticationRequiredChargeDeclinedInsufficientFunds",
        "4000008260003178",
        country="GB",
        authentication="required",
        decline=INSUFFICIENT_FUNDS,
        declines_attach=False,
    ),
    TestCard("threeDSecure2Required", "4000000000003220", authentication="required"),
    TestCard("threeDSecureRequired", "4000000000003063", authentication="required"),
    TestCard(
        "threeDSecureRequiredChargeDeclined",
        "4000008400001629",
        authentication="required",
        decline=GENERIC,
        declines_attach=False,
    ),
    TestCard(
        "threeDSecureRequiredProcessingError",
        "4000008400001280",
        authentication="required",
        challenge_error=GENERIC,
    ),
    TestCard("threeDSecureOptional", "4000000000003055", authentication="optional"),
    TestCard(
        "threeDSecureOptionalProcessingError",
        "4000000000003097",
        authentication="optional",
        challenge_error=PROCESSING_ERROR,
    ),
)

ALL: tuple[TestCard, ...] = (*_BRANDS, *_COUNTRIES, *_DECLINES, *_AFTERWARDS, *_AUTHENTICATION)
_BY_NUMBER = {card.number: card for card in ALL}
_BY_NAME = {name: card for card in ALL for name in (card.name, *card.aliases)}


def by_name(name: str) -> TestCard | None:
    """The card behind `pm_card_<name>`, `tok_<name>`, or a stored payment method."""
    return _BY_NAME.get(name)


def by_number(number: str) -> TestCard:
    """The card with this number.

    Raises `CardDeclined` `incorrect_number` when the check digit is wrong, and `test_mode_live_card` for a
    number that is not one of the test cards, as Stripe does in test mode.
    """
    digits = number.replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit() or not passes_luhn(digits):
        raise INCORRECT_NUMBER.error()
    card = _BY_NUMBER.get(digits)
    if card is None:
        raise NOT_A_TEST_CARD.error()
    return card


def passes_luhn(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1)."""
    if len(digits) < 12:
        return False
    doubled = (int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
