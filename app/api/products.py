"""A product with its variants, offers, reviews and delivery promise."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.api.dependencies import EVERYONE, allow
from app.api.ready_answers import ReadyAnswers
from app.api.shapes import (
    CardBody,
    CategoryBody,
    CrumbBody,
    DaysBody,
    Money,
    PictureBody,
    RatingBody,
    money,
    money_or_none,
    picture,
)
from backend.catalog.schemas import OfferView, VariantView
from backend.kit.unit_of_work import query
from backend.reviews.schemas import ReviewView
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

    @classmethod
    def of(cls, offer: OfferView, available: int) -> OfferBody:
        """The offer and how many of it can be sold now."""
        return cls(
            id=offer.id,
            seller_name=offer.seller_name,
            seller_slug=offer.seller_slug,
            price=money(offer.price_minor, offer.currency),
            compare_at=money_or_none(offer.compare_at_minor, offer.currency),
            handling_days=offer.handling_days,
            condition=offer.condition,
            available=available,
        )


class VariantBody(BaseModel):
    """An existing combination of options; its featured offer comes first."""

    id: UUID
    sku: str
    options: dict[str, str]
    weight_grams: int
    pictures: list[PictureBody]
    offers: list[OfferBody]

    @classmethod
    def of(cls, variant: VariantView, page: ProductPage) -> VariantBody:
        """The variant with the stock of its offers."""
        return cls(
            id=variant.id,
            sku=variant.sku,
            options=dict(variant.options),
            weight_grams=variant.weight_grams,
            pictures=[shown for key in variant.picture_keys if (shown := picture(key))],
            offers=[OfferBody.of(one, page.available.get(one.id, 0)) for one in variant.offers],
        )


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

    @classmethod
    def of(cls, review: ReviewView) -> ReviewBody:
        """The review."""
        return cls(
            author_name=review.author_name,
            rating=review.rating,
            title=review.title,
            body=review.body,
            is_verified=review.is_verified,
            helpful_count=review.helpful_count,
            created_at=review.created_at,
        )


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

    @classmethod
    def of(cls, page: ProductPage) -> ProductBody:
        """The product's page."""
        product = page.product
        average = round(product.rating_sum / product.rating_count, 1) if product.rating_count else 0
        arrives = None
        if page.promised_from and page.promised_to:
            arrives = DaysBody(first=page.promised_from, last=page.promised_to)
        return cls(
            id=product.id,
            slug=product.slug,
            title=product.title,
            description=product.description,
            brand=product.brand,
            highlights=list(product.highlights),
            specifications=[
                SpecificationBody(code=one.code, label=one.label, value=one.value)
                for one in product.specifications
            ],
            option_names=list(product.option_names),
            category=CategoryBody.of(product.category),
            crumbs=[CrumbBody.of(one) for one in product.crumbs],
            pictures=[shown for one in product.pictures if (shown := picture(one.key, one.alt))],
            variants=[VariantBody.of(one, page) for one in product.variants],
            rating=RatingBody(count=product.rating_count, average=average),
            reviews_per_star=list(page.reviews.per_star),
            reviews=[ReviewBody.of(one) for one in page.reviews.reviews],
            arrives=arrives,
            related=[CardBody.of(one) for one in page.related],
        )


@router.get("/products/{slug}", dependencies=[allow(EVERYONE)], response_model=ProductBody)
async def show_product(
    slug: Annotated[str, Path(max_length=120, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")],
) -> Response:
    """A product; what it says may be two seconds old, checkout asks again."""
    # Asynchronous, because a ready answer needs no thread.
    page = storefront.ready_product_page(slug)
    body = _answers.of(slug, page) if page else await run_in_threadpool(_answer, slug)
    return Response(body, media_type="application/json", headers={"cache-control": "no-cache"})


def _answer(slug: str) -> bytes:
    return _answers.of(slug, query(storefront.product_page, slug))


def _draw(page: ProductPage) -> bytes:
    return ProductBody.of(page).model_dump_json().encode()


_answers = ReadyAnswers(_draw, size=2_000)
