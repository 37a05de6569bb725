"""The trained model as data, and the walk through its trees. Pure Python: serving needs no library.

The committed `fraud_model.json` holds gradient boosted trees as scikit-learn made them, number by number; a
test proves that the walk gives the very same scores. Attribution is by path: each split moves the expected
score from the node's mean to its child's, and that step belongs to the feature that was asked.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from backend.trust import features

MODEL_PATH = Path(__file__).with_name("fraud_model.json")

Node = tuple[int, float, bool, int, int, float]
"""(feature or -1 for a leaf, threshold, unknown goes left, left, right, mean score of what passes here)."""


class ModelMismatch(RuntimeError):
    """The committed model was trained on other features than the code computes: train it anew."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A score (probability of fraud) and how much each feature adds to it, in log odds."""

    score: float
    margin: float
    contributions: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Trees, and the two numbers that make their sum a probability (Platt's scaling)."""

    version: str
    names: tuple[str, ...]
    baseline: float
    slope: float
    offset: float
    trees: tuple[tuple[Node, ...], ...]
    facts: Mapping[str, Any]

    def margin(self, vector: Sequence[float]) -> float:
        """The sum of the trees for a vector: exactly what scikit-learn calls the raw prediction."""
        total = self.baseline
        for tree in self.trees:
            total += tree[_leaf(tree, vector)][5]
        return total

    def judge(self, vector: Sequence[float]) -> Judgement:
        """Score a vector, with the reasons."""
        total = self.baseline
        parts = [0.0] * len(self.names)
        for tree in self.trees:
            place, by, before = 0, 0, tree[0][5]
            while True:
                asked, threshold, unknown_left, left, right, mean = tree[place]
                if place:
                    parts[by] += mean - before
                    before = mean
                if asked < 0:
                    total += mean
                    break
                value, by = vector[asked], asked
                place = left if (unknown_left if value != value else value <= threshold) else right
        return Judgement(self.probability(total), total, tuple(self.slope * part for part in parts))

    def probability(self, margin: float) -> float:
        """The calibrated probability of fraud for a sum of the trees."""
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, self.slope * margin + self.offset))))

    def as_json(self) -> dict[str, Any]:
        """What `from_json` reads."""
        return {
            "version": self.version,
            "features": list(self.names),
            "signature": features.signature(),
            "baseline": self.baseline,
            "calibration": [self.slope, self.offset],
            "facts": dict(self.facts),
            "trees": [[_packed(node) for node in tree] for tree in self.trees],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Model":
        """The model that `as_json` wrote. Raises ModelMismatch when it is not for our features."""
        if stored["signature"] != features.signature():
            raise ModelMismatch("the committed fraud model is for other features: run `agora train-fraud`")
        slope, offset = stored["calibration"]
        trees = tuple(tuple(_unpacked(node) for node in tree) for tree in stored["trees"])
        names = tuple(stored["features"])
        return cls(stored["version"], names, stored["baseline"], slope, offset, trees, stored["facts"])


@lru_cache(maxsize=1)
def committed() -> Model:
    """The model that serves. Raises ModelMismatch."""
    return Model.from_json(json.loads(MODEL_PATH.read_text()))


def _leaf(tree: Sequence[Node], vector: Sequence[float]) -> int:
    place = 0
    while True:
        asked, threshold, unknown_left, left, right, _ = tree[place]
        if asked < 0:
            return place
        value = vector[asked]
        # Only the unknown (NaN) differs from itself.
        place = left if (unknown_left if value != value else value <= threshold) else right


def _packed(node: Node) -> list[Any]:
    """Leaves are one number; means of inner nodes only explain, so they are kept short."""
    asked, threshold, unknown_left, left, right, mean = node
    return [mean] if asked < 0 else [asked, threshold, int(unknown_left), left, right, round(mean, 6)]


def _unpacked(packed: Sequence[Any]) -> Node:
    if len(packed) == 1:
        return -1, 0.0, False, 0, 0, packed[0]
    asked, threshold, unknown_left, left, right, mean = packed
    return asked, threshold, bool(unknown_left), left, right, mean
