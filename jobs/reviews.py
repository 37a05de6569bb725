"""Ratings follow reviews."""

from sqlmodel import Session

from backend.catalog import service as catalog
from backend.reviews.events import RatingChanged
from jobs.job import on_event


@on_event
def take_over_rating(session: Session, event: RatingChanged) -> None:
    """The catalogue shows the stars that buyers gave."""
    catalog.record_rating(session, event.product_id, count=event.count, total=event.total)
