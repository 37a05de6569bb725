"""The document around every page: head tags, the preloaded font, the slot for server-drawn HTML."""

from __future__ import annotations

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

from components.ui.tokens import MEANINGS

_FONT = "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url"

SSR_SLOT_ID = "ssr-slot"


def head() -> list[rx.Component]:
    """Tags for every page. The font's address is the hashed one that the stylesheet uses."""
    font = rx.Var(
        "figtreeLatin",
        _var_data=VarData(imports={_FONT: [ImportVar(tag="figtreeLatin", is_default=True, install=False)]}),
    )
    return [
        rx.el.link(
            rel="preload",
            href=font,
            type="font/woff2",
            cross_origin="anonymous",
            custom_attrs={"as": "font"},
        ),
        rx.el.link(rel="icon", href="/mark.svg", type="image/svg+xml"),
        rx.el.meta(
            name="theme-color",
            content=MEANINGS["light"]["surface"],
            custom_attrs={"media": "(prefers-color-scheme: light)"},
        ),
        rx.el.meta(
            name="theme-color",
            content=MEANINGS["dark"]["surface"],
            custom_attrs={"media": "(prefers-color-scheme: dark)"},
        ),
    ]


def ssr_slot() -> rx.Component:
    """What a dynamic page shows until it hydrates: the server puts the page's HTML into it."""
    return rx.el.div(
        id=SSR_SLOT_ID,
        custom_attrs={"suppressHydrationWarning": True, "dangerouslySetInnerHTML": {"__html": ""}},
    )
