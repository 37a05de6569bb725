"""The model says what scikit-learn says, beats the rules on months that it never saw, and decides by cost."""

import json
from pathlib import Path

import pytest

from backend.trust import policy, trees
from backend.trust.features import NAMES
from backend.trust.schemas import Decision
from backend.trust.trees import Model, ModelMismatch

REPORT = Path(__file__).parents[2] / "docs" / "models.md"


@pytest.fixture(scope="module")
def trained():
    """A small year, trained like the committed model."""
    training = pytest.importorskip("backend.trust.training", reason="scikit-learn is in the group `models`")
    return training.train(training.Plan(seed=3, months=5, per_day=120, train=3, trees=40))


def test_the_walk_gives_the_very_scores_of_scikit_learn(trained):
    rows = trained.test.rows[:500]
    kept = Model.from_json(json.loads(json.dumps(trained.model.as_json())))
    expected = trained.booster.decision_function(rows).tolist()
    assert [kept.margin(row) for row in rows.tolist()] == expected
    assert [kept.judge(row).margin for row in rows.tolist()] == expected


def test_contributions_add_up_to_the_score(trained):
    model = trained.model
    roots = sum(tree[0][5] for tree in model.trees)
    for row in trained.test.rows[:100].tolist():
        found = model.judge(row)
        explained = model.slope * (model.baseline + roots) + sum(found.contributions)
        assert explained == pytest.approx(model.slope * found.margin, abs=1e-4)


def test_on_months_it_never_saw_the_model_beats_the_rules(trained):
    assert trained.report["times_the_rules"] >= 1.2
    assert (
        trained.report["cost_per_1000"]["the policy"] < trained.report["cost_per_1000"]["accept everything"]
    )


def test_the_same_seed_plays_the_same_year():
    simulation = pytest.importorskip("backend.trust.simulation")
    first, again = (simulation.simulate(5, months=1, per_day=20) for _ in range(2))
    assert first == again
    assert first != simulation.simulate(6, months=1, per_day=20)


def test_the_committed_model_was_measured_against_rules_and_regression_and_the_report_says_so():
    facts = trees.committed().facts
    precision = facts["average_precision"]
    assert precision["model"] >= 1.2 * precision["rules"]
    assert precision["model"] > precision["logistic_regression"]
    report = REPORT.read_text()
    assert trees.committed().version in report
    for name in ("model", "rules", "logistic_regression"):
        assert f"{precision[name]:.3f}" in report


def test_a_model_for_other_features_is_refused():
    stored = trees.committed().as_json() | {"signature": "of another list"}
    with pytest.raises(ModelMismatch, match="train-fraud"):
        Model.from_json(stored)


@pytest.mark.parametrize(
    ("score", "amount_minor", "decision"),
    [
        (0.0, 5_000, Decision.ACCEPT),
        (0.01, 5_000, Decision.ACCEPT),
        (0.03, 5_000, Decision.CHALLENGE),
        (0.3, 60_000, Decision.REVIEW),
        (0.97, 5_000, Decision.REFUSE),
        (0.9, 200, Decision.REFUSE),
        (1.0, 1, Decision.REFUSE),
    ],
)
def test_the_cheapest_answer_is_given(score: float, amount_minor: int, decision: Decision):
    assert policy.decide(score, amount_minor) == decision
    expected = policy.expected_costs(score, amount_minor)
    assert expected[decision] == min(expected.values())


@pytest.mark.parametrize("amount_minor", [500, 5_000, 50_000, 500_000])
def test_a_higher_score_is_never_answered_more_mildly(amount_minor: int):
    order = list(Decision)
    given = [order.index(policy.decide(step / 200, amount_minor)) for step in range(201)]
    assert given == sorted(given)


def test_expected_costs_are_whole_minor_units_of_what_a_mistake_costs():
    certain = policy.expected_costs(1.0, 10_000)
    assert certain == {
        Decision.ACCEPT: 9_000 + 2_500,
        Decision.CHALLENGE: 2_300,
        Decision.REVIEW: 600 + 1_150,
        Decision.REFUSE: 0,
    }
    assert policy.expected_costs(0.0, 10_000)[Decision.REFUSE] == 1_500 + 1_500


def test_reasons_are_the_strongest_and_in_words():
    vector = [0.0] * len(NAMES)
    vector[NAMES.index("cards_by_visitor")] = 4.0
    vector[NAMES.index("mail_class")] = 2.0
    weights = [0.0] * len(NAMES)
    weights[NAMES.index("cards_by_visitor")] = 1.25
    weights[NAMES.index("mail_class")] = 0.5
    weights[NAMES.index("hour")] = 0.01
    found = policy.reasons(trees.Judgement(0.5, 0.0, tuple(weights)), vector)
    assert [(one.feature, one.weight, one.sentence) for one in found] == [
        ("cards_by_visitor", 1.25, "4 cards from this browser within a day"),
        ("mail_class", 0.5, "the kind of e-mail address"),
    ]
