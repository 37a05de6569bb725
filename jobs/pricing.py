"""What pricing does on the clock."""

from backend.pricing import refreshing, service
from jobs.job import on_clock, on_clock_outside

refresh_rates = on_clock_outside(refreshing.refresh_rates)
forget_tax = on_clock(service.forget_tax_calculations)
