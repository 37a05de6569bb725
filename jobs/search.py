"""The index follows the catalogue and the shelves."""

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.catalog.events import ProductChanged
from backend.inventory.events import AvailabilityChanged
from backend.search import service as search
from jobs.job import on_event


@on_event
def project_product(session: Session, event: ProductChanged) -> None:
    """A changed product is found by what it says now."""
    search.project(session, [event.product_id])


@on_event
def project_availability(session: Session, event: AvailabilityChanged) -> None:
    """Products that sold out or came back carry the right stock flag."""
    offers = catalog.sellable_offers(session, event.offer_ids)
    search.project(session, {offer.product_id for offer in offers.values()})
