"""What happens on the clock (UTC): a sentence, the job, every how many seconds."""

from backend.kit import idempotency, outbox
from jobs import analytics, carts, checkout, fulfillment, invariants, payments, pricing, trust
from jobs.celery_app import app
from jobs.job import Job, on_clock

purge_outbox = on_clock(outbox.purge)
forget_answers = on_clock(idempotency.forget_old)

SCHEDULE: tuple[tuple[str, Job, float], ...] = (
    ("checkouts that stand still are finished or given up", checkout.heal_unfinished, 15),
    ("stock held for nobody goes back to the shelf", checkout.expire_reservations, 15),
    ("the local carrier's parcels move", fulfillment.advance_parcels, 60),
    ("webhooks that nobody interpreted are", payments.interpret_unread, 60),
    ("refunds that did not leave do", payments.send_waiting_refunds, 60),
    ("removed cards are forgotten by the gateway, too", payments.forget_removed_cards, 600),
    ("the gateway's books are compared with ours", payments.reconcile_recent, 86_400),
    ("today's numbers are rolled up", analytics.roll_up_recent, 60),
    ("carts that were left are looked for", carts.plan_reminders, 300),
    ("the invariants are checked", invariants.check_invariants, 300),
    ("answers kept for repeated requests are forgotten", forget_answers, 3_600),
    ("payment attempts that no feature looks at are forgotten", trust.forget_old, 86_400),
    ("new exchange rates are fetched where a source is set", pricing.refresh_rates, 86_400),
    ("tax that a service computed and that does not hold any more is forgotten", pricing.forget_tax, 3_600),
    ("published events are dropped after 30 days", purge_outbox, 3_600),
)

app.conf.beat_schedule = {
    sentence: {"task": job.name, "schedule": seconds} for sentence, job, seconds in SCHEDULE
}
