"""Categories, what their products can be said to be, and where a product stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.errors import CategoryNotFound
from backend.catalog.models import Category, CategoryAttribute
from backend.catalog.policy import specification_text
from backend.catalog.schemas import AttributeView, CategoryView, Crumb, FacetDefinition, SpecificationView
from backend.kit.cache import NearCache

# Seconds that a category's name, way and rules may lag on the pages of its products.
_PLACE_LAG_S = 10
_places: NearCache["ProductPlace"] = NearCache(size=2_000, ttl_s=_PLACE_LAG_S)


def category_tree(session: Session) -> tuple[CategoryView, ...]:
    """Every category, parents before their children."""
    return tuple(_category_view(category) for category in repository.all_categories(session))


def category_by_slug(session: Session, slug: str) -> tuple[CategoryView, tuple[Crumb, ...]]:
    """A category and the way to it. Raises CategoryNotFound."""
    category = repository.category_with_slug(session, slug)
    if category is None:
        raise CategoryNotFound("There is no such category. Browse from the home page instead.")
    return _category_view(category), _crumbs(session, category.path)


def facets_of(session: Session, slug: str) -> tuple[FacetDefinition, ...]:
    """What shoppers of a category filter by, beside price, brand and rating."""
    category = repository.category_with_slug(session, slug)
    if category is None:
        return ()
    return tuple(
        FacetDefinition(code=rule.code, label=rule.label, kind=rule.kind, unit=rule.unit)
        for rule in repository.attributes_of(session, [category.id])
        if rule.is_facet
    )


def attributes_of(session: Session, slug: str) -> tuple[AttributeView, ...]:
    """What a product of the category can be said to be, in the order it is shown. Raises CategoryNotFound."""
    category = repository.category_with_slug(session, slug)
    if category is None:
        raise CategoryNotFound(f"There is no category {slug!r}.", field="category_slug")
    return tuple(
        AttributeView(rule.code, rule.label, rule.kind, rule.unit, tuple(rule.choices))
        for rule in repository.attributes_of(session, [category.id])
    )


@dataclass(frozen=True, slots=True)
class ProductPlace:
    """Where products stand: their category, the way there, the rules of their specifications."""

    category: CategoryView
    crumbs: tuple[Crumb, ...]
    _rules: tuple[CategoryAttribute, ...]

    def specified(self, values: Mapping[str, Any]) -> tuple[SpecificationView, ...]:
        """A product's specifications in words, in the category's order."""
        return tuple(
            SpecificationView(rule.code, rule.label, specification_text(rule, values[rule.code]))
            for rule in self._rules
            if rule.code in values
        )


def place_of(session: Session, category_id: UUID) -> ProductPlace:
    """The place of a category's products, at most 10 s old; the category must exist."""
    return _places.get(category_id, lambda: _find_place(session, category_id))


def _find_place(session: Session, category_id: UUID) -> ProductPlace:
    category = repository.category(session, category_id)
    assert category is not None, "a foreign key says so"
    rules = tuple(repository.attributes_of(session, [category_id]))
    for rule in rules:
        session.expunge(rule)
    return ProductPlace(_category_view(category), _crumbs(session, category.path), rules)


def _category_view(category: Category) -> CategoryView:
    return CategoryView(
        id=category.id,
        slug=category.slug,
        name=category.name,
        path=category.path,
        parent_id=category.parent_id,
        hue=category.hue,
        picture_key=category.picture_key,
    )


def _crumbs(session: Session, path: str) -> tuple[Crumb, ...]:
    return tuple(Crumb(one.slug, one.name) for one in repository.categories_on_path(session, path))
