"""Templates to messages, in the reader's language, number and date forms and time zone.

Each template is three files per language, `.subject`, `.txt` (plain) and `.html`; what is also told by text
message has a fourth, `.sms`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from backend.kit.config import settings
from backend.kit.locales import DEFAULT_LOCALE, DEFAULT_ZONE, language_of
from backend.kit.money import format_minor

TEMPLATES = Path(__file__).parent / "templates"
_YEAR = re.compile(r",? ?y$")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in words."""

    subject: str
    text: str
    html: str


def render(
    template: str, facts: Mapping[str, Any], *, locale: str = DEFAULT_LOCALE, time_zone: str = DEFAULT_ZONE
) -> Rendered:
    """A message from its template. Raises jinja2's UndefinedError when a fact is missing."""
    environment, known = _environment(language_of(locale)), _known(facts, locale, time_zone)
    return Rendered(
        subject=" ".join(environment.get_template(f"{template}.subject").render(known).split()),
        text=environment.get_template(f"{template}.txt").render(known).strip() + "\n",
        html=environment.get_template(f"{template}.html").render(known),
    )


def render_text(
    template: str, facts: Mapping[str, Any], *, locale: str = DEFAULT_LOCALE, time_zone: str = DEFAULT_ZONE
) -> str:
    """A text message, on one line. Raises jinja2's UndefinedError when a fact is missing."""
    words = _environment(language_of(locale)).get_template(f"{template}.sms")
    return " ".join(words.render(_known(facts, locale, time_zone)).split())


def _known(facts: Mapping[str, Any], locale: str, time_zone: str) -> dict[str, Any]:
    language = language_of(locale)
    return {
        "public_url": settings().agora_public_url,
        "language": language,
        # Whose language we do not write in reads English with English numbers, not a mixture.
        "locale": locale if locale.startswith(language) else DEFAULT_LOCALE,
        "time_zone": time_zone,
        **facts,
    }


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES / language, TEMPLATES]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"money": _money, "day": _day, "moment": _moment}
    return environment


@pass_context
def _money(context: Context, amount_minor: int, currency: str) -> str:
    return format_minor(amount_minor, currency, context["locale"])


@pass_context
def _day(context: Context, value: date | datetime | str) -> str:
    """A day without its year. It is one of the destination already: a time zone would move it."""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    locale = Locale.parse(context["locale"])
    return format_date(day, _YEAR.sub("", locale.date_formats["full"].pattern), locale=locale)


@pass_context
def _moment(context: Context, value: datetime) -> str:
    """A moment on the reader's clock, with the name of its zone."""
    locale, zone = context["locale"], ZoneInfo(context["time_zone"])
    local = value.astimezone(zone)
    day = format_date(local, "long", locale=locale)
    hour = format_time(local, "short", tzinfo=zone, locale=locale)
    return f"{day}, {hour} {get_timezone_name(local, width='short', locale=locale)}"
