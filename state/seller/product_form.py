"""The form of a new product: what it asks for, and the product that it describes."""

from dataclasses import dataclass
from itertools import product as combinations
from typing import Any

from pydantic import ValidationError

from backend.catalog.schemas import AttributeView, ProductDraft, VariantDraft
from backend.kit.errors import InvalidInput
from state.seller.amounts import minor_of, minor_or_none, pieces_of
from state.typed_numbers import whole

MOST_VARIANTS = 60
OPTIONS = ("first", "second")


@dataclass(frozen=True)
class Attribute:
    """A field of the category's form."""

    code: str
    label: str
    kind: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class VariantRow:
    """A variant to fill in; `key` names its fields."""

    key: str
    name: str
    options: dict[str, str]


def attribute_of(one: AttributeView) -> Attribute:
    """An attribute as a field of the form."""
    choices = [("yes", "Yes"), ("no", "No")] if one.kind == "boolean" else [(c, c) for c in one.choices]
    label = f"{one.label} ({one.unit})" if one.unit else one.label
    return Attribute(one.code, label, one.kind, [("", "Not stated"), *choices] if choices else [])


def variants_of(names: dict[str, str], values: dict[str, str]) -> list[VariantRow]:
    """Every combination of the options' values; one row without options. Raises InvalidInput for too many."""
    axes = []
    for which in OPTIONS:
        chosen = list(dict.fromkeys(value.strip() for value in values[which].split(",") if value.strip()))
        if names[which] and chosen:
            axes.append((names[which], chosen))
    rows = [
        dict(zip([name for name, _ in axes], one, strict=True)) for one in combinations(*(v for _, v in axes))
    ]
    if len(rows) > MOST_VARIANTS:
        raise InvalidInput(
            f"That makes {len(rows)} variants; a product has at most {MOST_VARIANTS}.", field="options"
        )
    return [
        VariantRow(str(number), ", ".join(row.values()) or "The product", row)
        for number, row in enumerate(rows)
    ]


def draft_of(form: dict[str, Any], category: str, codes: list[str], rows: list[VariantRow]) -> ProductDraft:
    """The product that the form describes. Raises InvalidInput naming the field that cannot be used."""

    def text(name: str) -> str:
        return str(form.get(name) or "").strip()

    if not category:
        raise InvalidInput("Choose a category; its attributes are asked for then.", field="category")
    try:
        return ProductDraft(
            title=text("title"),
            description=text("description"),
            brand=text("brand"),
            category_slug=category,
            highlights=[line.strip() for line in text("highlights").splitlines() if line.strip()],
            specifications={code: text(f"attribute-{code}") for code in codes if text(f"attribute-{code}")},
            option_names=list(rows[0].options),
            variants=[
                VariantDraft(
                    sku=text(f"sku-{row.key}"),
                    barcode=text(f"barcode-{row.key}") or None,
                    options=row.options,
                    price_minor=minor_of(text(f"price-{row.key}"), "price"),
                    compare_at_minor=minor_or_none(text(f"was-{row.key}"), "compare_at"),
                    max_per_order=_limit_of(text(f"limit-{row.key}")),
                    weight_grams=pieces_of(text(f"weight-{row.key}") or "0", "weight"),
                )
                for row in rows
            ],
        )
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        field = str(first["loc"][-1])
        raise InvalidInput(
            f"{field.replace('_', ' ').capitalize()}: {first['msg'].lower()}.", field=field
        ) from problem


def _limit_of(text: str) -> int | None:
    limit = whole(text, 1, 99) if text else None
    if text and limit is None:
        raise InvalidInput("Write a whole number from 1 to 99, or nothing.", field="max_per_order")
    return limit


def stock_of(form: dict[str, Any], rows: list[VariantRow]) -> dict[str, int]:
    """Pieces in stock by SKU. Raises InvalidInput."""
    stock = {}
    for row in rows:
        sku = str(form.get(f"sku-{row.key}") or "").strip()
        stock[sku] = pieces_of(str(form.get(f"stock-{row.key}") or "0"), "stock")
    return stock
