"""Departments, groups and leaves; every leaf sells one product type."""

from __future__ import annotations

from app.demo.catalogue.grammar import PRODUCT_TYPES
from app.demo.catalogue.grammar.definition import Attribute, ProductType, possible
from app.demo.catalogue.model import AttributeKind, Category, CategoryAttribute

# Drawn values that mean "has none": left out of specifications and choices.
ABSENT = frozenset({"", "None", "Nothing"})

# Department: name, hue of its backdrops, groups (slug, name) in order.
_DEPARTMENTS: dict[str, tuple[str, int, tuple[tuple[str, str], ...]]] = {
    "electronics": (
        "Electronics",
        222,
        (
            ("audio", "Audio"),
            ("computers", "Computers & Accessories"),
            ("phones-wearables", "Phones & Wearables"),
            ("tv-camera", "TV & Cameras"),
        ),
    ),
    "furniture": (
        "Furniture",
        38,
        (("home-office", "Home Office"), ("living-room", "Living Room"), ("bedroom", "Bedroom")),
    ),
    "home-decor": (
        "Home & Decor",
        95,
        (("lighting", "Lighting"), ("textiles", "Textiles"), ("decor", "Decoration")),
    ),
    "kitchen-dining": (
        "Kitchen & Dining",
        18,
        (("appliances", "Small Appliances"), ("cookware", "Cookware"), ("tableware", "Tableware & To Go")),
    ),
    "clothing": (
        "Clothing",
        335,
        (("tops", "Tops"), ("outerwear", "Outerwear"), ("bottoms-dresses", "Dresses, Skirts & Jeans")),
    ),
    "shoes-accessories": (
        "Shoes & Accessories",
        300,
        (("shoes", "Shoes"), ("bags", "Bags & Luggage"), ("accessories-small", "Hats, Watches & More")),
    ),
    "sports-outdoors": (
        "Sports & Outdoors",
        152,
        (
            ("cycling", "Cycling"),
            ("fitness", "Fitness"),
            ("ball-sports", "Ball Sports"),
            ("camping", "Camping"),
        ),
    ),
    "kids-pets": ("Kids & Pets", 48, (("toys", "Toys"), ("baby", "Baby"), ("pets", "Pets"))),
    "beauty": ("Beauty", 350, (("scent", "Fragrance"), ("make-up", "Make-up"), ("hair", "Hair Care"))),
    "books-stationery": (
        "Books & Stationery",
        262,
        (("reading", "Reading"), ("stationery", "Stationery")),
    ),
    "tools-garden": ("Tools & Garden", 122, (("tools", "Tools"), ("garden", "Garden"))),
}

_DEPARTMENT_OF_GROUP = {
    group: department for department, (_, _, groups) in _DEPARTMENTS.items() for group, _ in groups
}


def department_of(kind: ProductType) -> str:
    """Slug of the department that sells the type."""
    return _DEPARTMENT_OF_GROUP[kind.group]


def _choices(kind: ProductType, attribute: Attribute) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for style in kind.styles:
        drawn = {**kind.draws, **style.draws}.get(attribute.code)
        if drawn is None:
            continue
        found.update(dict.fromkeys(str(value) for value in possible(drawn)))
    return tuple(value for value in found if value not in ABSENT)


def _attribute(kind: ProductType, attribute: Attribute) -> CategoryAttribute:
    choices = _choices(kind, attribute) if attribute.kind is AttributeKind.CHOICE else ()
    return CategoryAttribute(
        attribute.code, attribute.label, attribute.kind, attribute.unit, attribute.facet, choices
    )


def categories() -> tuple[Category, ...]:
    """The whole tree, parents before children, positions counted among siblings."""
    tree: list[Category] = []
    for position, (department, (name, hue, groups)) in enumerate(_DEPARTMENTS.items()):
        tree.append(Category(department, name, None, position, hue))
        leaves = [kind for kind in PRODUCT_TYPES.values() if department_of(kind) == department]
        for group_position, (group, group_name) in enumerate(groups):
            members = [kind for kind in leaves if kind.group == group]
            tree.append(Category(group, group_name, department, group_position, hue))
            for leaf_position, kind in enumerate(members):
                # Neighbours share a family of backdrops without being the same.
                spread = (leaves.index(kind) * 48) // max(1, len(leaves) - 1) - 24
                tree.append(
                    Category(
                        kind.slug,
                        kind.name,
                        group,
                        leaf_position,
                        (hue + spread) % 360,
                        tuple(_attribute(kind, attribute) for attribute in kind.attributes),
                        kind.key,
                    )
                )
    return tuple(tree)
