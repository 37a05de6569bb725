"""Every primitive in one place, alive: the first thing to read before drawing a page."""

from __future__ import annotations

import reflex as rx

from components.shell.shop_shell import shop_shell
from components.ui import badge as badges
from components.ui.badge import badge, chip, removable_chip, status
from components.ui.button import button, icon_button, link, link_button
from components.ui.card import (
    alert,
    card,
    disclosure,
    empty_state,
    loading,
    skeleton,
    skeleton_product_card,
    skeleton_text,
)
from components.ui.countdown import countdown
from components.ui.dialog import dialog, sheet
from components.ui.field import checkbox, radio_group, select_field, text_field, textarea_field
from components.ui.navigation import breadcrumb, pagination, tab_links
from components.ui.picture import picture
from components.ui.price import price, rating
from components.ui.quantity import quantity
from components.ui.table import Column, table
from components.ui.tabs import tabs
from components.ui.text import facts, section_heading
from components.ui.tile import tile
from components.ui.timeline import timeline
from components.ui.tokens import MEANINGS, TYPE

_CATEGORIES = (
    ("Home & kitchen", "#"),
    ("Electronics", "#"),
    ("Garden", "#"),
    ("Clothing", "#"),
    ("Toys", "#"),
)


def page() -> rx.Component:
    """What the address shows."""
    return shop_shell(
        breadcrumb((("Agora", "/"), ("Company", "/")), "Style guide"),
        rx.el.h1("Style guide", class_name="mt-3 text-3xl font-bold"),
        rx.el.p(
            "Calm, frank, quick. One thing leads and the rest waits; price, date, stock and reason stand in "
            "words and numbers; nothing jumps and every tap answers at once.",
            class_name="measure mt-2 text-lg text-soft",
        ),
        _section("Colour", _colours()),
        _section("Type", _type()),
        _section("Buttons and links", _buttons()),
        _section("Fields", _fields()),
        _section("Words with a colour", _words()),
        _section("A product, as cards show it", _product()),
        _section("Ways through", _ways()),
        _section("Dialogs and what opens", _dialogs()),
        _section("Alerts and empty places", _alerts()),
        _section("Waiting", _waiting()),
        _section("Desk", _desk()),
        _section("Time", _time()),
        person="Mara",
        cart_count=3,
        place="Berlin 10115",
        categories=_CATEGORIES,
    )


def _section(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(section_heading(title), *children, class_name="mt-12 grid grid-cols-1 gap-5")


def _row(*children: rx.Component) -> rx.Component:
    return rx.el.div(*children, class_name="flex flex-wrap items-center gap-3")


def _colours() -> rx.Component:
    return rx.el.ul(
        *(
            rx.el.li(
                rx.el.span(
                    class_name="block h-12 rounded-control border border-line",
                    style={"background": f"var(--{name})"},
                ),
                rx.el.span(name, class_name="mt-1 block text-xs text-soft"),
            )
            for name in MEANINGS["light"]
        ),
        class_name="grid grid-cols-3 gap-3 sm:grid-cols-6 lg:grid-cols-9",
    )


def _type() -> rx.Component:
    sizes = {name: f"text-{name}" for name in reversed(TYPE)}
    return rx.el.div(
        *(
            rx.el.p(
                rx.el.span(
                    f"{int(TYPE[name][0] * 16)}", class_name="figures w-10 shrink-0 text-xs text-soft"
                ),
                rx.el.span(
                    "Everything, from everyone, frankly priced", class_name=f"{_weight(name)} truncate pb-1"
                ),
                class_name=f"flex items-baseline {size}",
            )
            for name, size in sizes.items()
        ),
        rx.el.p(
            "Tabular figures keep columns straight: ",
            rx.el.span("1,111.11 · 8,888.88 · 4,040.40", class_name="figures font-semibold"),
            class_name="mt-2 text-soft",
        ),
        class_name="grid grid-cols-1 gap-2",
    )


def _weight(name: str) -> str:
    return "font-bold" if name in {"xl", "2xl", "3xl", "4xl"} else "font-normal"


def _buttons() -> rx.Component:
    return rx.fragment(
        _row(
            button("Pay €124.90", tone="action"),
            button("Apply filters", tone="primary"),
            button("Compare"),
            button("Clear all", tone="quiet"),
            button("Close the account", tone="danger"),
            button("Not now", disabled=True),
            button("Placing the order", tone="action", busy=True),
        ),
        _row(
            button("Add to cart", tone="action", size="lg", icon="shopping-cart"),
            button("Export", size="sm", icon="download"),
            icon_button("heart", "Save for later"),
            icon_button("ellipsis-vertical", "More", tone="secondary", size="sm"),
            link_button("See all deals", "#", tone="quiet", icon_end="arrow-right"),
        ),
        _row(button("Scan the tote", tone="action", size="floor"), button("Skip", size="floor")),
        rx.el.p(
            "Returns are free within 30 days; ",
            link("read how they work", "#"),
            " or ask ",
            link("Stripe's help", "https://support.stripe.com", external=True),
            ".",
        ),
    )


def _fields() -> rx.Component:
    return rx.el.div(
        card(
            text_field("E-mail", "email", kind="email", hint="For the receipt and the parcel's way."),
            text_field(
                "Postcode",
                "postcode",
                default_value="1011",
                error="A German postcode has five digits, such as 10115.",
            ),
            text_field("Lowest price", "low", before="€", after="EUR", input_mode="decimal", optional=True),
            select_field(
                "Country", "country", (("DE", "Germany"), ("US", "United States"), ("FR", "France"))
            ),
            textarea_field("What should the courier know?", "note", optional=True),
            class_name="grid content-start gap-4",
        ),
        card(
            radio_group(
                "Delivery",
                "delivery",
                (
                    ("fast", "Tomorrow, Tuesday 24 November", "€4.90 · order within 3 h 12 min"),
                    ("free", "Thursday, 26 November", "Free"),
                ),
                value="free",
                boxed=True,
            ),
            radio_group("Condition", "condition", (("new", "New"), ("used", "Used, like new")), value="new"),
            checkbox(
                "Wrap it as a gift", "gift", hint="€2.50, without a price inside.", default_checked=True
            ),
            class_name="grid content-start gap-5",
        ),
        class_name="grid gap-5 md:grid-cols-2",
    )


def _words() -> rx.Component:
    tones = ("neutral", "accent", "positive", "notice", "negative", "deal")
    words = ("Draft", "Prime", "In stock", "Only 3 left", "Sold out", "−24 %")
    return rx.fragment(
        _row(*(badge(word, tone) for word, tone in zip(words, tones, strict=True)), badges.count(12)),
        _row(
            status("Waiting", "neutral"),
            status("Picking", "accent"),
            status("Delivered", "positive"),
            status("Late", "notice"),
            status("Cancelled", "negative"),
        ),
        _row(
            chip("Under €25"),
            chip("€25 to €100", selected=True),
            chip("4 stars and up", href="#"),
            removable_chip("Brand: Nordlicht"),
        ),
    )


def _product() -> rx.Component:
    return rx.el.div(
        *(
            rx.el.article(
                picture("/mark.svg", "The mark of Agora", width=400, height=400, class_name="rounded-card"),
                rx.el.h3(title, class_name="mt-2 line-clamp-2 h-12 leading-6 font-medium"),
                rating(stars, count, size="sm", class_name="mt-1"),
                price(now, was=was, saving=saving, class_name="mt-1.5"),
                rx.el.p("Thursday, 26 November, free", class_name="mt-1 text-sm text-positive"),
            )
            for title, stars, count, now, was, saving in (
                ("Oak standing desk, 140 × 70 cm, two motors", 4.6, "1,284", "€389.00", "€449.00", "−13 %"),
                ("Cast-iron casserole 4.2 l with a lid that closes tightly", 4.9, "3,021", "€119.00", "", ""),
            )
        ),
        class_name="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-4",
    )


def _ways() -> rx.Component:
    return rx.fragment(
        tab_links((("All", "#", True), ("Open", "#", False), ("Returned", "#", False)), label="Orders"),
        tabs(
            "About this product",
            {
                "Description": rx.el.p("Solid oak, oiled; the frame carries 120 kg."),
                "Specifications": facts((("Width", "140 cm"), ("Depth", "70 cm"), ("Height", "62–127 cm"))),
                "Delivery": rx.el.p("Two parcels, to the kerb or up the stairs."),
            },
        ),
        pagination(
            (("1", "#", False), ("2", "#", True), ("3", "#", False), ("…", "", False), ("42", "#", False)),
            previous="#",
            following="#",
        ),
    )


def _dialogs() -> rx.Component:
    return rx.fragment(
        _row(
            button("Ask a question", opens="ask"),
            button("Filters", icon="sliders-horizontal", opens="filters"),
            quantity(2, largest=6),
        ),
        dialog(
            "ask",
            "Cancel this order?",
            rx.el.p("Nothing has been packed yet, so the full amount goes back to your card."),
            footer=_row(button("Keep it", closes="ask"), button("Cancel the order", tone="danger")),
        ),
        sheet(
            "filters",
            "Filters",
            checkbox("In stock", "stock"),
            checkbox("Free delivery", "free"),
            footer=button("Show 214 results", tone="primary", full=True, closes="filters"),
        ),
        rx.el.div(
            disclosure("What is in the box?", rx.el.p("Frame, top, two motors, screws, a key.")),
            disclosure("Can it stand on carpet?", rx.el.p("Yes; the feet level up to 12 mm.")),
        ),
    )


def _alerts() -> rx.Component:
    return rx.fragment(
        alert(
            "Your card was declined.",
            "The bank asks you to call it. Nothing was charged; another card works at once.",
            action=link("Use another card", "#"),
            role="group",
        ),
        alert("The price rose from €79.90 to €84.90 while you were reading.", tone="notice"),
        alert("Refunded €119.00 to the card ending in 4242.", tone="positive"),
        card(
            empty_state(
                "Nothing in your cart yet",
                "What you add waits here, on every device where you sign in.",
                symbol="shopping-cart",
                action=link_button("See today's deals", "#", tone="primary"),
            )
        ),
    )


def _waiting() -> rx.Component:
    return loading(
        "Loading results",
        skeleton_product_card(),
        skeleton_product_card(),
        rx.el.div(skeleton("h-7 w-1/2"), rx.el.div(skeleton_text(4), class_name="mt-4")),
        class_name="grid grid-cols-2 gap-5 md:grid-cols-3",
    )


def _desk() -> rx.Component:
    orders = (
        ("A-7K3M-92QF", "Late", "notice", "24 Nov 2026, 09:12", 3, "€124.90"),
        ("A-1X8P-40ZD", "Picking", "accent", "24 Nov 2026, 08:55", 1, "€24.50"),
    )
    columns = (
        Column("Order", lambda row: row[0]),
        Column("Status", lambda row: status(row[1], row[2])),
        Column("Placed", lambda row: rx.el.span(row[3], class_name="figures"), hide_below="md"),
        Column("Lines", lambda row: str(row[4]), number=True, hide_below="sm", total="4"),
        Column("Total", lambda row: row[5], number=True, total="€149.40"),
    )
    empty = empty_state("No orders yet", "The first one appears here the moment it is paid.")
    return rx.fragment(
        rx.el.div(
            tile(
                "Sales today",
                "€18,420",
                change="12 % up on last Tuesday",
                tone="positive",
                points=[4, 6, 5, 8, 7, 9, 12],
                href="#",
            ),
            tile("Orders", "212", change="Same as last Tuesday", points=[9, 8, 9, 9, 8, 9, 9]),
            tile(
                "Late parcels",
                "7",
                change="4 more than last Tuesday",
                tone="negative",
                points=[2, 1, 3, 2, 3, 5, 7],
            ),
            tile("Conversion", "3.8 %"),
            class_name="grid grid-cols-2 gap-4 lg:grid-cols-4",
        ),
        table("Orders of today", columns, orders, empty=empty, row_href=lambda row: f"#{row[0]}"),
    )


def _time() -> rx.Component:
    return rx.el.div(
        card(
            timeline(
                (
                    ("done", "Ordered", "Mon 23 Nov, 18:02", ""),
                    ("done", "Packed in Leipzig", "Tue 24 Nov, 06:40", ""),
                    ("current", "On its way", "Tue 24 Nov, 07:15", "With DHL, parcel 00340434161094."),
                    ("next", "Delivered", "by Thu 26 Nov", ""),
                ),
                label="Where your parcel is",
            )
        ),
        card(
            rx.el.p("Deal ends in", class_name="text-sm text-soft"),
            rx.el.p(
                countdown("2026-11-24T20:00:00+00:00", "2026-11-24T17:44:12+00:00"),
                class_name="text-2xl",
            ),
        ),
        class_name="grid items-start gap-5 md:grid-cols-2",
    )
