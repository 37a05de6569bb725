"""From an attempt and its past to a decision: features, score, reasons, cheapest answer. Pure, about 1 ms."""

from dataclasses import dataclass

from backend.trust import policy, trees
from backend.trust.attempts import Known, Present
from backend.trust.features import vector
from backend.trust.schemas import Decision, Reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of an attempt, and the features that it was thought of."""

    score: float
    decision: Decision
    reasons: tuple[Reason, ...]
    features: tuple[float, ...]
    model_version: str


def judge(now: Present, known: Known, *, amount_minor: int) -> Verdict:
    """Judge an attempt with the committed model. Raises ModelMismatch when that is for other features."""
    model = trees.committed()
    row = vector(now, known)
    found = model.judge(row)
    decision = policy.decide(found.score, amount_minor)
    return Verdict(found.score, decision, policy.reasons(found, row), row, model.version)
