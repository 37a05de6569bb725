"""What happened in the catalogue."""

from uuid import UUID

from backend.kit.events import Event


class ProductChanged(Event):
    """A product was created or its content, offers or rating changed."""

    product_id: UUID


class OfferPriceChanged(Event):
    """A seller changed an offer's price (minor units)."""

    offer_id: UUID
    product_id: UUID
    old_price_minor: int
    price_minor: int
    currency: str
