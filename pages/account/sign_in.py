"""Sign in."""

from __future__ import annotations

import reflex as rx

from components.account.sign_in_form import sign_in_form
from pages.shop.frame import FRAME_LOAD, framed
from state.account.demo_logins import DemoLoginState
from state.account.sign_in_state import SignInState

ON_LOAD = [*FRAME_LOAD, SignInState.load, DemoLoginState.load]
TITLE = "Sign in · Agora"


def page() -> rx.Component:
    """What the address shows."""
    return framed(sign_in_form(), tall=True, bare=True)
