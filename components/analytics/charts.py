"""Charts in the board's own dress, light and dark. Plotly loads here and nowhere else."""

from __future__ import annotations

import plotly.graph_objects as go
import reflex as rx
from plotly.graph_objs.layout import Template
from reflex_components_core.core.cond import color_mode_cond

from components.ui.card import card
from components.ui.kinds import Text
from components.ui.tokens import MEANINGS, SERIES, Mode

_FONT = '"Figtree", "Figtree Fallback", system-ui, sans-serif'


def _template(mode: Mode) -> Template:
    colours = MEANINGS[mode]
    axis = {
        "gridcolor": colours["line"],
        "zerolinecolor": colours["control"],
        "linecolor": colours["line"],
        "tickfont": {"color": colours["soft"], "size": 12},
        "ticks": "",
        "title": {"text": ""},
    }
    return Template(
        layout=go.Layout(
            font={"family": _FONT, "size": 13, "color": colours["ink"]},
            paper_bgcolor="rgba(0,0,0,0)",
            plot_bgcolor="rgba(0,0,0,0)",
            colorway=list(SERIES[mode]),
            xaxis=axis | {"showgrid": False},
            yaxis=axis,
            hoverlabel={
                "bgcolor": colours["raised"],
                "bordercolor": colours["control"],
                "font": {"family": _FONT, "color": colours["ink"], "size": 14},
            },
            showlegend=False,
        )
    )


def chart(title: str, figure: rx.Var[go.Figure], summary: Text, *, height: int = 320) -> rx.Component:
    """A figure of a fixed height under its title; `summary` says it in words."""
    template = color_mode_cond(light=rx.Var.create(_template("light")), dark=rx.Var.create(_template("dark")))
    return card(
        rx.el.h3(title, class_name="text-base font-bold"),
        rx.el.div(
            rx.plotly.basic(
                data=figure,
                template=template.to(Template),
                config={"displayModeBar": False, "responsive": True, "scrollZoom": False},
                use_resize_handler=True,
                style={"width": "100%", "height": f"{height}px"},
            ),
            role="img",
            aria_label=summary,
            style={"height": f"{height}px"},
            class_name="mt-2 overflow-hidden",
        ),
        class_name="min-w-0",
    )
