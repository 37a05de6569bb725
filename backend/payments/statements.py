"""What the ledger says to a seller, day by day, and to the board: read from the entries."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit.errors import InvalidInput, NotFound
from backend.payments.ledger import Account
from backend.payments.schemas import DailyTotal, Statement, StatementLine

MOST_DAYS = 400

_LINES = text(
    """
    SELECT j.at, j.kind, j.reference, sum(-e.amount_minor) AS amount,
        coalesce(sum(other.promotion), 0) AS promotion, coalesce(sum(other.commission), 0) AS commission
    FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
    LEFT JOIN LATERAL (
        SELECT sum(o.amount_minor) FILTER (WHERE o.account = 'marketplace_promotion') AS promotion,
            sum(-o.amount_minor) FILTER (WHERE o.account = 'marketplace_commission') AS commission
        FROM ledger_entry o WHERE o.journal_id = j.id AND o.currency = e.currency
    ) other ON true
    WHERE e.account = :account AND e.owner_id = :seller_id AND e.currency = :currency
      AND j.at >= :since AND j.at < :until
    GROUP BY j.id ORDER BY j.at, j.id
    """
)
_BEFORE = text(
    """
    SELECT coalesce(sum(-e.amount_minor), 0)
    FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
    WHERE e.account = :account AND e.owner_id = :seller_id AND e.currency = :currency AND j.at < :since
    """
)
_CURRENCIES = text(
    """
    SELECT DISTINCT e.currency FROM ledger_entry e
    WHERE e.account = :account AND e.owner_id = :seller_id ORDER BY 1
    """
)
_DAYS = text(
    """
    SELECT (j.at AT TIME ZONE 'UTC')::date AS day, e.account, e.currency,
           coalesce(sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0), 0) AS debit,
           coalesce(sum(-e.amount_minor) FILTER (WHERE e.amount_minor < 0), 0) AS credit
    FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
    WHERE j.at >= :since AND j.at < :until
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """
)


def statement(
    session: Session, seller_id: UUID, from_day: date, to_day: date, *, actor: Actor
) -> tuple[Statement, ...]:
    """A seller's account over these days (UTC, both included), one statement per currency.

    Raises NotFound for anybody who is not of this seller, InvalidInput for days that make no window.
    """
    is_own = Role.SELLER in actor.roles and seller_id in actor.seller_ids
    is_staff = actor.is_system or bool(actor.roles & {Role.DESK, Role.OPERATOR, Role.BOARD})
    if not (is_own or is_staff):
        raise NotFound("There is no such seller.")
    since, until = _window(from_day, to_day)
    asked = {"account": str(Account.SELLER_PAYABLE), "seller_id": seller_id}
    statements = []
    for currency in session.scalars(_CURRENCIES, asked):
        window = {**asked, "currency": currency, "since": since, "until": until}
        opening = balance = int(session.scalar(_BEFORE, window) or 0)
        lines = []
        for row in session.execute(_LINES, window):
            balance += int(row.amount)
            lines.append(
                StatementLine(
                    row.at,
                    row.kind,
                    _order_of(row.reference),
                    int(row.amount),
                    balance,
                    promotion_minor=int(row.promotion),
                    commission_minor=int(row.commission),
                )
            )
        statements.append(Statement(seller_id, currency, opening, balance, tuple(lines)))
    return tuple(statements)


def daily_totals(session: Session, from_day: date, to_day: date, *, actor: Actor) -> tuple[DailyTotal, ...]:
    """What each account was debited and credited on each day (UTC, both included).

    Raises Forbidden, InvalidInput for days that make no window.
    """
    actor.require_role(Role.BOARD, Role.DESK, Role.OPERATOR)
    since, until = _window(from_day, to_day)
    rows = session.execute(_DAYS, {"since": since, "until": until})
    return tuple(
        DailyTotal(day, account, currency, int(debit), int(credit))
        for day, account, currency, debit, credit in rows
    )


def _window(from_day: date, to_day: date) -> tuple[datetime, datetime]:
    if not 0 <= (to_day - from_day).days < MOST_DAYS:
        raise InvalidInput(f"Choose up to {MOST_DAYS} days, the first one first.", field="to_day")
    return (
        datetime.combine(from_day, time(), UTC),
        datetime.combine(to_day, time(), UTC) + timedelta(days=1),
    )


def _order_of(reference: str) -> UUID | None:
    kind, _, subject = reference.partition(":")
    return UUID(subject) if kind == "order" else None
