"""What payments turned out to be."""

from uuid import UUID

from sqlmodel import Session

from backend.kit import clock, ids
from backend.trust import repository
from backend.trust.schemas import Label, LabelSource


def record_label(session: Session, checkout_id: UUID, label: Label, *, source: LabelSource) -> None:
    """Keep what a dispute, a chargeback or the desk says of a payment; each one's last word counts.

    While any of them says fraud, later attempts by the same people know of it. Saying it twice is fine.
    """
    repository.add_label(
        session,
        label_id=ids.new_id(),
        checkout_id=checkout_id,
        label=label.value,
        source=source.value,
        at=clock.now(),
    )
