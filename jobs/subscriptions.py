"""Every side effect of the company on one screen: event -> jobs."""

from collections.abc import Mapping

from backend.catalog.events import ProductChanged
from backend.inventory.events import AvailabilityChanged
from backend.kit.events import Event
from backend.reviews.events import RatingChanged
from jobs import reviews, search
from jobs.job import Job

SUBSCRIPTIONS: Mapping[type[Event], tuple[Job, ...]] = {
    ProductChanged: (search.project_product,),
    AvailabilityChanged: (search.project_availability,),
    RatingChanged: (reviews.take_over_rating,),
}
