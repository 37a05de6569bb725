"""An amount of money that the desk gives away, with its currency."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.field import select_field, text_field
from components.ui.panel import told_at
from state.desk.words import CURRENCIES


def amount_fields(of: Any, ident: str) -> rx.Component:
    """Two fields on one line, `amount_minor` as it is typed and `currency`; their ids begin with `ident`."""
    return rx.el.div(
        text_field(
            "Amount",
            "amount_minor",
            input_mode="decimal",
            error=told_at(of, "amount_minor"),
            id=f"{ident}-amount",
        ),
        select_field(
            "Currency", "currency", CURRENCIES, error=told_at(of, "currency"), id=f"{ident}-currency"
        ),
        class_name="grid grid-cols-[1fr_7rem] items-start gap-3",
    )
