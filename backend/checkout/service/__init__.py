"""The verbs of checkout. None of them talks to a gateway: `process` does, between transactions."""

from backend.checkout.service.bringing_back import bring_back_cart
from backend.checkout.service.buying_again import buy_again
from backend.checkout.service.finalising import close, close_cart, finalise
from backend.checkout.service.handing_back import hand_back
from backend.checkout.service.holding import keep_alive
from backend.checkout.service.paying import Step, begin
from backend.checkout.service.preparing import prepare
from backend.checkout.service.reading import check, is_visitors, order_key, unfinished, view
from backend.checkout.service.reminding import (
    compose_reminder,
    plan_reminders,
    restore_left_cart,
    stop_reminders,
)

__all__ = [
    "Step",
    "begin",
    "bring_back_cart",
    "buy_again",
    "check",
    "close",
    "close_cart",
    "compose_reminder",
    "finalise",
    "hand_back",
    "is_visitors",
    "keep_alive",
    "order_key",
    "plan_reminders",
    "prepare",
    "restore_left_cart",
    "stop_reminders",
    "unfinished",
    "view",
]
