"""What happens on the clock (UTC)."""

from backend.kit import outbox
from jobs.celery_app import app
from jobs.job import on_clock

purge_outbox = on_clock(outbox.purge)

app.conf.beat_schedule = {
    "published events are dropped after 30 days": {"task": purge_outbox.name, "schedule": 3600.0},
}
