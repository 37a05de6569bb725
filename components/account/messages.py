"""How a person is told things: two short forms in one, and a table of what by which way."""

from __future__ import annotations

import reflex as rx

from components.ui.button import button
from components.ui.card import alert, card, skeleton
from components.ui.field import checkbox, select_field, text_field
from components.ui.icon import icon
from components.ui.kinds import Child
from components.ui.time_zone import time_zones
from state.account.messages_state import FORM, MessagesState

_ZONES = f"{FORM}-zones"
# What, in a word and a sentence; the topic of its e-mail (none: always sent) and of its text.
_KINDS = (
    ("Orders", "Placed, paid, changed or cancelled.", "", "order_texts"),
    ("Deliveries", "A parcel left or arrived.", "", "delivery_texts"),
    ("Returns and refunds", "Each step of a return, and money on its way back.", "", "return_texts"),
    ("Carts that you left", "At most twice about a cart and once a week.", "cart", "cart_texts"),
    (
        "Offers and coupons",
        "None are sent yet; this is for when they are.",
        "offers",
        "offer_texts",
    ),
)
_ROW = (
    "grid grid-cols-2 items-center gap-x-4 border-t border-line py-3 "
    "sm:grid-cols-[minmax(0,1fr)_9rem_9rem] sm:py-2"
)


def messages() -> rx.Component:
    """What `MessagesState` holds."""
    return rx.el.div(
        rx.el.h1("Messages", class_name="text-2xl font-bold"),
        rx.el.p(
            "How we write to you, and about what. E-mails go to ",
            rx.el.span(MessagesState.email, class_name="font-semibold [overflow-wrap:anywhere] text-ink"),
            ".",
            class_name="mt-1 text-sm text-soft",
        ),
        rx.cond(
            MessagesState.ready,
            rx.el.form(
                _reading(),
                _what(),
                rx.el.div(
                    button(
                        "Keep this", tone="primary", size="lg", type="submit", class_name="w-full sm:w-fit"
                    ),
                ),
                # What was kept is what the fields start with.
                key=f"messages-{MessagesState.saved}",
                on_submit=MessagesState.save,
                no_validate=True,
                class_name="mt-5 grid gap-4",
            ),
            rx.el.div(
                skeleton("h-48 w-full rounded-card"),
                skeleton("h-96 w-full rounded-card"),
                role="status",
                aria_label="Your choices are being loaded",
                class_name="mt-5 grid gap-4",
            ),
        ),
        class_name="max-w-3xl",
    )


def _section(title: str, words: Child, *content: Child) -> rx.Component:
    return card(
        rx.el.h2(title, class_name="text-lg font-bold"),
        rx.el.p(words, class_name="mt-1 measure text-sm text-soft"),
        *content,
    )


def _reading() -> rx.Component:
    return _section(
        "Language and time",
        "Every e-mail and text is in this language, with dates and amounts as they are written there.",
        rx.el.div(
            select_field(
                "Language",
                "locale",
                MessagesState.locales,
                error=MessagesState.errors["locale"],
                default_value=MessagesState.fields["locale"],
                id=f"{FORM}-locale",
            ),
            rx.el.div(
                text_field(
                    "Time zone",
                    "time_zone",
                    optional=True,
                    error=MessagesState.errors["time_zone"],
                    default_value=MessagesState.fields["time_zone"],
                    placeholder="Where your order goes",
                    auto_complete="off",
                    max_length=64,
                    list=_ZONES,
                    id=f"{FORM}-time_zone",
                ),
                time_zones(_ZONES, says="This device is in"),
            ),
            class_name="mt-4 grid items-start gap-4 sm:grid-cols-2",
        ),
    )


def _what() -> rx.Component:
    return _section(
        "What we tell you",
        "E-mails about your orders are always sent: they are your receipt. All else is up to you, and one "
        "press in an e-mail, or STOP sent back to a text, ends it, too.",
        rx.cond(
            MessagesState.texts_are_offered,
            rx.el.div(
                text_field(
                    "Mobile number for texts",
                    "text_phone",
                    kind="tel",
                    optional=True,
                    hint="With + and the country's code, such as +1 415 555 2671.",
                    error=MessagesState.errors["text_phone"],
                    default_value=MessagesState.fields["text_phone"],
                    auto_complete="tel",
                    max_length=30,
                    id=f"{FORM}-text_phone",
                ),
                class_name="mt-4 max-w-sm",
            ),
            alert("Text messages are not offered at present.", tone="notice", class_name="mt-4"),
        ),
        rx.el.div(
            rx.el.div(
                rx.el.span("About"),
                rx.el.span("E-mail"),
                rx.el.span("Text message"),
                aria_hidden="true",
                class_name="hidden pb-2 text-sm font-semibold text-soft sm:grid "
                "sm:grid-cols-[minmax(0,1fr)_9rem_9rem] sm:gap-x-4",
            ),
            *(_kind(*one) for one in _KINDS),
            class_name="mt-5",
        ),
    )


def _kind(title: str, words: str, mail: str, text: str) -> rx.Component:
    always = rx.el.span(
        icon("check", size=18, class_name="shrink-0 text-positive"),
        "Always",
        rx.el.span(" by e-mail", class_name="sm:sr-only"),
        class_name="flex min-h-11 items-center gap-2 text-sm text-soft",
    )
    return rx.el.div(
        rx.el.div(
            rx.el.p(title, class_name="font-semibold", id=f"{FORM}-about-{text}"),
            rx.el.p(words, class_name="text-sm text-soft"),
            class_name="col-span-2 sm:col-span-1",
        ),
        _choice("E-mail", mail) if mail else always,
        rx.cond(MessagesState.texts_are_offered, _choice("Text", text)),
        role="group",
        aria_labelledby=f"{FORM}-about-{text}",
        class_name=_ROW,
    )


def _choice(label: str, topic: str) -> rx.Component:
    return checkbox(
        label, topic, default_checked=MessagesState.wanted.contains(topic), id=f"{FORM}-choice-{topic}"
    )
