"""Pictures that hold their place: AVIF, WebP and a fallback in several widths, never a layout shift."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.ui.kinds import Text, given, merged, when

CARD_SIZES = "(min-width: 1280px) 18vw, (min-width: 1024px) 22vw, (min-width: 640px) 30vw, 46vw"
GALLERY_SIZES = "(min-width: 1024px) 45vw, 100vw"
THUMBNAIL_SIZES = "80px"


def picture(
    src: Text,
    alt: Text,
    *,
    avif: Text = "",
    webp: Text = "",
    width: int = 1200,
    height: int = 1200,
    sizes: str = CARD_SIZES,
    first: bool = False,
    **props: Any,
) -> rx.Component:
    """An image with its own ground; `avif` and `webp` are srcset strings ("/m/a-320.avif 320w, …").

    `first` is for the one picture that leads the page: fetched at once, with high priority.
    """
    loading = {"loading": "eager", "fetch_priority": "high"} if first else {"loading": "lazy"}
    return rx.el.picture(
        when(given(avif), rx.el.source(src_set=avif, type="image/avif", sizes=sizes)),
        when(given(webp), rx.el.source(src_set=webp, type="image/webp", sizes=sizes)),
        rx.el.img(
            src=src,
            alt=alt,
            # As attributes: as props they would become style and win over the classes.
            custom_attrs={"decoding": "async", "width": width, "height": height}
            | ({"fetchPriority": loading.pop("fetch_priority")} if first else {}),
            class_name=merged("block h-auto w-full bg-sunken object-cover", props),
            style={"aspectRatio": f"{width} / {height}"},
            **loading,
            **props,
        ),
    )


def swatch(colour: Text, label: Text, **props: Any) -> rx.Component:
    """A round sample of a colour value, named for screen readers."""
    return rx.el.span(
        role="img",
        aria_label=label,
        style={"background": colour},
        class_name=merged("inline-block size-5 rounded-full border border-control", props),
        **props,
    )
