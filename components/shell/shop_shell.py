"""The frame of the shop: header with search in the lead, content, footer."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.shell.brand import logo
from components.shell.currency_switch import currency_link, currency_switch
from components.shell.search_form import search_form
from components.ui.badge import count
from components.ui.icon import icon
from components.ui.kinds import Child, Flag, Items, Number, Text, each, given, when
from components.ui.text import skip_link
from components.ui.theme import theme_toggle


class HidingHeader(rx.Component):
    """A header that hides on scroll down."""

    library = rx.asset("hiding_header.jsx", shared=True).importable_path
    tag = "HidingHeader"


def shop_shell(
    *children: Child,
    person: Text = "",
    cart_count: Number = 0,
    place: Text = "",
    place_opens: str = "",
    query: Text = "",
    suggestions: Items = (),
    on_type: Any = None,
    categories: Items = (),
    currency: Text = "",
    currencies: Items = (),
    currency_note: Text = "",
    full_width: bool = False,
    bare: bool = False,
    hydrated: Flag = True,
) -> rx.Component:
    """A shop page around `children`.

    `person` is a first name, empty when nobody is signed in. `place` is where we deliver ("Berlin 10115");
    `place_opens` the dialog that changes it. `categories` are (label, href) pairs under the header.
    `currency` is what prices are shown in, `currencies` the (code, words) pairs to choose from and
    `currency_note` how prices come to be in it.
    `bare` leaves search and categories out, for checkout and signing in. Until `hydrated` a screen reader
    hears that the page is loading.
    """
    return rx.el.div(
        skip_link(),
        HidingHeader.create(
            _bar(person, cart_count, place, place_opens, query, suggestions, on_type, bare, currency)
        ),
        *(() if bare else (_categories(categories),)),
        rx.el.main(
            *children,
            id="main",
            tab_index=-1,
            aria_busy=_not(hydrated),
            class_name=f"grow outline-none {'' if full_width else 'page-x shell-width py-6 sm:py-8'}",
        ),
        _footer(bare, currency, currencies, currency_note),
        class_name="flex min-h-dvh flex-col",
    )


def _bar(
    person: Text,
    cart_count: Number,
    place: Text,
    place_opens: str,
    query: Text,
    suggestions: Items,
    on_type: Any,
    bare: bool,
    currency: Text,
) -> rx.Component:
    def search() -> rx.Component:
        return search_form(query=query, suggestions=suggestions, on_type=on_type)

    return rx.el.div(
        rx.el.div(
            logo(routes.home()),
            *(() if bare else (_place(place, place_opens, "ml-1 max-sm:hidden"),)),
            rx.el.div(
                *(() if bare else (search(),)),
                class_name="mx-2 hidden min-w-0 grow md:block lg:mx-4",
            ),
            rx.el.nav(
                *(() if bare or not _given(currency) else (currency_link(currency),)),
                theme_toggle(class_name="hidden sm:inline-flex"),
                _account(person),
                _entry("Orders", routes.orders(), "package"),
                _cart(cart_count),
                aria_label="Account and cart",
                class_name="ml-auto flex items-center sm:gap-1",
            ),
            class_name="flex h-14 items-center gap-1 md:h-16",
        ),
        *(
            ()
            if bare
            else (
                rx.el.div(
                    search(),
                    _place(place, place_opens, "-ml-2.5 sm:hidden"),
                    class_name="pb-2 sm:pb-3 md:hidden",
                ),
            )
        ),
        class_name="page-x shell-width",
    )


_ENTRY = (
    "inline-flex h-11 items-center gap-2 rounded-control px-2.5 text-sm font-semibold text-ink "
    "whitespace-nowrap hover:bg-sunken"
)


def _entry(label: Child, href: Text, symbol: str) -> rx.Component:
    return rx.el.a(
        icon(symbol, size=20),
        rx.el.span(label, class_name="max-w-28 truncate max-lg:sr-only"),
        href=href,
        class_name=_ENTRY,
    )


def _account(person: Text) -> rx.Component:
    signed_in = _entry(rx.fragment("Hello, ", person), routes.orders(), "circle-user-round")
    return when(given(person), signed_in, _entry("Sign in", routes.sign_in(), "circle-user-round"))


def _cart(cart_count: Number) -> rx.Component:
    filled = cart_count > 0
    return rx.el.a(
        rx.el.span(
            icon("shopping-cart", size=22),
            when(filled, count(cart_count, class_name="absolute -top-2 -right-2.5")),
            class_name="relative",
        ),
        rx.el.span("Cart", class_name="ml-1.5 max-lg:sr-only"),
        href=routes.cart(),
        class_name=_ENTRY,
    )


def _place(place: Text, opens: str, where: str) -> rx.Component:
    words = rx.el.span(
        rx.el.span("Deliver to ", class_name="text-xs font-normal text-soft sm:block"),
        rx.el.span(place, class_name="max-w-36 truncate sm:block"),
        class_name="text-left leading-tight",
    )
    return when(
        given(place),
        rx.el.button(
            icon("map-pin", size=18),
            words,
            type="button",
            custom_attrs={"data-opens": opens} if opens else {},
            class_name=f"{_ENTRY} {where}",
        ),
    )


def _categories(categories: Items) -> rx.Component:
    nav = rx.el.nav(
        rx.el.ul(
            each(
                categories,
                lambda item: rx.el.li(
                    rx.el.a(
                        item[0],
                        href=item[1],
                        class_name="inline-flex h-11 items-center px-3 text-sm font-medium whitespace-nowrap "
                        "text-soft hover:text-accent",
                    )
                ),
            ),
            class_name="shell-width flex min-h-11 overflow-x-auto px-1 [scrollbar-width:none] sm:px-3 "
            "lg:px-5",
        ),
        aria_label="Categories",
        custom_attrs={"data-shell": ""},
        class_name="border-b border-line bg-surface",
    )
    # Those of a Var are on their way: their line is kept free, so that nothing moves when they come.
    return nav if isinstance(categories, rx.Var) or len(categories) else rx.fragment()


def _footer(bare: bool, currency: Text, currencies: Items, currency_note: Text) -> rx.Component:
    columns = (
        ("Shop", (("All products", routes.search()), ("Your cart", routes.cart()))),
        (
            "Your account",
            (
                ("Your orders", routes.orders()),
                ("Your addresses", routes.addresses()),
                ("Cards and credit", routes.payments()),
                ("Messages", routes.messages()),
            ),
        ),
        ("Sell and work", (("Seller central", routes.seller()), ("Warehouse floor", routes.floor()))),
        ("Company", (("Board", routes.board()), ("Style guide", routes.style_guide()))),
    )
    links = rx.el.div(
        *(
            rx.el.div(
                rx.el.h2(title, class_name="text-sm font-bold"),
                rx.el.ul(
                    *(
                        rx.el.li(
                            rx.el.a(
                                label,
                                href=href,
                                class_name="inline-flex min-h-8 items-center text-sm text-soft "
                                "hover:text-accent hover:underline",
                            )
                        )
                        for label, href in entries
                    ),
                    class_name="mt-2",
                ),
            )
            for title, entries in columns
        ),
        class_name="grid grid-cols-2 gap-8 py-10 md:grid-cols-4",
    )
    return rx.el.footer(
        rx.el.div(
            *(() if bare else (links,)),
            *(
                ()
                if bare or not _given(currency)
                else (currency_switch(currency, currencies, currency_note),)
            ),
            rx.el.div(
                rx.el.p("Agora, a market square anyone can run.", class_name="text-sm text-soft"),
                theme_toggle(labelled=True),
                class_name="flex flex-wrap items-center justify-between gap-4 border-t border-line py-4",
            ),
            class_name="page-x shell-width",
        ),
        custom_attrs={"data-shell": ""},
        class_name="mt-12 bg-sunken",
    )


def _given(text: Text) -> bool:
    return isinstance(text, rx.Var) or bool(text)


def _not(flag: Flag) -> Any:
    return ~flag if isinstance(flag, rx.Var) else not flag
