"""One column of decisions, one of what it comes to. A step that is taken collapses to its answer."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.catalog.pictures import thumbnail
from components.checkout.address_form import address_form, keep_box
from components.checkout.choice import choice
from components.checkout.payment import payment
from components.ui.button import button, link_button
from components.ui.card import alert, card, empty_state, skeleton
from components.ui.field import checkbox
from components.ui.kinds import Child, Text
from components.ui.text import live_region, verb_about
from components.ui.time_zone import browser_zone
from state.shop.checkout_state import CheckoutState
from state.shop.checkout_view import Reduction

_COLUMNS = "mt-5 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]"
_IS_PAYING = CheckoutState.step == "paying"
_KNOWS_TOTAL = CheckoutState.step != "address"


def checkout() -> rx.Component:
    """What `CheckoutState` holds."""
    return rx.fragment(
        rx.el.h1("Checkout", class_name="text-2xl font-bold"),
        live_region(rx.cond(CheckoutState.total != "", f"Total {CheckoutState.total}", "")),
        rx.cond(
            CheckoutState.ready,
            rx.cond(
                CheckoutState.is_empty, _empty(), rx.el.div(_decisions(), _summary(), class_name=_COLUMNS)
            ),
            _skeleton(),
        ),
    )


def _decisions() -> rx.Component:
    return rx.el.div(
        _step(
            "1",
            "Where it goes",
            # What changed is said right below the button that was pressed.
            rx.cond(_KNOWS_TOTAL, _address_answer(), rx.fragment(_where(), _changes())),
        ),
        _step("2", "How it is sent", rx.cond(_KNOWS_TOTAL, _shipping(), _later("Once we know where to."))),
        _step(
            "3",
            "How you pay",
            rx.cond(_KNOWS_TOTAL, payment(), _later("You see the total before you pay.")),
        ),
        class_name="grid min-w-0 gap-4",
    )


def _step(number: str, title: str, content: rx.Component) -> rx.Component:
    return card(
        rx.el.h2(
            rx.el.span(
                number,
                aria_hidden="true",
                class_name="figures grid size-7 shrink-0 place-items-center rounded-full bg-accent-tint "
                "text-sm text-accent",
            ),
            title,
            class_name="flex items-center gap-3 text-lg font-bold",
        ),
        content,
    )


def _later(words: str) -> rx.Component:
    return rx.el.p(words, class_name="mt-2 pl-10 text-sm text-soft")


_TEXTS_GO_TO = "To the mobile number above: when it is paid, sent, delivered or changed."
_CONTINUE = "Continue to delivery and payment"


def _where() -> rx.Component:
    return rx.fragment(
        rx.cond(CheckoutState.book.length() > 0, _book()),
        rx.cond(
            CheckoutState.entry == "",
            address_form(
                CheckoutState,
                with_email=True,
                action=_CONTINUE,
                extra=rx.fragment(
                    browser_zone(),
                    rx.cond(
                        CheckoutState.texts_are_offered,
                        checkbox("Text me about this order", "wants_texts", hint=_TEXTS_GO_TO),
                    ),
                    checkbox("Remind me if I leave without ordering", "wants_reminder"),
                    rx.cond(CheckoutState.is_signed_in, keep_box()),
                ),
            ),
            button(
                _CONTINUE,
                tone="primary",
                size="lg",
                class_name="mt-4 w-full sm:w-fit",
                on_click=CheckoutState.choose_entry(CheckoutState.entry),
            ),
        ),
    )


def _book() -> rx.Component:
    def entry(value: Text, label: Child, note: Child) -> rx.Component:
        return choice(
            "entry",
            value,
            label,
            note,
            "",
            chosen=CheckoutState.entry == value,
            on_choose=CheckoutState.choose_entry(value),
            disabled=_IS_PAYING,
        )

    return rx.el.fieldset(
        rx.el.legend("Your addresses", class_name="sr-only"),
        rx.foreach(CheckoutState.book, lambda one: entry(one.id, one.name, one.words)),
        entry("", "Another address", "Type it once; it can be kept in your address book."),
        class_name="mt-4 grid gap-2",
    )


def _address_answer() -> rx.Component:
    return rx.el.div(
        rx.el.address(
            rx.el.p(CheckoutState.fields["email"], class_name="text-soft"),
            rx.foreach(CheckoutState.address_lines, rx.el.p),
            class_name="min-w-0 text-sm not-italic",
        ),
        button(
            verb_about("Change", " the address"),
            tone="quiet",
            size="sm",
            disabled=_IS_PAYING,
            on_click=CheckoutState.edit_address,
        ),
        class_name="mt-2 flex items-start justify-between gap-4 pl-10",
    )


def _shipping() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("Ways to send it", class_name="sr-only"),
        rx.foreach(
            CheckoutState.shipping,
            lambda one: choice(
                "shipping",
                one.code,
                one.name,
                one.dates,
                one.cost,
                chosen=one.is_chosen,
                on_choose=CheckoutState.choose_shipping(one.code),
                disabled=_IS_PAYING,
            ),
        ),
        class_name="mt-4 grid gap-2",
    )


def _changes() -> rx.Component:
    return rx.fragment(
        rx.cond(
            CheckoutState.changes.length() > 0,
            alert(
                "Something has changed since you looked",
                tone="notice",
                role="alert",
                class_name="mt-4",
                action=rx.el.div(
                    rx.el.ul(
                        rx.foreach(CheckoutState.changes, rx.el.li), class_name="list-disc pl-5 text-ink"
                    ),
                    rx.el.div(
                        button("Go on like this", size="sm", on_click=CheckoutState.accept_changes),
                        link_button("Back to the cart", routes.cart(), size="sm", tone="quiet"),
                        class_name="mt-3 flex flex-wrap gap-2",
                    ),
                ),
            ),
        ),
        rx.cond(
            CheckoutState.refusal != "",
            alert(CheckoutState.refusal, class_name="mt-4"),
        ),
    )


def _reduction(one: rx.Var[Reduction]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.label, class_name="min-w-0 text-soft"),
        rx.el.dd(one.amount, class_name="shrink-0 text-positive"),
        class_name="flex justify-between gap-4",
    )


def _summary() -> rx.Component:
    return card(
        rx.el.h2("Your order", class_name="text-lg font-bold"),
        rx.el.ul(
            rx.foreach(CheckoutState.lines, _item),
            class_name="mt-4 grid max-h-[45vh] gap-3 overflow-y-auto",
        ),
        rx.el.dl(
            rx.foreach(
                CheckoutState.totals,
                lambda row: rx.el.div(
                    rx.el.dt(row[0], class_name="text-soft"),
                    rx.el.dd(row[1]),
                    class_name="flex justify-between gap-4",
                ),
            ),
            rx.foreach(CheckoutState.reductions, lambda one: rx.cond(~one.pays, _reduction(one))),
            rx.el.div(
                rx.el.dt("Total"),
                rx.el.dd(
                    rx.cond(
                        _KNOWS_TOTAL,
                        CheckoutState.total,
                        rx.el.span("after your address", class_name="text-sm font-normal text-soft"),
                    )
                ),
                class_name="flex items-baseline justify-between gap-4 border-t border-line pt-3 text-lg "
                "font-bold",
            ),
            rx.foreach(CheckoutState.reductions, lambda one: rx.cond(one.pays, _reduction(one))),
            rx.cond(
                _KNOWS_TOTAL & (CheckoutState.to_pay != CheckoutState.total),
                rx.el.div(
                    rx.el.dt("Left to pay"),
                    rx.el.dd(CheckoutState.to_pay),
                    class_name="flex items-baseline justify-between gap-4 font-semibold",
                ),
            ),
            class_name="figures mt-4 grid gap-2 border-t border-line pt-4",
        ),
        rx.cond(
            CheckoutState.currency_note != "",
            rx.el.p(
                CheckoutState.currency_note,
                " You pay exactly the total above; your seller is paid in the seller's own currency.",
                class_name="mt-3 text-sm text-soft",
            ),
        ),
        class_name="lg:sticky lg:top-20",
    )


def _item(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(thumbnail(line.picture, class_name="rounded-control"), class_name="w-14 shrink-0"),
        rx.el.div(
            rx.el.p(line.title, class_name="line-clamp-2 text-sm font-semibold"),
            rx.el.p(line.note, class_name="text-sm text-soft"),
            class_name="min-w-0 grow",
        ),
        rx.el.p(line.total, class_name="figures shrink-0 text-sm font-semibold"),
        class_name="flex gap-3",
    )


def _empty() -> rx.Component:
    return empty_state(
        "There is nothing to pay",
        "Your cart is empty. What you put into it can be paid here.",
        symbol="shopping-cart",
        action=link_button("Walk the market", routes.search(), tone="primary"),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            skeleton("h-[34rem] w-full rounded-card"),
            skeleton("h-20 w-full rounded-card"),
            skeleton("h-20 w-full rounded-card"),
            class_name="grid gap-4",
        ),
        skeleton("h-72 w-full rounded-card"),
        role="status",
        aria_label="The checkout is being loaded",
        class_name=_COLUMNS,
    )
