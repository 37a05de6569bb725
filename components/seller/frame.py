"""The frame of seller central: whose it is, and what a page says when there is nothing to show."""

from __future__ import annotations

import reflex as rx

from app import routes
from components.shell.desk_shell import SELLER_PLACES, desk_shell
from components.ui.button import link_button
from components.ui.card import alert, empty_state
from components.ui.field import select_field
from components.ui.kinds import Child, Flag, Text
from state.account.session_state import SessionState
from state.seller.seller_state import SellerState

ON_LOAD_FRAME = [SessionState.load, SellerState.load]


def framed(
    content: rx.Component,
    *,
    ready: Flag,
    refusal: Text,
    waiting: rx.Component,
    here: str,
    heading: Text,
    note: Text = "",
    action: Child | None = None,
) -> rx.Component:
    """A page of seller central; `content` once it is `ready`."""
    return desk_shell(
        rx.cond(
            SellerState.refusal != "",
            _nobody(),
            rx.fragment(
                _several(),
                rx.cond(
                    ready,
                    content,
                    rx.cond(refusal != "", alert(refusal, tone="notice"), waiting),
                ),
            ),
        ),
        surface="seller",
        places=SELLER_PLACES,
        here=here,
        heading=heading,
        note=note,
        action=action,
        person=SessionState.name,
    )


def _nobody() -> rx.Component:
    return empty_state(
        "This is for sellers",
        SellerState.refusal,
        symbol="store",
        action=link_button("Go to the shop", routes.home()),
    )


def _several() -> rx.Component:
    return rx.cond(
        SellerState.sellers.length() > 1,
        rx.el.div(
            select_field(
                "You work for",
                "seller",
                SellerState.sellers,
                size="sm",
                default_value=SellerState.chosen,
                on_change=SellerState.choose,
                key=SellerState.chosen,
            ),
            class_name="mb-5 max-w-64",
        ),
    )
