"""What a handler asks the browser to do: `yield effects.toast("Added to your cart")`.

Data only, never code: the receiver (`components/ui/effects.jsx`) listens under the ref name "agora".
Reflex's own `rx.toast`, `rx.call_script` and `rx.run_script` send code to be evaluated, which the content
security policy forbids.
"""

from typing import Literal

import reflex as rx
from reflex.event import EventSpec

Tone = Literal["positive", "notice", "negative"]


def toast(
    message: str,
    *,
    tone: Tone = "positive",
    detail: str = "",
    action_label: str = "",
    action_href: str = "",
    key: str = "",
) -> EventSpec:
    """Say for six seconds what happened; a toast with the same `key` replaces the earlier one."""
    return _do(
        "toast",
        message=message,
        tone=tone,
        detail=detail,
        action_label=action_label,
        action_href=action_href,
        id=key,
    )


def announce(text: str) -> EventSpec:
    """Tell screen readers only, such as "24 results"."""
    return _do("announce", text=text)


def flash(tone: Literal["positive", "negative"], *, sound: bool = True) -> EventSpec:
    """Answer a scan: the whole screen in the tone's colour for 300 ms, with its sound."""
    return _do("flash", tone=tone, sound=sound)


def open_dialog(dialog_id: str) -> EventSpec:
    """Open the dialog or sheet with this id."""
    return _do("open_dialog", id=dialog_id)


def close_dialog(dialog_id: str) -> EventSpec:
    """Close it; focus returns to what opened it."""
    return _do("close_dialog", id=dialog_id)


def visit(path: str) -> EventSpec:
    """Load a page afresh, as after signing in: the new socket then carries the new cookie."""
    return _do("visit", url=path)


def _do(action: str, **facts: str | bool) -> EventSpec:
    return rx.set_value("agora", {"do": action, **facts})
