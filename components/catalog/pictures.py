"""Product pictures from `/media`, in the four widths that exist."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Text
from components.ui.picture import CARD_SIZES, picture

WIDTHS = (160, 320, 640, 1200)


def product_picture(
    key: Text,
    alt: Text = "",
    *,
    sizes: str = CARD_SIZES,
    widths: tuple[int, ...] = WIDTHS,
    first: bool = False,
    **props: Any,
) -> rx.Component:
    """The picture stored under `key`. Leave `alt` empty where the words beside it say the same."""
    fallback = min(640, widths[-1])
    return picture(
        _address(fallback, key, "webp"),
        alt,
        avif=_set(key, "avif", widths),
        webp=_set(key, "webp", widths),
        sizes=sizes,
        first=first,
        **props,
    )


def thumbnail(key: Text, alt: Text = "", **props: Any) -> rx.Component:
    """A picture of about 80 pixels."""
    return product_picture(key, alt, sizes="80px", widths=WIDTHS[:2], **props)


def _set(key: Text, suffix: str, widths: tuple[int, ...]) -> Text:
    # Var + str is an operation of the browser; an f-string would do as well and read worse.
    parts: Any = ""
    for position, width in enumerate(widths):
        parts = parts + (", " if position else "") + _address(width, key, suffix) + f" {width}w"
    return parts  # type: ignore[no-any-return]  # text, or a Var of text


def _address(width: int, key: Text, suffix: str) -> Any:
    return f"/media/{width}/" + key + f".{suffix}"
