"""Create an account."""

from __future__ import annotations

import reflex as rx

from components.account.sign_in_form import sign_up_form
from pages.shop.frame import FRAME_LOAD, framed
from state.account.sign_in_state import SignInState

ON_LOAD = [*FRAME_LOAD, SignInState.load]
TITLE = "Create an account · Agora"


def page() -> rx.Component:
    """What the address shows."""
    return framed(sign_up_form(), tall=True, bare=True)
