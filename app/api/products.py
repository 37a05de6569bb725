"""A product with its variants, offers, reviews and delivery promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.dependencies import EVERYONE, allow
from app.api.shapes import (
    CardBody,
    CategoryBody,
    CrumbBody,
    CurrencyCode,
    DaysBody,
    Drawn,
    Money,
    PictureBody,
    RatingBody,
    drawn,
    drawn_card,
    drawn_category,
    drawn_crumbs,
    drawn_money,
    drawn_picture,
)
from app.ready_answers import keep, plain
from backend.catalog.schemas import OfferView, VariantView
from backend.kit.proven_cache import Kept
from backend.kit.unit_of_work import query
from backend.pricing import currencies
from backend.storefront import in_currency
from backend.storefront import service as storefront
from backend.storefront.schemas import ProductPage

router = APIRouter(tags=["Catalogue"])


class OfferBody(BaseModel):
    """A seller's price for a variant. `id` is what a cart takes."""

    id: UUID
    seller_name: str
    seller_slug: str
    price: Money
    compare_at: Money | None
    handling_days: int
    condition: str
    available: int
    max_per_order: int | None = Field(description="The most that the seller lets one order take")


class VariantBody(BaseModel):
    """An existing combination of options; its featured offer comes first."""

    id: UUID
    sku: str
    options: dict[str, str]
    weight_grams: int
    pictures: list[PictureBody]
    offers: list[OfferBody]


class SpecificationBody(BaseModel):
    """A specification in words."""

    code: str
    label: str
    value: str


class ReviewBody(BaseModel):
    """What a buyer says."""

    author_name: str
    rating: int
    title: str
    body: str
    is_verified: bool = Field(description="Bought here")
    helpful_count: int
    created_at: datetime


class ProductBody(BaseModel):
    """A product with everything that its page tells."""

    id: UUID
    slug: str
    title: str
    description: str
    brand: str
    highlights: list[str]
    specifications: list[SpecificationBody]
    option_names: list[str]
    category: CategoryBody
    crumbs: list[CrumbBody]
    pictures: list[PictureBody]
    variants: list[VariantBody]
    rating: RatingBody
    reviews_per_star: list[int] = Field(description="How many reviews, from one star to five")
    reviews: list[ReviewBody] = Field(description="The most helpful ones")
    arrives: DaysBody | None = Field(description="Standard delivery of the first variant to New York")
    related: list[CardBody]


@router.get("/products/{slug}", dependencies=[allow(EVERYONE)], response_model=ProductBody)
async def show_product(
    request: Request,
    slug: Annotated[str, Path(max_length=120, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")],
    currency: Annotated[
        CurrencyCode | None, Query(description="What prices shall be in; see /currencies")
    ] = None,
) -> Response:
    """A product; its prices and stock are at most two seconds old, all else a minute. Checkout asks again."""
    if currency is not None:
        return plain(await run_in_threadpool(_answer_in, slug, currency))
    # Asynchronous, because a ready answer needs no thread.
    kept = storefront.ready_product_page(slug)
    if kept is not None:
        return keep(request, _draw(kept.value), kept)
    body, kept = await run_in_threadpool(_answer, slug)
    return keep(request, body, kept)


def _answer(slug: str) -> tuple[bytes, Kept[ProductPage]]:
    kept = query(storefront.kept_product_page, slug)
    return _draw(kept.value), kept


def _answer_in(slug: str, currency: str) -> bytes:
    wanted = query(currencies.checked, currency)
    return _draw(query(in_currency.product_page, slug, wanted))


def _draw(page: ProductPage) -> bytes:
    product = page.product
    average = round(product.rating_sum / product.rating_count, 1) if product.rating_count else 0.0
    arrives = None
    if page.promised_from and page.promised_to:
        arrives = {"first": page.promised_from, "last": page.promised_to}
    return drawn(
        {
            "id": product.id,
            "slug": product.slug,
            "title": product.title,
            "description": product.description,
            "brand": product.brand,
            "highlights": product.highlights,
            "specifications": [
                {"code": one.code, "label": one.label, "value": one.value} for one in product.specifications
            ],
            "option_names": product.option_names,
            "category": drawn_category(product.category),
            "crumbs": drawn_crumbs(product.crumbs),
            "pictures": [shown for one in product.pictures if (shown := drawn_picture(one.key, one.alt))],
            "variants": [_drawn_variant(one, page.available) for one in product.variants],
            "rating": {"count": product.rating_count, "average": average},
            "reviews_per_star": page.reviews.per_star,
            "reviews": [
                {
                    "author_name": one.author_name,
                    "rating": one.rating,
                    "title": one.title,
                    "body": one.body,
                    "is_verified": one.is_verified,
                    "helpful_count": one.helpful_count,
                    "created_at": one.created_at,
                }
                for one in page.reviews.reviews
            ],
            "arrives": arrives,
            "related": [drawn_card(one) for one in page.related],
        }
    )


def _drawn_variant(variant: VariantView, available: Mapping[UUID, int]) -> Drawn:
    return {
        "id": variant.id,
        "sku": variant.sku,
        "options": variant.options,
        "weight_grams": variant.weight_grams,
        "pictures": [shown for key in variant.picture_keys if (shown := drawn_picture(key))],
        "offers": [_drawn_offer(one, available.get(one.id, 0)) for one in variant.offers],
    }


def _drawn_offer(offer: OfferView, available: int) -> Drawn:
    before = offer.compare_at_minor
    return {
        "id": offer.id,
        "seller_name": offer.seller_name,
        "seller_slug": offer.seller_slug,
        "price": drawn_money(offer.price_minor, offer.currency),
        "compare_at": None if before is None else drawn_money(before, offer.currency),
        "handling_days": offer.handling_days,
        "condition": offer.condition,
        "available": available,
        "max_per_order": offer.max_per_order,
    }
