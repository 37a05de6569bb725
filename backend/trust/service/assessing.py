"""Assess a payment once: score, reasons, decision. Two statements; one when it was assessed before."""

import hmac
import math
from uuid import UUID

from sqlmodel import Session

from backend.kit import clock, ids
from backend.kit.config import settings
from backend.trust import repository
from backend.trust.attempts import present, with_account
from backend.trust.judging import judge
from backend.trust.schemas import AssessmentView, Decision, Outcome, Reason, Subject


def assess(session: Session, *, payment_id: UUID, checkout_id: UUID, subject: Subject) -> Decision:
    """What to do with a card payment that is about to be asked for. The same payment gets the same answer.

    Call it before the gateway, under the checkout's lock. With `FRAUD_MODE=observe` everything is scored and
    kept, and nothing but ACCEPT is answered.
    """
    now = clock.now()
    attempt = present(subject, at=now, account_opened_at=None, key=_key())
    decided, opened_at, known = repository.known(
        session, attempt, payment_id=payment_id, person_id=subject.person_id
    )
    is_enforced = settings().fraud_mode == "enforce"
    if decided is not None:
        return Decision(decided) if is_enforced else Decision.ACCEPT
    attempt = with_account(attempt, opened_at)
    verdict = judge(attempt, known, amount_minor=subject.amount_minor)
    is_refused = is_enforced and verdict.decision is Decision.REFUSE
    repository.add_attempt(
        session,
        attempt_id=ids.new_id(),
        assessment_id=ids.new_id(),
        payment_id=payment_id,
        checkout_id=checkout_id,
        at=now,
        amount_minor=subject.amount_minor,
        currency=subject.currency,
        country=attempt.country,
        outcome=(Outcome.REFUSED if is_refused else Outcome.OPEN).value,
        email=attempt.email,
        visitor=attempt.visitor,
        address=attempt.address,
        network=attempt.network,
        card=attempt.card,
        score=verdict.score,
        decision=verdict.decision.value,
        is_enforced=is_enforced,
        reasons=[
            {"feature": one.feature, "weight": one.weight, "sentence": one.sentence}
            for one in verdict.reasons
        ],
        features=[None if math.isnan(value) else value for value in verdict.features],
        model_version=verdict.model_version,
    )
    return verdict.decision if is_enforced else Decision.ACCEPT


def assessments(session: Session, checkout_id: UUID) -> tuple[AssessmentView, ...]:
    """What was thought of each payment of a checkout, oldest first; for callers that show it to staff."""
    return tuple(
        AssessmentView(
            id=row.id,
            payment_id=row.payment_id,
            checkout_id=row.checkout_id,
            score=row.score,
            decision=Decision(row.decision),
            reasons=tuple(Reason(**one) for one in row.reasons),
            model_version=row.model_version,
            at=row.at,
        )
        for row in repository.assessments(session, checkout_id)
    )


def record_outcome(session: Session, payment_id: UUID, outcome: Outcome) -> None:
    """What the gateway said; an attempt that is not known (another way to pay) is nothing to do."""
    repository.set_outcome(session, payment_id, outcome.value)


def forget_old(session: Session) -> int:
    """Delete attempts that no feature looks at any more; how many."""
    return repository.forget_attempts(session, before=clock.now() - repository.KEPT_BEYOND)


def _key() -> bytes:
    """What identifiers are hashed with: of this installation, for this purpose alone."""
    secret = settings().agora_secret_key.get_secret_value().encode()
    return hmac.digest(secret, b"trust:identifiers", "sha256")
