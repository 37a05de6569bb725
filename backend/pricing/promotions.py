"""The verbs of promotions on an order's way: what is offered, what a checkout holds, redeems and lets go.

A redemption is held when a checkout is prepared, under the lock of its promotion where uses are limited;
redeemed when the checkout becomes a purchase; released when it ends without one.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock, ids
from backend.kit.cache import NearCache
from backend.pricing import errors, locks, promotion_policy, promotion_records
from backend.pricing.promotion_schemas import (
    NOTHING_OFFERED,
    AppliedPromotion,
    Offered,
    Reason,
    Rule,
    Shopper,
    UnusedCode,
)
from backend.pricing.schemas import PricedLine

_CACHED_FOR_S = 5
LONGEST_CODE = 40
CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{2,39}")
_automatic: NearCache[tuple[Rule, ...]] = NearCache(size=1, ttl_s=_CACHED_FOR_S)

_REFUSALS: dict[Reason, type[errors.CodeRefused]] = {
    Reason.UNKNOWN: errors.CodeUnknown,
    Reason.NOT_STARTED: errors.CodeNotStarted,
    Reason.ENDED: errors.CodeEnded,
    Reason.USED_UP: errors.CodeUsedUp,
    Reason.THRESHOLD: errors.CodeNeedsMore,
    Reason.NOT_FOR_ITEMS: errors.CodeNotForItems,
    Reason.NOT_COMBINED: errors.CodeNotCombined,
    Reason.NO_EFFECT: errors.CodeNotForItems,
}
_MILD = frozenset({Reason.NOT_COMBINED, Reason.NO_EFFECT})


def normal(code: str) -> str:
    """A code as it is kept: capitals, nothing around it."""
    return code.strip().upper()


def offered(
    session: Session,
    *,
    codes: Sequence[str] = (),
    cart_id: UUID,
    person_id: UUID | None,
    email: str = "",
    for_holding: bool = False,
    held: Collection[AppliedPromotion] = (),
) -> Offered:
    """The promotions in force and those of `codes`, less what is used up for this shopper.

    Costs no statement without codes and limits: promotions in force are kept in the process for 5 seconds.
    With `for_holding` counted ones are locked, so that what is offered can be held in this transaction;
    `held` is what the checkout held before.
    """
    now = clock.now()
    rules = list(_automatic.get("all", lambda: _load(session)))
    unused: list[UnusedCode] = []
    if codes:
        claimed, unused = _claimed(session, codes, person_id)
        rules += [rule for rule in claimed if all(rule.id != other.id for other in rules)]
    counted = {rule.id for rule in rules if rule.is_counted}
    to_lock = counted | {one.promotion_id for one in held if one.is_counted}
    if for_holding and to_lock:
        locks.lock_promotions(session, to_lock)
    if counted:
        used_up = promotion_records.uses(
            session,
            [(rule.id, rule.coupon_id) for rule in rules if rule.is_counted],
            cart_id=cart_id,
            person_id=person_id,
            email_hash=email_hash(email),
        )
        gone = [rule for rule in rules if used_up.get((rule.id, rule.coupon_id))]
        unused += [_used_up(rule.code, rule, now) for rule in gone if rule.code is not None]
        rules = [rule for rule in rules if rule not in gone]
    return Offered(tuple(rules), tuple(unused)) if rules or unused else NOTHING_OFFERED


def offered_again(session: Session, checkout_id: UUID) -> Offered:
    """What a checkout holds, whatever became of it since: what was promised is kept."""
    rules = tuple(
        _rule(row, code=row.code, coupon_id=row.coupon_id, starts_at=None, ends_at=None, audience="everyone")
        for row in promotion_records.held_by(session, checkout_id)
    )
    return Offered(rules)


def preview(
    lines: Sequence[PricedLine], found: Offered, *, person_id: UUID | None, currency: str
) -> promotion_policy.Discounts:
    """What promotions take off a cart's lines, before shipping is known. Pure."""
    return promotion_policy.discounted(
        lines, (), found, shopper=Shopper(person_id), currency=currency, now=clock.now()
    )


def refuse(unused: Sequence[UnusedCode], *, mildly: bool = True) -> None:
    """Raises the CodeRefused of the first code that cannot be used.

    `mildly` lets pass those that merely save nothing beside what applies.
    """
    for one in unused:
        if not (mildly and one.reason in _MILD):
            raise _REFUSALS[one.reason](one.message, field="code", facts={"code": one.code, **one.facts})


def hold(
    session: Session,
    applied: Sequence[AppliedPromotion],
    *,
    checkout_id: UUID,
    cart_id: UUID,
    person_id: UUID | None,
    email: str,
    currency: str,
    held: Collection[AppliedPromotion] = (),
) -> None:
    """Make `applied` what a locked checkout holds, instead of `held`. One statement, none for nothing."""
    if not (applied or held):
        return
    now = clock.now()
    promotion_records.hold(
        session,
        checkout_id,
        [
            {
                "id": ids.new_id(),
                "promotion_id": one.promotion_id,
                "coupon_id": one.coupon_id,
                "checkout_id": checkout_id,
                "cart_id": cart_id,
                "person_id": person_id,
                "email_hash": email_hash(email),
                "status": "held",
                "amount_minor": one.amount_minor,
                "marketplace_minor": one.marketplace_minor,
                "currency": currency,
                "created_at": now,
                "updated_at": now,
            }
            for one in applied
        ],
    )


def redeem(session: Session, checkout_id: UUID) -> None:
    """The checkout became a purchase."""
    promotion_records.redeem(session, checkout_id)


def release(session: Session, checkout_id: UUID) -> None:
    """The checkout, or the purchase that it became, came to nothing: others may use what it used."""
    locks.lock_promotions_of(session, checkout_id)
    promotion_records.hold(session, checkout_id, [], from_statuses=("held", "redeemed"))


def check(session: Session) -> list[str]:
    """The invariants of promotions that do not hold: counters that differ from the redemptions."""
    return promotion_records.violations(session)


def email_hash(email: str) -> str:
    """How a redemption knows an address again; empty for none."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest() if email else ""


def forget() -> None:
    """Read the promotions in force anew; other processes do within 5 seconds."""
    _automatic.clear()


def _load(session: Session) -> tuple[Rule, ...]:
    now = clock.now()
    soon = now + timedelta(seconds=_CACHED_FOR_S)
    return tuple(_rule(row) for row in promotion_records.automatic(session, now=now, soon=soon))


def _claimed(
    session: Session, codes: Sequence[str], person_id: UUID | None
) -> tuple[list[Rule], list[UnusedCode]]:
    """The rules of codes; those that are unknown, switched off or for somebody else sound alike."""
    wanted = list(dict.fromkeys(normal(code) for code in codes))
    found = {row.code: row for row in promotion_records.by_codes(session, wanted)}
    rules: list[Rule] = []
    unused: list[UnusedCode] = []
    for code in wanted:
        row = found.get(code)
        rule = _rule(row, code=row.code, coupon_id=row.coupon_id) if row is not None else None
        if rule is None or not promotion_policy.is_meant_for(rule, Shopper(person_id)):
            unused.append(promotion_policy.unknown(code))
        elif not row.is_active:
            unused.append(UnusedCode(code, Reason.ENDED, f"{code} is no longer valid."))
        elif any(other.id == rule.id for other in rules):
            message = f"{code} is for the same promotion as another code that you have entered."
            unused.append(UnusedCode(code, Reason.NOT_COMBINED, message, {"instead_of": rule.name}))
        else:
            rules.append(rule)
    return rules, unused


def _used_up(code: str, rule: Rule, now: Any) -> UnusedCode:
    if rule.ends_at is not None and now >= rule.ends_at:
        return UnusedCode(code, Reason.ENDED, f"{code} is no longer valid.")
    return UnusedCode(code, Reason.USED_UP, f"{code} has been used as often as it can be.")


def _rule(row: Any, **more: Any) -> Rule:
    values = {
        name: getattr(row, name)
        for name in Rule.__slots__
        if name not in {"code", "coupon_id", "scope_ids", "person_ids"}
    }
    values["scope_ids"] = frozenset(row.scope_ids)
    values["person_ids"] = frozenset(row.person_ids)
    return Rule(**(values | more))
