"""Templates to messages: each is three files, `.subject`, `.txt` (plain) and `.html`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from backend.kit.config import settings
from backend.kit.money import format_minor

_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words."""

    subject: str
    text: str
    html: str


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["money"] = format_minor
    environment.filters["day"] = _day
    return environment


def _day(value: date | datetime | str, locale: str = "en_US") -> str:
    moment = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return format_date(moment, "EEEE, MMMM d", locale=locale)


def render(template: str, facts: Mapping[str, Any]) -> Rendered:
    """A message from its template. Raises jinja2's UndefinedError when a fact is missing."""
    environment = _environment()
    known = {"public_url": settings().agora_public_url, **facts}
    return Rendered(
        subject=" ".join(environment.get_template(f"{template}.subject").render(known).split()),
        text=environment.get_template(f"{template}.txt").render(known).strip() + "\n",
        html=environment.get_template(f"{template}.html").render(known),
    )
