"""What happened to reviews."""

from uuid import UUID

from backend.kit.events import Event


class RatingChanged(Event):
    """A product's published reviews changed: `count` of them, `total` stars in sum."""

    product_id: UUID
    count: int
    total: int
