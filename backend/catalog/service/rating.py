"""What shoppers make of a product."""

from uuid import UUID

from sqlmodel import Session

from backend.catalog.errors import ProductNotFound
from backend.catalog.events import ProductChanged
from backend.catalog.models import Product
from backend.kit import outbox


def record_rating(session: Session, product_id: UUID, *, count: int, total: int) -> None:
    """Take over a product's review count and the sum of their stars. Raises ProductNotFound."""
    product = session.get(Product, product_id)
    if product is None:
        raise ProductNotFound("There is no such product.")
    if (product.rating_count, product.rating_sum) != (count, total):
        product.rating_count, product.rating_sum = count, total
        outbox.record(session, ProductChanged(product_id=product_id))
