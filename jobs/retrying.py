"""Jobs that gave up, sent once more by an operator."""

from sqlmodel import Session

import jobs.subscriptions  # noqa: F401 -- it knows every event that jobs hang on
from backend.kit import outbox
from jobs.job import Job


def send_failed_again(session: Session) -> list[tuple[str, str]]:
    """Put every failed job back on the queue; answers their names and last errors.

    Receipts keep what has been done since from being done twice. Events older than 30 days are gone, and so
    are their failures.
    """
    failures = outbox.take_failures(session)
    for subscriber, _, event in failures:
        Job(subscriber).send(event)
    return [(subscriber, error) for subscriber, error, _ in failures]
