"""Checkouts that nobody finishes: healed, expired, their stock given back."""

from backend.checkout import process
from backend.inventory import service as inventory
from jobs.job import on_clock, on_clock_outside

heal_unfinished = on_clock_outside(process.heal_unfinished)
expire_reservations = on_clock(inventory.expire_reservations)
