"""The shop's shell with what the header needs: who, where to, how much is in the cart."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.shell.shop_shell import shop_shell
from components.ui.kinds import Child, Text
from components.ui.returning import returning
from state.account.session_state import SessionState
from state.shop.shop_state import ShopState

# First in the ON_LOAD of every page that is framed.
FRAME_LOAD = (SessionState.load, ShopState.load)


def framed(*children: Child, query: Text = "", tall: bool = False, **options: Any) -> rx.Component:
    """`children` in the shop's shell. `query` stands in the search box.

    `tall` keeps the footer out of sight where the content may turn out shorter than its skeleton.
    """
    content = (rx.el.div(*children, class_name="min-h-[85dvh]"),) if tall else children
    return shop_shell(
        *content,
        returning(ShopState.count_again),
        person=SessionState.name.split(" ")[0],
        cart_count=ShopState.cart_count,
        query=query,
        suggestions=ShopState.suggestions,
        on_type=ShopState.suggest,
        categories=ShopState.departments,
        currency=ShopState.currency,
        currencies=ShopState.currencies,
        currency_note=ShopState.currency_note,
        hydrated=rx.State.is_hydrated,
        **options,
    )
