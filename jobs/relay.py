"""Outbox to queue: `python -m jobs.relay`. Any number may run; rows that one holds, the others skip."""

import signal
import threading

from kombu.exceptions import OperationalError as QueueDown
from redis.exceptions import RedisError
from sqlmodel import Session

from backend.kit import log, outbox
from backend.kit.errors import Unavailable
from backend.kit.unit_of_work import transact
from jobs.subscriptions import SUBSCRIPTIONS

BATCH = 200
IDLE_S = 0.1
DOWN_S = 2.0


def publish_batch(session: Session) -> int:
    """Send the jobs of the oldest unpublished events; answers how many events there were.

    A crash between sending and committing sends again: receipts make that harmless.
    """
    events = outbox.take_unpublished(session, limit=BATCH)
    for event in events:
        for job in SUBSCRIPTIONS.get(type(event), ()):
            job.send(event)
    return len(events)


def run(stop: threading.Event) -> None:
    """Publish until told to stop; wait while database or queue are away."""
    logger = log.logger(__name__)
    while not stop.is_set():
        try:
            published = transact(publish_batch)
        except (Unavailable, QueueDown, RedisError) as error:
            logger.warning("relay waits", reason=str(error).splitlines()[0])
            stop.wait(DOWN_S)
        else:
            if published < BATCH:
                stop.wait(IDLE_S)


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    log.configure()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(stop)


if __name__ == "__main__":
    main()
