"""What is done with a score: the answer that costs least, by what each mistake costs. Pure.

Costs are expected ones, in minor units of the payment's currency (a cent of a dollar and of a euro are close
enough for a decision). Probabilities are floats, amounts never.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from backend.kit import money
from backend.trust.features import FEATURES
from backend.trust.schemas import Decision, Reason
from backend.trust.trees import Judgement

REVIEW_WITHIN = timedelta(hours=4)
AUTHENTICATE_WITHIN = timedelta(hours=24)
"""How long a shopper has to authenticate; a card's promise holds for a week."""
MOST_REASONS = 5
_WORTH_SAYING = 0.05


@dataclass(frozen=True, slots=True)
class Costs:
    """What a mistake costs. Amounts in minor units; the others are parts of one.

    A chargeback costs the goods (`loss_rate` of the amount) and a fee. A good order that is lost costs its
    margin and a part of a customer. 3-D Secure loses some good shoppers and stops most fraud, for which the
    bank is liable then. A review costs somebody's time, and the desk errs in both directions.
    """

    chargeback_fee_minor: int = 2_500
    loss_rate: Decimal = Decimal("0.90")
    margin_rate: Decimal = Decimal("0.15")
    lost_customer_minor: int = 1_500
    challenge_loses_good: Decimal = Decimal("0.05")
    challenge_stops_fraud: Decimal = Decimal("0.80")
    review_minor: int = 600
    review_catches_fraud: Decimal = Decimal("0.90")
    review_loses_good: Decimal = Decimal("0.03")


COSTS = Costs()


def expected_costs(score: float, amount_minor: int, costs: Costs = COSTS) -> Mapping[Decision, int]:
    """What each decision is expected to cost, in minor units."""
    fraud = Decimal(str(round(score, 6)))
    good = 1 - fraud
    chargeback = money.share(amount_minor, costs.loss_rate) + costs.chargeback_fee_minor
    lost = money.share(amount_minor, costs.margin_rate) + costs.lost_customer_minor
    return {
        Decision.ACCEPT: money.share(chargeback, fraud),
        Decision.CHALLENGE: money.share(chargeback, fraud * (1 - costs.challenge_stops_fraud))
        + money.share(lost, good * costs.challenge_loses_good),
        Decision.REVIEW: costs.review_minor
        + money.share(chargeback, fraud * (1 - costs.review_catches_fraud))
        + money.share(lost, good * costs.review_loses_good),
        Decision.REFUSE: money.share(lost, good),
    }


def decide(score: float, amount_minor: int, costs: Costs = COSTS) -> Decision:
    """The cheapest decision; of equally cheap ones the mildest."""
    expected = expected_costs(score, amount_minor, costs)
    return min(expected, key=lambda decision: expected[decision])


def thresholds(amount_minor: int, costs: Costs = COSTS) -> Mapping[Decision, float]:
    """From which score on each decision is taken for an amount; one that is never taken is left out."""
    first: dict[Decision, float] = {}
    for step in range(1_001):
        score = step / 1_000
        first.setdefault(decide(score, amount_minor, costs), score)
    return first


def reasons(judgement: Judgement, vector: Sequence[float]) -> tuple[Reason, ...]:
    """The features that raise the score most, in words, at most MOST_REASONS."""
    found = []
    for feature, value, weight in sorted(
        zip(FEATURES, vector, judgement.contributions, strict=True), key=lambda one: -one[2]
    ):
        sentence = feature.sentence(value)
        if weight < _WORTH_SAYING or len(found) == MOST_REASONS:
            break
        if sentence and sentence not in {reason.sentence for reason in found}:
            found.append(Reason(feature.name, round(weight, 3), sentence))
    return tuple(found)
