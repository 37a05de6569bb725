"""The forms for signing in and up. They post to the API as plain forms and work without script, too."""

from __future__ import annotations

from typing import Any

import reflex as rx

from app import routes
from components.ui.button import button, link
from components.ui.card import alert, card
from components.ui.field import text_field
from components.ui.kinds import Child, Text, given, when
from components.ui.plain_form import plain_form
from components.ui.time_zone import browser_zone
from state.account.demo_logins import DemoLoginState
from state.account.sign_in_state import SIGN_IN_ACTION, SIGN_UP_ACTION, SignInState


def sign_in_form() -> rx.Component:
    """E-mail and password."""
    return _framed(
        "Sign in",
        _form(
            SIGN_IN_ACTION,
            _email(),
            _password("current-password"),
            button("Sign in", tone="action", size="lg", full=True, type="submit"),
        ),
        rx.el.p(
            "New here? ",
            link("Create an account", _with_then(routes.sign_up())),
            class_name="mt-5 text-center text-sm",
        ),
        _demo_logins(),
    )


def sign_up_form() -> rx.Component:
    """Name, e-mail and password."""
    return _framed(
        "Create an account",
        _form(
            SIGN_UP_ACTION,
            _text("Your name", "name", "name", default_value=SignInState.name),
            _email(),
            _password("new-password", hint="At least 10 characters. A sentence is a good password."),
            browser_zone(),
            button("Create the account", tone="action", size="lg", full=True, type="submit"),
        ),
        rx.el.p(
            "Have one already? ",
            link("Sign in", _with_then(routes.sign_in())),
            class_name="mt-5 text-center text-sm",
        ),
    )


def _framed(title: str, *content: Child) -> rx.Component:
    return rx.el.div(
        card(
            rx.el.h1(title, class_name="text-2xl font-bold"),
            when(
                given(SignInState.problem) & (SignInState.problem_field == ""),
                alert(SignInState.problem, class_name="mt-4"),
            ),
            *content,
        ),
        class_name="mx-auto w-full max-w-md py-4",
    )


def _form(action: str, *fields: Child) -> rx.Component:
    return plain_form(
        rx.el.input(type="hidden", name="then", value=SignInState.then, read_only=True),
        *fields,
        # The fields start anew with what was typed before a refusal.
        key=SignInState.email,
        action=action,
        method="post",
        class_name="mt-5 grid gap-4",
    )


def _text(label: str, name: str, complete: str, **options: Any) -> rx.Component:
    wrong: Text = rx.cond(SignInState.problem_field == name, SignInState.problem, "")
    return text_field(label, name, error=wrong, required=True, auto_complete=complete, **options)


def _email() -> rx.Component:
    return _text("E-mail", "email", "username", kind="email", default_value=SignInState.email)


def _password(complete: str, **options: Any) -> rx.Component:
    return _text("Password", "password", complete, kind="password", **options)


def _with_then(path: str) -> Any:
    return rx.cond(SignInState.then != "/", f"{path}?then={SignInState.then}", path)


def _demo_logins() -> rx.Component:
    return when(
        DemoLoginState.logins.length() > 0,
        rx.el.section(
            rx.el.h2("People of the demo world", class_name="text-sm font-bold"),
            rx.el.p(
                "Shown because this Agora runs on your own machine. Password of all: ",
                rx.el.code(DemoLoginState.password, class_name="font-semibold text-ink"),
                class_name="mt-1 text-sm text-soft",
            ),
            rx.el.ul(rx.foreach(DemoLoginState.logins, _login), class_name="mt-3 grid gap-2"),
            class_name="mt-6 border-t border-line pt-5",
        ),
    )


def _login(one: Any) -> rx.Component:
    return rx.el.li(
        plain_form(
            rx.el.input(type="hidden", name="email", value=one.email, read_only=True),
            rx.el.input(type="hidden", name="password", value=DemoLoginState.password, read_only=True),
            rx.el.input(type="hidden", name="then", value=one.opens, read_only=True),
            rx.el.button(
                rx.el.span(one.surface, class_name="font-semibold"),
                rx.el.span(one.email, class_name="truncate text-soft"),
                type="submit",
                class_name="flex min-h-11 w-full items-center justify-between gap-4 rounded-control border "
                "border-line px-3 text-sm hover:border-control hover:bg-sunken",
            ),
            action=SIGN_IN_ACTION,
            method="post",
        )
    )
