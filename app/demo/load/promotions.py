"""Promotions of the demo world, one of each kind. All wait for a code, so that prices are plain without."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from app.demo.load.catalogue import Loaded
from backend.catalog.models import Category
from backend.pricing.models import Coupon, Promotion


def load_promotions(session: Session, loaded: Loaded, *, opened: datetime) -> None:
    """Write five promotions with their codes; the seller's is of the shop that the demo seller keeps."""
    seller = next(iter(loaded.sellers.values()))
    department = min((one for one in loaded.categories.values() if one.parent_id is None), key=_position)
    promotions = {
        "WELCOME10": Promotion(
            name="10 % off your first order",
            kind="percentage",
            percent=Decimal(10),
            audience="first_order",
            max_uses_per_shopper=1,
            is_counted=True,
        ),
        "FIVE50": Promotion(
            name="$5 off from $50",
            kind="fixed",
            amount_minor=500,
            min_subtotal_minor=5000,
            currency="USD",
        ),
        "SHIPFREE": Promotion(
            name="Free shipping from $35",
            kind="free_shipping",
            amount_minor=999,
            min_subtotal_minor=3500,
            currency="USD",
        ),
        "THREEFOR2": Promotion(
            name=f"3 for 2 in {department.name}",
            kind="buy_x_get_y",
            buy_quantity=2,
            get_quantity=1,
            scope="category",
            scope_ids=[department.id],
            funded_by="shared",
            marketplace_share_bps=5000,
        ),
        "SELLER15": Promotion(
            name=f"15 % off at {seller.name}",
            kind="percentage",
            percent=Decimal(15),
            funded_by="seller",
            marketplace_share_bps=0,
            seller_id=seller.id,
        ),
    }
    for one in promotions.values():
        one.starts_at = one.created_at = opened
        one.created_by = "system:demo"
    session.add_all(promotions.values())
    session.flush()
    session.add_all(Coupon(code=code, promotion_id=one.id) for code, one in promotions.items())
    session.flush()


def _position(category: Category) -> tuple[int, str]:
    return category.position, category.slug
