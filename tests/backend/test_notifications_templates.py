"""Every message in every language: no missing fact, no word of another language, money and dates as there."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest

from backend.kit.locales import LANGUAGES
from backend.notifications.rendering import TEMPLATES, Rendered, render, render_text
from backend.notifications.service import TEXTED
from state.account.order_actions_state import CANCEL_REASONS
from state.seller.orders_state import REASONS

LINK = "https://agora.example/orders/A-7K3M?key=k"
LINES = [
    {"quantity": 2, "title": "Lampe Ö", "options": "Blau, L", "total_minor": 123456},
    {"quantity": 1, "title": "Tisch", "options": "", "total_minor": 500},
]
DAYS = {"promised_from": date(2026, 12, 1), "promised_to": date(2026, 12, 3)}
PAID = {"amount_minor": 123456, "currency": "EUR"}
ORDER = {"order_number": "A-7K3M-1", "link": LINK}
PLACED = {
    "number": "A-7K3M",
    "placed_at": datetime(2026, 11, 28, 23, 30, tzinfo=UTC),
    "lines": LINES,
    "subtotal_minor": 123956,
    "discount_minor": 500,
    "shipping_minor": 0,
    "tax_minor": 0,
    "total_minor": 123456,
    "currency": "EUR",
    "awaits_transfer": False,
    "transfer_reference": None,
    "link": LINK,
    **DAYS,
}
SHIPPED = ORDER | DAYS | {"lines": LINES, "carrier": "AP", "tracking_number": "AP-1"}
RETURN = {
    "return_number": "R-1",
    "status": "label_issued",
    "lines": [{"quantity": 1, "title": "Tisch"}],
    "label_number": "L-1",
    "reason": "",
    "link": LINK,
}
FACTS = {
    "order_placed": (PLACED, PLACED | {"awaits_transfer": True, "transfer_reference": "AG-1"}),
    "order_shipped": (
        SHIPPED | {"parcel": None, "to_come": []},
        SHIPPED | {"parcel": 1, "to_come": LINES},
        SHIPPED | {"parcel": 2, "to_come": []},
    ),
    "order_delivered": (ORDER,),
    "order_cancelled": (ORDER | {"total_minor": 123456, "currency": "EUR", "reason": "Ordered by mistake"},),
    "order_reduced": (ORDER | PAID | {"lines": LINES},),
    "refund_sent": (ORDER | PAID | {"as_credit": False}, ORDER | PAID | {"as_credit": True}),
    "address_changed": (
        {"number": "A-7K3M", "address_lines": ["Ada", "Weg 1", "10115 Berlin"], "link": LINK},
    ),
    "return_moved": tuple(
        RETURN | {"status": status, "reason": "Kratzer" if status in {"declined", "rejected"} else ""}
        for status in ("requested", "declined", "label_issued", "received", "rejected")
    ),
    "payment_needed": (PAID | {"link": LINK},),
    "card_check": (PAID | {"link": LINK, "is_typed": False}, PAID | {"link": LINK, "is_typed": True}),
    "transfer_received": (PAID | DAYS | {"number": "A-7K3M", "link": LINK},),
    "cart_reminder": tuple(
        {
            "lines": lines,
            "subtotal_minor": 123456,
            "currency": "EUR",
            "days_apart": 7,
            "link": LINK,
            "cart_link": "https://agora.example/cart",
            "opt_out_link": "https://agora.example/out",
        }
        for lines in (LINES, LINES[:1])
    ),
}
CASES = [
    pytest.param(language, name, facts, id=f"{language}-{name}-{at}")
    for language in LANGUAGES
    for name, told in FACTS.items()
    for at, facts in enumerate(told)
]
LOCALES = {"en": "en_US", "de": "de_DE"}
ZONES = {"en": "America/New_York", "de": "Europe/Berlin"}


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-zäöüß]+", re.sub(r"https?://\S+", "", text).lower()))


ENGLISH = words(
    """the your you order is are has have for and with of to it we not this on by from arrives parcel refund
    return cart things still please confirm payment transfer address cancelled delivered way taken out new
    asked ready sent accepted agreed warehouse follow open see details money back card"""
)
GERMAN = words(
    """die der das ihre ihr sie ist und mit für von bestellung wurde nicht geht auf bitte zahlung überweisung
    paket warenkorb noch neue storniert zugestellt unterwegs erstattung rücksendung"""
)


def visible(shown: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|head).*?</\1>", "", shown)))


def rendered(language: str, name: str, facts: dict) -> Rendered:
    return render(name, facts, locale=LOCALES[language], time_zone=ZONES[language])


def test_every_template_is_there_in_every_language_and_told_here():
    files = {
        language: {one.name for one in (TEMPLATES / language).iterdir() if one.suffix != ".jinja"}
        for language in LANGUAGES
    }
    wanted = {f"{name}.{kind}" for name in FACTS for kind in ("subject", "txt", "html")} | {"letter.html"}
    texts = {f"{name}.sms" for name in (*TEXTED, "cart_reminder")}
    assert files == dict.fromkeys(LANGUAGES, wanted | texts)


@pytest.mark.parametrize(("language", "name", "facts"), CASES)
def test_a_message_says_all_in_one_language(language: str, name: str, facts: dict):
    told = rendered(language, name, facts)
    foreign = GERMAN if language == "en" else ENGLISH
    titles = words(" ".join(line["title"] for line in facts.get("lines", ())))
    assert told.subject
    assert "\n" not in told.subject
    for text in (told.subject, told.text, visible(told.html)):
        assert not re.search(r"\{[{%]|None|Undefined", text)
        assert words(text) & foreign - titles == set()
    assert f'<html lang="{language}">' in told.html
    assert facts["link"].replace("&", "&amp;") in told.html
    assert facts["link"] in told.text
    if "amount_minor" in facts or "total_minor" in facts:
        shown = "€1,234.56" if language == "en" else "1.234,56\xa0€"
        assert shown in told.text
        assert shown in visible(told.html)


@pytest.mark.parametrize(
    ("language", "name", "facts"), [one for one in CASES if one.values[1] in {*TEXTED, "cart_reminder"}]
)
def test_a_text_message_says_it_in_one_line_of_one_language(language: str, name: str, facts: dict):
    text = render_text(name, facts, locale=LOCALES[language], time_zone=ZONES[language])
    assert text.startswith("Agora: ")
    assert "\n" not in text
    titles = words(" ".join(line["title"] for line in facts.get("lines", ())))
    assert words(text) & (GERMAN if language == "en" else ENGLISH) - titles == set()
    assert len(text) <= 306  # two parts of an SMS at most, in the plain alphabet


def test_a_moment_is_on_the_readers_clock_and_a_day_stays_a_day():
    new_york, berlin = rendered("en", "order_placed", PLACED), rendered("de", "order_placed", PLACED)
    assert "placed on November 28, 2026, 6:30\u202fPM EST" in new_york.text
    assert "vom 29. November 2026, 00:30 MEZ" in berlin.text
    assert "Arrives Tuesday, December 1 to Thursday, December 3." in new_york.text
    assert "zwischen Dienstag, 1. Dezember und Donnerstag, 3. Dezember" in berlin.text


def test_who_reads_another_language_gets_english_throughout():
    told = render("order_placed", PLACED, locale="fr_FR", time_zone="Europe/Paris")
    assert told.subject == "Your order A-7K3M"
    assert "€1,234.56" in told.text
    assert "November 29, 2026" in told.text


def test_the_reasons_that_we_offer_have_german_words():
    offered = [value for value, _ in (*CANCEL_REASONS, *REASONS)]
    for reason in (*offered, "We could not confirm the payment of this order."):
        told = rendered("de", "order_cancelled", FACTS["order_cancelled"][0] | {"reason": reason})
        assert reason not in told.text
        assert reason not in told.html
    said = rendered(
        "de", "order_cancelled", FACTS["order_cancelled"][0] | {"reason": "Der Hund hat's gefressen"}
    )
    assert "Der Hund hat's gefressen" in said.text


def test_what_a_shopper_typed_is_no_markup():
    facts = FACTS["address_changed"][0] | {"address_lines": ["<script>x</script>"]}
    assert "<script>x" not in rendered("de", "address_changed", facts).html
