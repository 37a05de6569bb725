"""From the grammar to products: values, words, variants, prices and stock."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product as combinations
from random import Random

from app.demo.catalogue.categories import ABSENT, department_of
from app.demo.catalogue.grammar import PRODUCT_TYPES
from app.demo.catalogue.grammar.definition import (
    Axis,
    By,
    Draw,
    ProductType,
    Style,
    Wording,
    draw,
    holds,
    named,
    sentence,
    write,
)
from app.demo.catalogue.model import (
    AttributeKind,
    Category,
    Offer,
    OptionAxis,
    PictureSpec,
    Product,
    Seller,
    SpecificationValue,
    Variant,
)
from app.demo.catalogue.prices import ENDINGS, charm
from app.demo.catalogue.sellers import SELLERS
from app.demo.pictures.attributes import ATTRIBUTES

VARIATIONS = 12
"""How many ways the same picture may differ in its details."""

_MISSING_SHARE = 0.09
_SOLD_OUT_SHARE = 0.05
_LOW_STOCK_SHARE = 0.08
_SECOND_SELLER_SHARE = 0.24
_SALE_SHARE = 0.2
_BULKY_GRAMS = 12_000
_ATTEMPTS = 120
_NUMERALS = ("II", "III", "IV", "V", "VI", "VII", "VIII")

_SMALL_WORDS = frozenset({"and", "with", "of", "to", "on", "in", "or", "by", "de"})
_UNITS = frozenset({"mm", "cm", "ml", "kg", "g", "l", "inch"})
# Values that are names already and keep their own capitals.
_PROPER = frozenset({"brand", "series", "noun", "name", "scene"})

Values = dict[str, SpecificationValue]


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower()).strip("-")


def ean13(number: int) -> str:
    """An in-store EAN-13 (prefix 2, GS1 General Specifications 1.4.4) with its check digit."""
    digits = f"2{number % 10**11:011d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is common to all variants of a product before they are priced and stocked."""

    kind: ProductType
    style: Style
    values: Values
    tier: float
    colours: tuple[str, ...]
    axes: tuple[tuple[Axis, int, int], ...]
    variation: int


def _draw_all(draws: Mapping[str, Draw], values: Values, tier: float, rng: Random) -> None:
    """Draw every value, those that follow from others after them."""
    waiting = dict(draws)
    while waiting:
        ready = [
            code
            for code, what in waiting.items()
            if not (isinstance(what, By) and what.code in waiting)
            and not (isinstance(what, Wording) and named(what.template) & waiting.keys())
        ]
        if not ready:
            raise ValueError(f"draws wait for each other: {sorted(waiting)}")
        for code in ready:
            values[code] = draw(waiting.pop(code), values, tier, rng)


def _plan(kind: ProductType, rng: Random) -> _Plan:
    style = rng.choices(kind.styles, [style.share for style in kind.styles])[0]
    tier = rng.betavariate(2.0, 2.2)
    values: Values = {
        "brand": rng.choice(kind.brands),
        "series": rng.choice(kind.series),
        "noun": style.noun,
    }
    _draw_all({**kind.draws, **style.draws}, values, tier, rng)
    palette = style.colours or kind.colours
    fewest, most = style.colour_count or kind.colour_count
    colours = rng.sample(palette, min(len(palette), rng.randint(fewest, most)))
    axes = []
    for axis in style.axes or kind.axes:
        length = rng.randint(axis.at_least, max(axis.at_least, min(axis.at_most, len(axis.values))))
        start = rng.randint(0, len(axis.values) - length)
        axes.append((axis, start, length))
    return _Plan(kind, style, values, tier, tuple(colours), tuple(axes), rng.randrange(VARIATIONS))


def _capital(word: str) -> str:
    # Both halves of a compound get one: Full-Grain, Hard-Shell.
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _titled(text: str) -> str:
    return " ".join(
        word if word in _SMALL_WORDS or word in _UNITS else _capital(word) for word in text.split(" ")
    )


def _title(plan: _Plan, rng: Random) -> str:
    values = {
        code: value if code in _PROPER else _titled(value) if isinstance(value, str) else value
        for code, value in plan.values.items()
    }
    title = write(rng.choice(plan.style.titles), values, rng)
    palette = plan.style.colours or plan.kind.colours
    only = plan.colours[0]
    if plan.kind.names_colour and len(plan.colours) == 1 < len(palette) and only not in title:
        return f"{title}, {only}"
    return title


def _description(plan: _Plan, rng: Random) -> str:
    kind, values = plan.kind, plan.values
    details = [text for text in kind.details if holds(text, values)]
    closings = [text for text in kind.closings if holds(text, values)]
    chosen = [rng.choice([text for text in plan.style.openings if holds(text, values)])]
    chosen += sorted(rng.sample(details, min(len(details), rng.choice((1, 2, 2)))), key=details.index)
    if rng.random() < 0.75 or len(chosen) < 2:
        chosen.append(rng.choice(closings))
    return " ".join(sentence(text, values, rng) for text in chosen)


def _highlights(plan: _Plan, rng: Random) -> tuple[str, ...]:
    written: dict[str, str] = {}
    for text in (*plan.style.bullets, *plan.kind.bullets):
        if holds(text, plan.values):
            bullet = sentence(text, plan.values, rng)
            # A shorter bullet that an earlier one already contains says nothing new.
            if not any(bullet.lower() in earlier for earlier in written):
                written[bullet.lower()] = bullet
    return tuple(written.values())[:5]


def _specifications(plan: _Plan) -> dict[str, SpecificationValue]:
    chosen_by_shopper = {axis.code for axis, _, _ in plan.axes}
    found: dict[str, SpecificationValue] = {}
    for attribute in plan.kind.attributes:
        value = plan.values.get(attribute.code)
        if value is None or attribute.code in chosen_by_shopper or value in ABSENT:
            continue
        if attribute.kind is AttributeKind.NUMBER and attribute.unit and not value:
            continue  # zero volts or hours means that the thing has none, not that it measures zero
        found[attribute.code] = value
    return found


def _leading_number(text: str) -> float | None:
    match = re.match(r"-?\d+(?:\.\d+)?", text)
    return float(match[0]) if match else None


def _picture(plan: _Plan, colour: str, options: Mapping[str, str], hue: int, rng: Random) -> PictureSpec:
    """The picture's attributes, each moved to the nearest value that the picture can show."""
    known = ATTRIBUTES[plan.kind.key]
    context = {**plan.values, **options, "colour": colour}
    attributes: dict[str, SpecificationValue] = {}
    for name, what in {**plan.kind.picture, **plan.style.picture}.items():
        value = draw(what, context, plan.tier, rng)
        if isinstance(value, str):
            value = write(value, context, rng)
        allowed = known[name]
        if isinstance(allowed[0], int):
            size = _leading_number(str(value))
            if size is None:
                raise ValueError(f"{plan.kind.key}.{name}: no number in {value!r}")
            value = min(allowed, key=lambda candidate, size=size: abs(int(candidate) - size))
        attributes[name] = value
    return PictureSpec(plan.kind.key, colour, attributes, hue, plan.variation)


def _code(value: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper())[:6]


class _Shelf:
    """Gives products their sellers, prices and stock."""

    def __init__(self, kind: ProductType, plan: _Plan, rng: Random) -> None:
        department = department_of(kind)
        candidates = [seller for seller in SELLERS if department in seller.departments]
        # A brand has one home, so that its whole range is found with the same seller.
        home = Random(f"{kind.group}:{plan.values['brand']}").choice(candidates)
        others = [seller for seller in candidates if seller is not home]
        extra = rng.choice((1, 1, 2)) if rng.random() < _SECOND_SELLER_SHARE else 0
        self._sellers = (home, *rng.sample(others, min(extra, len(others))))
        self._ending = ENDINGS[sum(map(ord, str(plan.values["brand"]))) % len(ENDINGS)]
        brand_level = 0.94 + 0.12 * (sum(map(ord, str(plan.values["brand"])[::2])) % 10) / 9
        low, high = plan.style.price
        dollars = low * (high / low) ** min(1.0, max(0.0, plan.tier + rng.uniform(-0.08, 0.08)))
        self._base = min(high, max(low, dollars * brand_level)) * 100
        self._discount = rng.choice((0.1, 0.15, 0.15, 0.2, 0.25, 0.3)) if rng.random() < _SALE_SHARE else 0.0
        # What costs less sells in greater numbers and is stocked so.
        self._typical = max(4.0, min(70.0, 900 / (dollars**0.62)))
        self._rng = rng

    def offers(self, factor: float, grams: int) -> tuple[Offer, ...]:
        rng = self._rng
        condition = rng.random()
        made = []
        for place, seller in enumerate(self._sellers):
            if place and rng.random() < 0.25:
                continue
            shift = 1.0 if place == 0 else rng.uniform(0.95, 1.07)
            price = charm(self._base * factor * shift, self._ending if place == 0 else 99)
            was = charm(price / (1 - self._discount), self._ending) if self._discount and place == 0 else None
            stock = self._stock(seller, condition, place)
            made.append(
                Offer(
                    seller.slug,
                    price,
                    was if was is not None and was > price else None,
                    seller.handling_days + (2 if grams > _BULKY_GRAMS else 0),
                    stock,
                    min(3, sum(stock.values()) // 15),
                )
            )
        return tuple(made)

    def _stock(self, seller: Seller, condition: float, place: int) -> dict[str, int]:
        rng = self._rng
        if condition < _SOLD_OUT_SHARE:
            return dict.fromkeys(seller.warehouses, 0)
        if condition < _SOLD_OUT_SHARE + _LOW_STOCK_SHARE:
            held = dict.fromkeys(seller.warehouses, 0)
            if place == 0:
                held[rng.choice(seller.warehouses)] = rng.randint(1, 4)
            return held
        return {
            code: 0 if rng.random() < 0.12 else 2 + int(rng.expovariate(1 / self._typical))
            for code in seller.warehouses
        }


def _variants(
    plan: _Plan, number: int, hue: int, rng: Random, barcodes: Iterator[int]
) -> tuple[tuple[OptionAxis, ...], tuple[Variant, ...]]:
    kind = plan.kind
    shelf = _Shelf(kind, plan, rng)
    grams = round(rng.uniform(*plan.style.grams), -1)
    names = [axis.name for axis, _, _ in plan.axes]
    runs = [range(start, start + length) for _, start, length in plan.axes]
    several = len(plan.colours) > 1
    every = [(colour, places) for colour in plan.colours for places in combinations(*runs)]
    kept = every
    if several and len(every) >= 6 and plan.axes:
        kept = [one for one in every if rng.random() >= _MISSING_SHARE]
        # Each colour and each size stays buyable somewhere.
        if {c for c, _ in kept} != set(plan.colours) or any(
            {places[index] for _, places in kept} != set(run) for index, run in enumerate(runs)
        ):
            kept = every
    stem = f"{_code(str(plan.values['brand']))[:3]}-{_code(kind.key)[:5]}-{number:05d}"
    variants: list[Variant] = []
    used: set[str] = set()
    for colour, places in kept:
        picked = {axis.code: axis.values[at] for (axis, _, _), at in zip(plan.axes, places, strict=True)}
        steps = sum(axis.price_step * at for (axis, _, _), at in zip(plan.axes, places, strict=True))
        heavier = sum(axis.weight_step * at for (axis, _, _), at in zip(plan.axes, places, strict=True))
        options = {kind.colour_name: colour} if several else {}
        options |= dict(zip(names, picked.values(), strict=True))
        sku = "-".join((stem, *(_code(value) for value in options.values())))
        if sku in used:
            sku = f"{sku}-{len(variants) + 1}"
        used.add(sku)
        # One rng state per product and picture: equal options must give equal pictures.
        picture = _picture(plan, colour, picked, hue, Random(f"{stem}:{plan.variation}"))
        weight = max(5, int(grams * (1 + heavier)))
        variants.append(
            Variant(sku, ean13(next(barcodes)), options, picture, weight, shelf.offers(1 + steps, weight))
        )
    axes = [OptionAxis(kind.colour_name, plan.colours)] if several else []
    axes += [OptionAxis(axis.name, axis.values[start : start + length]) for axis, start, length in plan.axes]
    return tuple(axes), tuple(variants)


def _barcode_numbers(seed: int) -> Iterator[int]:
    # 7,368,787 is prime, so the walk meets each of the 10^11 numbers once before it repeats.
    place = Random(f"{seed}:barcodes").randrange(10**11)
    while True:
        yield place
        place = (place + 7_368_787) % 10**11


def counts(total: int) -> dict[str, int]:
    """How many products of each type make about `total`, at least three of each."""
    shares = sum(kind.share for kind in PRODUCT_TYPES.values())
    return {key: max(3, round(total * kind.share / shares)) for key, kind in PRODUCT_TYPES.items()}


def products(seed: int, total: int, leaves: Mapping[str, Category]) -> tuple[Product, ...]:
    """About `total` products, type by type; `leaves` maps a product type to its category."""
    made: list[Product] = []
    slugs: set[str] = set()
    barcodes = _barcode_numbers(seed)
    for key, count in counts(total).items():
        kind, leaf = PRODUCT_TYPES[key], leaves[key]
        rng = Random(f"{seed}:products:{key}")
        lines: set[tuple[SpecificationValue, SpecificationValue]] = set()
        for _ in range(count):
            plan, title = _fresh(kind, rng, lines, slugs)
            slug = slugify(title)
            slugs.add(slug)
            options, variants = _variants(plan, len(made) + 1, leaf.hue, rng, barcodes)
            made.append(
                Product(
                    slug,
                    title,
                    _description(plan, rng),
                    str(plan.values["brand"]),
                    leaf.slug,
                    key,
                    leaf.hue,
                    _highlights(plan, rng),
                    _specifications(plan),
                    kind.tax,
                    options,
                    variants,
                )
            )
    return tuple(made)


def _fresh(
    kind: ProductType,
    rng: Random,
    lines: set[tuple[SpecificationValue, SpecificationValue]],
    slugs: set[str],
) -> tuple[_Plan, str]:
    """A plan whose title is new, and whose brand has not used the series name yet if possible."""
    named_by_series = any("{series}" in title for style in kind.styles for title in style.titles)
    for attempt in range(_ATTEMPTS):
        plan = _plan(kind, rng)
        if attempt >= _ATTEMPTS // 2:
            plan.values["series"] = f"{plan.values['series']} {rng.choice(_NUMERALS)}"
        line = (plan.values["brand"], plan.values["series"])
        title = _title(plan, rng)
        if slugify(title) in slugs or (named_by_series and line in lines):
            continue
        lines.add(line)
        return plan, title
    raise ValueError(f"the grammar of {kind.key} has no new title left")
