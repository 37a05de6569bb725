"""Gift cards: issued with a code that is shown once, found by its hash, spent through `tenders`.

Whatever is wrong with a code, the refusal is the same word for word, and who tries many is made to wait: so
nobody learns which codes exist. A code has 80 random bits.
"""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from redis.exceptions import RedisError
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock, ids
from backend.kit.cache import redis
from backend.kit.errors import InvalidInput, TooManyRequests
from backend.kit.log import logger
from backend.payments import ledger, locks, repository, service, stored_value
from backend.payments.errors import GiftCardRefused, PaymentNotFound
from backend.payments.models import GiftCard, GiftCardStep
from backend.payments.schemas import GiftCardView, IssuedGiftCard

log = logger(__name__)

MOST_WRONG_CODES = 10
WINDOW = timedelta(minutes=15)
KEPT_AFTER_GIVING_BACK = timedelta(days=90)
"""Money that goes back to a gift card can be spent for at least this long."""

_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_MOST_MINOR = 10**8
MOST_REASON = 200


def issue(
    session: Session,
    *,
    amount_minor: int,
    currency: str,
    reason: str,
    actor: Actor,
    idempotency_key: str,
    expires_at: datetime | None = None,
    code: str | None = None,
) -> IssuedGiftCard:
    """Make a gift card; its code is in the answer and nowhere else, also not in a repeated answer.

    Only the desk and the marketplace itself may. `code` names one for demo worlds. Raises Forbidden,
    InvalidInput.
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    if not 0 < amount_minor <= _MOST_MINOR:
        raise InvalidInput(
            "A gift card is worth more than nothing and less than a house.", field="amount_minor"
        )
    if not reason.strip():
        raise InvalidInput("Please say what this gift card is for.", field="reason")
    if expires_at is not None and expires_at <= clock.now():
        raise InvalidInput("A gift card expires in the future.", field="expires_at")
    if earlier := repository.gift_card_issued_under(session, f"issue:{idempotency_key}"):
        return IssuedGiftCard(view_of(earlier), code=None)
    code = code or ids.readable_number("G", groups=4)
    row = GiftCard(
        code_hash=code_hash(code),
        last_four=as_meant(code)[-4:],
        currency=currency,
        initial_minor=amount_minor,
        balance_minor=0,
        expires_at=expires_at,
        issued_by=actor.label,
        reason=reason.strip(),
    )
    session.add(row)
    session.flush()
    posting = stored_value.change(
        session, row, amount_minor, kind="issue", idempotency_key=f"issue:{idempotency_key}"
    )
    service.post_journal(
        session,
        kind="gift_card_issued",
        reference=f"gift_card:{row.id}",
        idempotency_key=f"gift_card_issued:{row.id}",
        entries=ledger.value_issued(posting),
    )
    return IssuedGiftCard(view_of(row), code=code)


def balance(session: Session, code: str, *, caller: str) -> GiftCardView:
    """What is left on the card with this code. `caller` is who asks, for the count of wrong codes.

    Raises GiftCardRefused, TooManyRequests.
    """
    return view_of(find(session, [code], currency=None, caller=caller)[0])


def find(session: Session, codes: list[str], *, currency: str | None, caller: str) -> list[GiftCard]:
    """The cards with these codes that can be spent in `currency` now, locked, in the codes' order.

    Raises GiftCardRefused when any cannot, whatever the reason, and TooManyRequests for a guesser.
    """
    _refuse_guesser(caller)
    hashes = list(dict.fromkeys(code_hash(code) for code in codes))
    found = {row.code_hash: row for row in locks.lock_gift_cards(session, hashes)}
    now = clock.now()
    for one in hashes:
        row = found.get(one)
        if (
            row is None
            or row.status != "active"
            or (row.expires_at is not None and row.expires_at <= now)
            or stored_value.free_minor(row) <= 0
            or currency not in (None, row.currency)
        ):
            _count_wrong(caller)
            raise refusal()
    return [found[one] for one in hashes]


def disable(
    session: Session, gift_card_id: UUID, *, reason: str, actor: Actor, disabled: bool = True
) -> GiftCardView:
    """Stop a gift card, or let it be spent again; who did it and why is kept. A repeat changes nothing.

    Only the desk. Raises Forbidden, PaymentNotFound, InvalidInput (`reason`).
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    if not 1 <= len(reason.strip()) <= MOST_REASON:
        raise InvalidInput("Please say why, in up to 200 characters.", field="reason")
    row = locks.lock_gift_card(session, gift_card_id)
    if row is None:
        raise PaymentNotFound("There is no such gift card.")
    status = "disabled" if disabled else "active"
    if row.status != status:
        row.status = status
        step = GiftCardStep(gift_card_id=row.id, to_status=status, actor=actor.label, reason=reason.strip())
        session.add(step)
        session.flush([row, step])
    return view_of(row)


def refusal() -> GiftCardRefused:
    """The one thing that is said about a code that cannot be used."""
    return GiftCardRefused(
        "This gift card cannot be used here. Please check its code and what is left on it.",
        field="gift_card_codes",
    )


def keep_usable(row: GiftCard) -> None:
    """A locked card that gets money back can be spent for a while, also when it had expired."""
    until = clock.now() + KEPT_AFTER_GIVING_BACK
    if row.expires_at is not None and row.expires_at < until:
        row.expires_at = until


def code_hash(code: str) -> str:
    """How a code is stored: SHA-256, hexadecimal, of its letters as meant. 80 random bits need no salt."""
    return hashlib.sha256(as_meant(code).encode()).hexdigest()


def view_of(row: GiftCard) -> GiftCardView:
    """What its holder sees of a card."""
    return GiftCardView(
        id=row.id,
        last_four=row.last_four,
        initial_minor=row.initial_minor,
        balance_minor=stored_value.free_minor(row),
        currency=row.currency,
        status=row.status,
        expires_at=row.expires_at,
    )


def as_meant(code: str) -> str:
    """A code as it was typed: without dashes and spaces, look-alikes read as what they stand for."""
    return "".join(sign for sign in code.upper() if sign.isalnum()).translate(_LOOK_ALIKES)


def _key(caller: str) -> str:
    return f"agora:gift-card:wrong:{hashlib.sha256(caller.encode()).hexdigest()}"


def _refuse_guesser(caller: str) -> None:
    try:
        wrong = int(redis().get(_key(caller)) or 0)  # type: ignore[arg-type]  # bytes are fine for int()
    except RedisError as problem:
        log.warning("wrong gift card codes are not counted", problem=str(problem))
        return
    if wrong >= MOST_WRONG_CODES:
        raise TooManyRequests(
            "Too many gift card codes were tried. Please wait a quarter of an hour and try again.",
            field="gift_card_codes",
            facts={"retry_after_s": int(WINDOW.total_seconds())},
        )


def _count_wrong(caller: str) -> None:
    try:
        if redis().incr(_key(caller)) == 1:
            redis().expire(_key(caller), int(WINDOW.total_seconds()))
    except RedisError as problem:
        log.warning("a wrong gift card code is not counted", problem=str(problem))
