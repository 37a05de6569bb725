"""The board's roll-ups."""

from backend.analytics import service as analytics
from jobs.job import on_clock

roll_up_recent = on_clock(analytics.roll_up_recent)
