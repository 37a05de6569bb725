"""The form of a seller's promotion: the promotion that it describes, and that in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.pricing.promotion_schemas import PromotionInput, PromotionView
from state.typed_numbers import minor_of, whole

KINDS = [
    ("percentage", "A percentage off"),
    ("fixed", "An amount off"),
    ("buy_x_get_y", "Buy some, get some free"),
    ("free_shipping", "Free shipping"),
]
SCOPES = [("all", "All your products"), ("product", "Some products"), ("category", "Some categories")]
FIELDS = [
    "name",
    "percent",
    "amount",
    "buy_quantity",
    "get_quantity",
    "min_subtotal",
    "min_quantity",
    "code",
    "starts",
    "starts_time",
    "ends",
    "ends_time",
    "max_uses",
    "max_uses_per_shopper",
]
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_SCOPE_WORDS = {"product": ("product", "products"), "category": ("category", "categories")}


def wanted(
    form: Mapping[str, str], kind: str, scope: str, scope_ids: list[str], currency: str, zone: str
) -> PromotionInput:
    """The promotion that the form describes, on the clock of `zone`; a last day without a time is included.

    Raises InvalidInput naming the field that cannot be used.
    """
    code = form.get("code", "").strip()
    minimum = _amount(form.get("min_subtotal", ""), currency, "min_subtotal") or 0
    amount = (
        _amount(form.get("amount", ""), currency, "amount") if kind in {"fixed", "free_shipping"} else None
    )
    if not form.get("name", "").strip():
        raise InvalidInput("Give it a name; shoppers read it in their cart.", field="name")
    if kind == "fixed" and not amount:
        raise InvalidInput("Write how much it takes off.", field="amount")
    if scope != "all" and not scope_ids:
        raise InvalidInput(f"Choose at least one {_SCOPE_WORDS[scope][0]}.", field="scope_ids")
    is_units = kind == "buy_x_get_y"
    try:
        return PromotionInput(
            name=form["name"],
            kind=kind,  # type: ignore[arg-type]  # checked by the model
            percent=_percent(form.get("percent", "")) if kind == "percentage" else None,
            amount_minor=amount or None,
            currency=currency if amount or minimum else None,
            buy_quantity=_count(form.get("buy_quantity", ""), 99, "buy_quantity") or 0 if is_units else 0,
            get_quantity=_count(form.get("get_quantity", ""), 99, "get_quantity") or 0 if is_units else 0,
            scope=scope,  # type: ignore[arg-type]  # checked by the model
            scope_ids=frozenset(UUID(one) for one in scope_ids) if scope != "all" else frozenset(),
            min_subtotal_minor=minimum,
            min_quantity=_count(form.get("min_quantity", ""), 10_000, "min_quantity") or 0,
            starts_at=start_of(form.get("starts", ""), form.get("starts_time", ""), zone),
            ends_at=end_of(form.get("ends", ""), form.get("ends_time", ""), zone),
            is_stackable=bool(form.get("is_stackable")),
            max_uses=_count(form.get("max_uses", ""), 10**9, "max_uses"),
            max_uses_per_shopper=_count(form.get("max_uses_per_shopper", ""), 1000, "max_uses_per_shopper"),
            codes=(code,) if code else (),
        )
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        field = str(first["loc"][-1]) if first["loc"] else "buy_quantity" if is_units else "name"
        words = "Write how many are bought and how many are free." if is_units else f"{first['msg']}."
        raise InvalidInput(words, field=field) from problem


def start_of(day: str, hour: str, zone: str) -> datetime | None:
    """The moment of `day` at `hour` in `zone`, its first one without an hour; None for nothing.

    Raises InvalidInput (`starts`, `starts_time`).
    """
    return _moment(day, hour, zone, "starts")


def end_of(day: str, hour: str, zone: str) -> datetime | None:
    """The moment of `day` at `hour` in `zone`, the one after it without an hour; None for nothing.

    Raises InvalidInput (`ends`, `ends_time`).
    """
    return _moment(day, hour, zone, "ends", days_later=0 if hour.strip() else 1)


def _moment(day: str, hour: str, zone: str, field: str, *, days_later: int = 0) -> datetime | None:
    if not day.strip():
        if hour.strip():
            raise InvalidInput("Choose the day as well.", field=field)
        return None
    try:
        at = time.fromisoformat(hour.strip()) if hour.strip() else time()
    except ValueError as problem:
        raise InvalidInput("Write a time such as 18:00.", field=f"{field}_time") from problem
    try:
        date_ = date.fromisoformat(day.strip()) + timedelta(days=days_later)
        return datetime.combine(date_, at.replace(tzinfo=None), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise InvalidInput("Write a day such as 2026-12-01.", field=field) from problem


def count_of(text: str, field: str) -> int | None:
    """How often, None for without a limit. Raises InvalidInput."""
    return _count(text, 10**9, field)


def gives(one: PromotionView | PromotionInput) -> str:
    """`20 % off`, `$5.00 off`, `Buy 2, get 1 free`, `Free shipping`."""
    if one.kind == "percentage" and one.percent is not None:
        return f"{one.percent.normalize():f} % off"
    if one.kind == "buy_x_get_y":
        return f"Buy {one.buy_quantity}, get {one.get_quantity} free"
    amount = format_minor(one.amount_minor, one.currency) if one.amount_minor and one.currency else ""
    if one.kind == "fixed":
        return f"{amount} off"
    return f"Free shipping, up to {amount} a parcel" if amount else "Free shipping"


def covers(one: PromotionView | PromotionInput) -> str:
    """`all your products`, `3 products`."""
    if one.scope not in _SCOPE_WORDS:
        return "all your products" if one.scope in {"all", "seller"} else f"{len(one.scope_ids)} offers"
    singular, plural = _SCOPE_WORDS[one.scope]
    return f"{len(one.scope_ids)} {singular if len(one.scope_ids) == 1 else plural}"


def asks(one: PromotionView | PromotionInput) -> str:
    """` from $50.00`, ` from 3 pieces`; empty for no threshold."""
    found = []
    if one.min_subtotal_minor and one.currency:
        found.append(format_minor(one.min_subtotal_minor, one.currency))
    if one.min_quantity:
        found.append(f"{one.min_quantity:,} piece{'' if one.min_quantity == 1 else 's'}")
    return f" from {' and '.join(found)}" if found else ""


def period(starts_at: datetime | None, ends_at: datetime | None, zone: str) -> str:
    """`from 1 Dec 2026 to 24 Dec 2026, 18:00`; without a start from now on, without an end open."""
    first = f"from {_said(starts_at, zone)}" if starts_at else "from now on"
    return f"{first} to {_end(ends_at, zone)}" if ends_at else f"{first}, without an end"


def _end(ends_at: datetime, zone: str) -> str:
    """Its last day, whole; or its last moment."""
    if _is_midnight(ends_at, zone):
        return _day(ends_at - timedelta(microseconds=1), zone)
    return _said(ends_at, zone)


def sentence(one: PromotionInput, zone: str) -> str:
    """What a promotion will do, for the seller to read before it starts."""
    how = f"with the code {one.codes[0].upper()}" if one.codes else "without a code"
    limits = []
    if one.max_uses:
        limits.append(f"at most {one.max_uses:,} times")
    if one.max_uses_per_shopper:
        limits.append(f"{one.max_uses_per_shopper:,} per shopper")
    often = f", {', '.join(limits)}" if limits else ""
    on = "on " if one.kind in {"free_shipping", "buy_x_get_y"} else ""
    join = "" if one.is_stackable else " It is not combined with others."
    return (
        f"{gives(one)} {on}{covers(one)}{asks(one)}, {how}{often}, "
        f"{period(one.starts_at, one.ends_at, zone)}; you fund it.{join}"
    )


def as_typed(ends_at: datetime | None, zone: str) -> tuple[str, str]:
    """The end as a date field and a time field take it; no time at the end of a whole day."""
    if ends_at is None:
        return "", ""
    if _is_midnight(ends_at, zone):
        return (ends_at - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date().isoformat(), ""
    local = ends_at.astimezone(ZoneInfo(zone))
    return local.date().isoformat(), f"{local:%H:%M}"


def _is_midnight(at: datetime, zone: str) -> bool:
    return at.astimezone(ZoneInfo(zone)).time() == time()


def _said(at: datetime, zone: str) -> str:
    """The day, with its time unless it is the day's first moment."""
    hour = "" if _is_midnight(at, zone) else f", {at.astimezone(ZoneInfo(zone)):%H:%M}"
    return f"{_day(at, zone)}{hour}"


def _day(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %Y}"


def _percent(text: str) -> Decimal:
    digits = text.strip().removesuffix("%").strip()
    value = Decimal(digits.replace(",", ".")) if _PERCENT.fullmatch(digits) else Decimal(0)
    if not 0 < value <= 100:
        raise InvalidInput("Write a percentage above 0 and up to 100.", field="percent")
    return value


def _amount(text: str, currency: str, field: str) -> int | None:
    return minor_of(text, currency, field) if text.strip() else None


def _count(text: str, most: int, field: str) -> int | None:
    if not text.strip():
        return None
    count = whole(text, 1, most)
    if count is None:
        raise InvalidInput(f"Write a whole number from 1 to {most:,}, or nothing.", field=field)
    return count
