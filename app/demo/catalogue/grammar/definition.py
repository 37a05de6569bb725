"""How a product type is described: what varies, within which bounds, and how it is put into words.

Templates know three things: `{code}` is a drawn value (`{code:l}` lower case, `{code:t}` title case),
`[one|two]` picks one of its parts, and `a(n)` becomes the article that fits the next word. A sentence
that starts with `?code:` is said only when that value is true; `?code=value:` when it equals the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from app.demo.catalogue.model import AttributeKind, SpecificationValue, TaxClass


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the values, independent of how good the product is."""

    values: tuple[SpecificationValue, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """One of the values, the later the better the product is."""

    values: tuple[SpecificationValue, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A number from low to high in steps that grows with the product's tier (`falls`: shrinks)."""

    low: float
    high: float
    step: float = 1
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Chance:
    """True for about this share of products, more often the better they are."""

    share: float


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made from a template of values drawn before it."""

    template: str


@dataclass(frozen=True, slots=True)
class By:
    """A value that follows from another value; without a match, the entry under "" applies."""

    code: str
    values: Mapping[SpecificationValue, Draw]


Draw = Pick | Ladder | Span | Chance | Wording | By | SpecificationValue


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed fact that a type's products state; it becomes an attribute of their category."""

    code: str
    label: str
    kind: AttributeKind
    unit: str | None = None
    facet: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An option shoppers choose: a run of the values, priced `price_step` (share of base) per place."""

    code: str
    name: str
    values: tuple[str, ...]
    price_step: float = 0.0
    weight_step: float = 0.0
    at_least: int = 2
    at_most: int = 8


@dataclass(frozen=True, slots=True)
class Style:
    """One recognisable kind within a type, such as "Standing Desk"; `price` is in whole dollars."""

    noun: str
    price: tuple[float, float]
    grams: tuple[int, int]
    openings: tuple[str, ...]
    titles: tuple[str, ...] = ("{brand} {series} {noun}",)
    share: float = 1.0
    bullets: tuple[str, ...] = ()
    draws: Mapping[str, Draw] = field(default_factory=dict)
    axes: tuple[Axis, ...] = ()
    colours: tuple[str, ...] = ()
    colour_count: tuple[int, int] | None = None
    picture: Mapping[str, Draw] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewVoice:
    """What owners of this type talk about; `plural` things are spoken of as "they"."""

    thing: str
    praise: tuple[str, ...]
    gripes: tuple[str, ...]
    uses: tuple[str, ...]
    plural: bool = False


@dataclass(frozen=True, slots=True)
class ProductType:
    """One leaf of the catalogue: its makers, styles, facts and words.

    `share` weighs how many products there are, `demand` how well each sells; `goes_with` names types
    bought together with it; `names_colour` puts the only colour into the title.
    """

    key: str
    slug: str
    name: str
    group: str
    brands: tuple[str, ...]
    series: tuple[str, ...]
    colours: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    styles: tuple[Style, ...]
    details: tuple[str, ...]
    closings: tuple[str, ...]
    bullets: tuple[str, ...]
    voice: ReviewVoice
    queries: tuple[str, ...]
    goes_with: tuple[str, ...]
    season: str = "even"
    share: float = 1.0
    demand: float = 1.0
    tax: TaxClass = TaxClass.STANDARD
    draws: Mapping[str, Draw] = field(default_factory=dict)
    axes: tuple[Axis, ...] = ()
    colour_name: str = "Colour"
    colour_count: tuple[int, int] = (1, 4)
    names_colour: bool = True
    picture: Mapping[str, Draw] = field(default_factory=dict)


def choice(code: str, label: str, *, facet: bool = True) -> Attribute:
    """One of listed values."""
    return Attribute(code, label, AttributeKind.CHOICE, None, facet)


def number(code: str, label: str, unit: str | None = None, *, facet: bool = False) -> Attribute:
    """A measure, with its unit where it has one."""
    return Attribute(code, label, AttributeKind.NUMBER, unit, facet)


def flag(code: str, label: str, *, facet: bool = True) -> Attribute:
    """Yes or no."""
    return Attribute(code, label, AttributeKind.BOOLEAN, None, facet)


def text(code: str, label: str) -> Attribute:
    """Free words."""
    return Attribute(code, label, AttributeKind.TEXT)


def pick(*values: SpecificationValue) -> Pick:
    """Any of the values."""
    return Pick(values)


def ladder(*values: SpecificationValue) -> Ladder:
    """The values from the plainest product to the finest."""
    return Ladder(values)


_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_VALUE = re.compile(r"\{(\w+)(?::(\w))?\}")
_ARTICLE = re.compile(r"\b([Aa])\(n\) (\w+)")
_SPOKEN_VOWEL = re.compile(r"\b([Aa]) (?=(?:8\d*|11|18)\b)")
_CONDITION = re.compile(r"\?(\w+)(?:=([^:]+))?:\s*")
# Vowel letters that are not vowel sounds, and the reverse, among words that templates can meet.
_CONSONANT_SOUND = re.compile(r"(?:uni|use|usb|eu|one)", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"(?:[aeiou]|hour|honest|8|11\b|18\b|LED|LCD|HD|SD|XL|S\b|M\b|L\b)")


def holds(sentence: str, values: Mapping[str, SpecificationValue]) -> bool:
    """Whether the sentence's condition, if it has one, is met."""
    condition = _CONDITION.match(sentence)
    if condition is None:
        return True
    code, expected = condition.groups()
    value = values.get(code, False)
    return str(value) in expected.split("/") if expected is not None else bool(value)


def bare(text: str) -> str:
    """The sentence without its condition."""
    return _CONDITION.sub("", text, count=1) if text.startswith("?") else text


def shown(value: SpecificationValue) -> str:
    """The value as people write it: 5 rather than 5.0, yes and no for flags."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int) and value >= 10_000:
        return f"{value:,}"
    return str(value)


def named(template: str) -> set[str]:
    """The codes of the values that a template uses."""
    return {match[1] for match in _VALUE.finditer(template)}


def write(template: str, values: Mapping[str, SpecificationValue], rng: Random) -> str:
    """Fill a template. Raises KeyError when it names a value that was not drawn."""
    template = bare(template)
    while True:
        template, replaced = _CHOICE.subn(lambda m: rng.choice(m[1].split("|")), template)
        if not replaced:
            break

    def fill(match: re.Match[str]) -> str:
        value = shown(values[match[1]])
        return {"l": value.lower, "t": value.title, None: value.__str__}[match[2]]()

    filled = _VALUE.sub(fill, template)

    def article(match: re.Match[str]) -> str:
        word = match[2]
        vowel = bool(_VOWEL_SOUND.match(word.lower()) or _VOWEL_SOUND.match(word))
        vowel = vowel and not _CONSONANT_SOUND.match(word)
        return f"{match[1]}{'n' if vowel else ''} {word}"

    filled = _SPOKEN_VOWEL.sub(r"\1n ", _ARTICLE.sub(article, filled))
    return re.sub(r"\s{2,}", " ", filled).strip()


def sentence(template: str, values: Mapping[str, SpecificationValue], rng: Random) -> str:
    """A template written out as a sentence or bullet: its first letter is a capital."""
    written = write(template, values, rng)
    return written[:1].upper() + written[1:]


def draw(
    what: Draw, values: Mapping[str, SpecificationValue], tier: float, rng: Random
) -> SpecificationValue:
    """Draw one value for a product of the given tier (0 the plainest, 1 the finest)."""
    level = min(0.999, max(0.0, tier + rng.uniform(-0.18, 0.18)))
    match what:
        case Pick(choices):
            return rng.choice(choices)
        case Ladder(choices):
            return choices[int(level * len(choices))]
        case Span(low, high, step, falls):
            steps = round((high - low) / step)
            place = round((1 - level if falls else level) * steps)
            value = low + place * step
            whole = float(step).is_integer() and float(low).is_integer()
            return round(value) if whole else round(value, 2)
        case Chance(share):
            return rng.random() < min(0.97, share * (0.6 + 0.8 * tier))
        case Wording(template):
            return write(template, values, rng)
        case By(code, choices):
            found = choices.get(values[code])
            return draw(choices[""] if found is None else found, values, tier, rng)
        case _:
            return what


def possible(what: Draw) -> tuple[SpecificationValue, ...]:
    """Every value a draw can give; only for draws that list their values."""
    match what:
        case Pick(choices) | Ladder(choices):
            return choices
        case By(_, choices):
            return tuple(value for inner in choices.values() for value in possible(inner))
        case Span() | Chance() | Wording():
            raise TypeError(f"a choice attribute needs listed values, not {what!r}")
        case _:
            return (what,)
