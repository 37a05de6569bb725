"""Schema.org descriptions of products and lists, as search engines read them (schema.org, version 29)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from babel.numbers import get_currency_precision

from app import routes
from backend.catalog.schemas import OfferView
from backend.kit.config import settings
from backend.storefront.schemas import CardView, ProductPage
from state.shop.product_view import average_of

_CONTEXT = "https://schema.org"


def absolute(path: str) -> str:
    """The public address of a path."""
    return settings().agora_public_url.rstrip("/") + path


def picture(key: str, width: int = 1200) -> str:
    """The public address of a picture."""
    return absolute(f"/media/{width}/{key}.webp")


def product(page: ProductPage) -> dict[str, Any]:
    """Product with its offers and its rating."""
    view = page.product
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Product",
        "name": view.title,
        "description": view.description or view.title,
        "category": " > ".join(crumb.name for crumb in view.crumbs),
        "url": absolute(routes.product(view.slug)),
        "image": [picture(key) for key in dict.fromkeys(one.key for one in view.pictures)][:6],
    }
    if view.brand:
        described["brand"] = {"@type": "Brand", "name": view.brand}
    offers = [offer for variant in view.variants for offer in variant.offers]
    if offers:
        described["sku"] = next(variant.sku for variant in view.variants if variant.offers)
        described["offers"] = _offers(offers, page.available, described["url"])
    if view.rating_count:
        described["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": average_of(view),
            "ratingCount": view.rating_count,
        }
    return described


def breadcrumbs(steps: Sequence[tuple[str, str]], current: str) -> dict[str, Any]:
    """The way to a page, which is itself the last step."""
    items: list[dict[str, Any]] = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(steps, start=1)
    ]
    items.append({"@type": "ListItem", "position": len(steps) + 1, "name": current})
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def item_list(name: str, cards: Sequence[CardView], *, first: int) -> dict[str, Any]:
    """The products of a page of results; `first` is the position of the first one."""
    return {
        "@context": _CONTEXT,
        "@type": "ItemList",
        "name": name,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": first + index,
                "name": view.card.title,
                "url": absolute(routes.product(view.card.slug)),
            }
            for index, view in enumerate(cards)
        ],
    }


def _offers(offers: Sequence[OfferView], available: Mapping[UUID, int], url: str) -> dict[str, Any]:
    prices = sorted(offer.price_minor for offer in offers)
    currency = offers[0].currency
    in_stock = any(available.get(offer.id) for offer in offers)
    shared = {
        "priceCurrency": currency,
        "availability": f"{_CONTEXT}/{'InStock' if in_stock else 'OutOfStock'}",
        "itemCondition": f"{_CONTEXT}/NewCondition",
        "url": url,
    }
    if len(offers) == 1:
        seller = {"@type": "Organization", "name": offers[0].seller_name}
        return {"@type": "Offer", "price": _decimal(prices[0], currency), "seller": seller, **shared}
    return {
        "@type": "AggregateOffer",
        "lowPrice": _decimal(prices[0], currency),
        "highPrice": _decimal(prices[-1], currency),
        "offerCount": len(offers),
        **shared,
    }


def _decimal(minor: int, currency: str) -> str:
    return str(Decimal(minor).scaleb(-get_currency_precision(currency)))
