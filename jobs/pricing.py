"""What pricing does on the clock."""

from backend.pricing import refreshing
from jobs.job import on_clock_outside

refresh_rates = on_clock_outside(refreshing.refresh_rates)
