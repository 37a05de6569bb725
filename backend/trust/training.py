"""Train the model on the simulated year and say how good it is. Needs scikit-learn (group `models`).

Split by time, as a shop lives: the first months train, the next calibrate, the last test. Nothing of the test
months is seen before. Trees are taken out of scikit-learn number by number (`trees`).
"""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer
from threadpoolctl import threadpool_limits

from backend.trust import policy, rules
from backend.trust.attempts import Memory, present
from backend.trust.features import NAMES, vector
from backend.trust.schemas import Decision
from backend.trust.simulation import Transaction, simulate
from backend.trust.trees import Model, Node

_KEY = b"the simulated year needs no secret"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is trained on: the first `train` months train, `calibrate` more calibrate, the rest test."""

    seed: int = 7
    months: int = 12
    per_day: int = 330
    train: int = 8
    calibrate: int = 1
    trees: int = 160
    leaves: int = 12
    learning_rate: float = 0.06
    smallest_leaf: int = 25


@dataclass(frozen=True, slots=True)
class Data:
    """The year as numbers: one row per attempt, in the order of time."""

    rows: np.ndarray
    is_fraud: np.ndarray
    month: np.ndarray
    amount_minor: np.ndarray
    pattern: np.ndarray
    points: np.ndarray

    def where(self, chosen: np.ndarray) -> "Data":
        """Some of the rows."""
        return Data(*(getattr(self, name)[chosen] for name in Data.__slots__))


@dataclass(frozen=True, slots=True)
class Trained:
    """The model, scikit-learn's own for comparison, and what the test months say."""

    model: Model
    booster: HistGradientBoostingClassifier
    test: Data
    report: dict[str, Any]


def prepared(transactions: Sequence[Transaction]) -> Data:
    """Every transaction's features, computed in the order of time by the code that serves."""
    memory = Memory()
    rows, points = [], []
    for one in transactions:
        now = present(one.subject, at=one.at, account_opened_at=one.account_opened_at, key=_KEY)
        row = vector(now, memory.known(now))
        rows.append(row)
        points.append(rules.points(dict(zip(NAMES, row, strict=True))))
        memory.add(now.as_past(one.outcome, one.disputed_at))
    return Data(
        rows=np.array(rows, dtype=np.float64),
        is_fraud=np.array([one.is_fraud for one in transactions]),
        month=np.array([one.month for one in transactions]),
        amount_minor=np.array([one.subject.amount_minor for one in transactions]),
        pattern=np.array([one.pattern for one in transactions]),
        points=np.array(points),
    )


def train(plan: Plan = Plan(), say: Callable[[str], None] = lambda line: None) -> Trained:
    """Simulate, train, calibrate, test. The same plan makes the same model."""
    began = time.perf_counter()
    say("playing the year")
    transactions = simulate(plan.seed, months=plan.months, per_day=plan.per_day)
    say(f"computing {len(NAMES)} features of {len(transactions)} attempts")
    data = prepared(transactions)
    early = data.where(data.month < plan.train)
    middle = data.where((data.month >= plan.train) & (data.month < plan.train + plan.calibrate))
    late = data.where(data.month >= plan.train + plan.calibrate)
    say(f"training on {len(early.rows)}, calibrating on {len(middle.rows)}, testing on {len(late.rows)}")
    booster = HistGradientBoostingClassifier(
        learning_rate=plan.learning_rate,
        max_iter=plan.trees,
        max_leaf_nodes=plan.leaves,
        min_samples_leaf=plan.smallest_leaf,
        l2_regularization=2.0,
        max_features=0.6,
        early_stopping=False,
        random_state=plan.seed,
    )
    # One thread: the same numbers on any machine, and no spinning against what else runs there.
    with threadpool_limits(1):
        booster.fit(early.rows, early.is_fraud)
    model = exported(booster, version="uncalibrated", facts={})
    slope, offset = _platt(booster.decision_function(middle.rows), middle.is_fraud)
    report = _report(plan, booster, slope, offset, early, late)
    model = replace(
        model, version=f"fraud-{plan.seed}-{_digest(model)}", slope=slope, offset=offset, facts=report
    )
    say(f"done in {time.perf_counter() - began:.0f} s")
    return Trained(model, booster, late, report)


def exported(booster: HistGradientBoostingClassifier, *, version: str, facts: dict[str, Any]) -> Model:
    """scikit-learn's trees as ours. Means of inner nodes are those of their leaves, by how many rows came."""
    trees = tuple(_tree(stage[0].nodes) for stage in booster._predictors)
    baseline = float(booster._baseline_prediction.ravel()[0])
    return Model(version, NAMES, baseline, 1.0, 0.0, trees, facts)


def _tree(nodes: np.ndarray) -> tuple[Node, ...]:
    means: dict[int, float] = {}

    def mean(place: int) -> float:
        node = nodes[place]
        if node["is_leaf"]:
            means[place] = float(node["value"])
        else:
            left, right = int(node["left"]), int(node["right"])
            counts = int(nodes[left]["count"]), int(nodes[right]["count"])
            means[place] = (mean(left) * counts[0] + mean(right) * counts[1]) / sum(counts)
        return means[place]

    mean(0)
    return tuple(
        (-1, 0.0, False, 0, 0, means[place])
        if node["is_leaf"]
        else (
            int(node["feature_idx"]),
            float(node["num_threshold"]),
            bool(node["missing_go_to_left"]),
            int(node["left"]),
            int(node["right"]),
            means[place],
        )
        for place, node in enumerate(nodes)
    )


def _platt(margins: np.ndarray, is_fraud: np.ndarray) -> tuple[float, float]:
    fitted = LogisticRegression(C=1e6).fit(margins.reshape(-1, 1), is_fraud)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _digest(model: Model) -> str:

    return hashlib.sha256(json.dumps(model.as_json()["trees"]).encode()).hexdigest()[:8]


def _regression(early: Data) -> Any:
    """A fair opponent: unknown values filled and marked, every feature brought to a normal scale."""
    return make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True),
        QuantileTransformer(output_distribution="normal", n_quantiles=200, random_state=0),
        LogisticRegression(max_iter=400, C=0.3),
    ).fit(early.rows, early.is_fraud)


def _report(
    plan: Plan, booster: HistGradientBoostingClassifier, slope: float, offset: float, early: Data, late: Data
) -> dict[str, Any]:
    margins = booster.decision_function(late.rows)
    scores = 1 / (1 + np.exp(-(slope * margins + offset)))
    raw = 1 / (1 + np.exp(-margins))
    by_regression = _regression(early).predict_proba(late.rows)[:, 1]
    precision = {
        "model": average_precision_score(late.is_fraud, scores),
        "rules": average_precision_score(late.is_fraud, late.points),
        "logistic_regression": average_precision_score(late.is_fraud, by_regression),
        "chance": late.is_fraud.mean(),
    }
    return {
        "seed": plan.seed,
        "months": {"train": plan.train, "calibrate": plan.calibrate, "all": plan.months},
        "rows": {"train": len(early.rows), "test": len(late.rows)},
        "fraud_rate": {"train": _short(early.is_fraud.mean()), "test": _short(late.is_fraud.mean())},
        "average_precision": {name: _short(value) for name, value in precision.items()},
        "times_the_rules": _short(precision["model"] / precision["rules"]),
        "brier": {
            "calibrated": _short(brier_score_loss(late.is_fraud, scores), 6),
            "as_trained": _short(brier_score_loss(late.is_fraud, raw), 6),
        },
        "by_month": [
            {
                "month": int(month) + 1,
                "fraud": int(part.is_fraud.sum()),
                "model": _short(average_precision_score(part.is_fraud, scores[late.month == month])),
                "rules": _short(average_precision_score(part.is_fraud, part.points)),
            }
            for month in np.unique(late.month)
            for part in [late.where(late.month == month)]
        ],
        "at_score": [_at(late, scores, level) for level in (0.02, 0.05, 0.1, 0.3, 0.5, 0.8)],
        "caught_by_pattern": {
            str(name): _short((scores[late.pattern == name] >= 0.1).mean())
            for name in np.unique(late.pattern[late.is_fraud])
        },
        "decisions": _decisions(late, scores),
        "cost_per_1000": _cost_curve(late, scores),
    }


def _at(late: Data, scores: np.ndarray, level: float) -> dict[str, float]:
    flagged = scores >= level
    hits = int((flagged & late.is_fraud).sum())
    return {
        "score": level,
        "flagged": int(flagged.sum()),
        "precision": _short(hits / max(1, flagged.sum())),
        "recall": _short(hits / late.is_fraud.sum()),
    }


def _decisions(late: Data, scores: np.ndarray) -> dict[str, dict[str, int]]:
    taken = np.array(
        [policy.decide(score, int(amount)) for score, amount in zip(scores, late.amount_minor, strict=True)]
    )
    return {
        decision.value: {
            "good": int(((taken == decision) & ~late.is_fraud).sum()),
            "fraud": int(((taken == decision) & late.is_fraud).sum()),
        }
        for decision in Decision
    }


def _cost_curve(late: Data, scores: np.ndarray) -> dict[str, int]:
    """What 1,000 attempts cost (minor units): all accepted, refused from a score on, by the policy."""

    def cost(decisions: Sequence[Decision]) -> int:
        total = 0
        for decision, is_fraud, amount in zip(decisions, late.is_fraud, late.amount_minor, strict=True):
            total += policy.expected_costs(1.0 if is_fraud else 0.0, int(amount))[decision]
        return round(total * 1000 / len(late.rows))

    curve = {"accept everything": cost([Decision.ACCEPT] * len(scores))}
    for level in (0.05, 0.1, 0.2, 0.4, 0.6, 0.8):
        answers = [Decision.REFUSE if score >= level else Decision.ACCEPT for score in scores]
        curve[f"refuse from {level}"] = cost(answers)
    answers = [
        policy.decide(score, int(amount)) for score, amount in zip(scores, late.amount_minor, strict=True)
    ]
    return curve | {"the policy": cost(answers)}


def _short(value: float, digits: int = 4) -> float:
    return round(float(value), digits)
