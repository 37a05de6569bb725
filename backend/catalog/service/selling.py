"""What cart and checkout need to know of offers."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.schemas import OwnPrice, SellableOffer


def sellable_offers(session: Session, offer_ids: Collection[UUID]) -> dict[UUID, SellableOffer]:
    """What cart and checkout need to know about these offers, by id, in one statement.

    Unknown ids are missing.
    """
    if not offer_ids:
        return {}
    return {row[0]: SellableOffer(*row) for row in repository.sellable_offers(session, list(offer_ids))}


def expect_offers(session: Session, offer_ids: Collection[UUID]) -> None:
    """`sellable_offers` of these is coming: its question travels with the next one to the database."""
    if offer_ids:
        repository.expect_sellable_offers(session, offer_ids)


def prices_in(session: Session, offer_ids: Collection[UUID], currency: str) -> dict[UUID, OwnPrice]:
    """The prices that sellers set themselves for these offers in `currency`, by offer. One statement."""
    rows = repository.prices_in(session, offer_ids, currency)
    return {row.offer_id: OwnPrice(row.price_minor, row.compare_at_minor) for row in rows}
