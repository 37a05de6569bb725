"""A kept value is true: at most two seconds behind its source, however long it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pytest
from sqlmodel import Session

from backend.kit import proven_cache
from backend.kit.proven_cache import Kept, ProvenCache


class World:
    """A source with versions, a clock that is moved by hand, and the rounds that wait to be run."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.time = 100.0
        self.rounds: list[Callable[[], None]] = []
        self.built: list[str] = []
        self.asked: list[set[str]] = []
        self.cache: ProvenCache[str, str] = ProvenCache(
            self._stamps, weigh=len, most_bytes=100, ends_s=30, fresh_s=2
        )
        self.cache.now = lambda: self.time
        self.cache.aside = self.rounds.append

    def _stamps(self, _session: Session, keys: Collection[str]) -> dict[str, int]:
        self.asked.append(set(keys))
        return {key: self.versions[key] for key in keys if key in self.versions}

    def get(self, key: str) -> str:
        return self.kept(key).value

    def kept(self, key: str) -> Kept[str]:
        def build() -> tuple[int, str]:
            self.built.append(key)
            return self.versions[key], f"{key}{self.versions[key]}"

        return self.cache.get(Session(), key, build)

    def run_rounds(self) -> None:
        while self.rounds:
            self.rounds.pop(0)()


@pytest.fixture
def world(monkeypatch) -> World:
    def without_a_database(verb: Callable[..., Any], *args: Any) -> Any:
        return verb(Session(), *args)

    monkeypatch.setattr(proven_cache, "query", without_a_database)
    one = World()
    one.versions = {"a": 1, "b": 1}
    return one


def test_what_did_not_change_is_built_once_and_proven_every_second_and_a_half_while_it_is_asked_for(world):
    world.get("a")
    for _ in range(100):
        world.time += 0.2
        assert world.cache.peek("a").value == "a1"
        world.run_rounds()
    assert world.built == ["a"]
    assert 11 <= len(world.asked) <= 14


def test_a_change_is_seen_within_two_seconds_whoever_asks_how_often(world):
    world.get("a")
    world.time += 1.9
    world.versions["a"] = 2
    assert world.cache.peek("a").value == "a1"
    world.time += 0.1
    assert world.cache.peek("a") is None
    assert world.get("a") == "a2"


def test_a_holder_learns_that_its_value_changed(world):
    held = world.kept("a")
    world.versions["a"] = 2
    world.time += 1.6
    assert held.is_fresh()
    world.run_rounds()
    assert not held.is_fresh()


def test_a_change_of_one_value_leaves_the_others(world):
    world.get("a")
    world.get("b")
    world.versions["a"] = 2
    world.time += 5
    assert (world.get("a"), world.get("b")) == ("a2", "b1")
    assert world.built == ["a", "b", "a"]


def test_one_question_proves_all_that_are_in_use_and_only_those(world):
    world.versions["c"] = 1
    for key in ("a", "b"):
        world.get(key)
    world.time += 11
    world.get("c")
    world.time += 3
    world.get("a")
    assert world.asked == [{"a", "c"}]
    assert world.built == ["a", "b", "c"]


def test_a_value_that_is_gone_is_dropped(world):
    world.get("a")
    del world.versions["a"]
    world.time += 3
    with pytest.raises(KeyError):
        world.get("a")
    assert world.cache.bytes == 0


def test_a_value_ends_however_true_it_is(world):
    world.get("a")
    for _ in range(31):
        world.time += 1
        world.get("a")
        world.run_rounds()
    assert world.built == ["a", "a"]


def test_a_change_while_building_makes_the_value_too_old_and_never_too_new(world):
    def build() -> tuple[int, str]:
        stamp = world.versions["a"]
        world.versions["a"] = 2
        return stamp, "a1"

    world.cache.get(Session(), "a", build)
    world.time += 2.5
    assert world.get("a") == "a2"


def test_values_weigh_no_more_than_allowed_and_the_oldest_go(world):
    names = [f"{number:019}" for number in range(8)]
    world.versions |= dict.fromkeys(names, 1)
    for name in names:
        world.get(name)
    assert world.cache.bytes == 100
    assert [name for name in names if world.cache.peek(name)] == names[-5:]


def test_missing_values_are_built_together_and_what_cannot_be_built_is_left_out(world):
    batches: list[list[str]] = []

    def build(keys: Collection[str]):
        batches.append(list(keys))
        return [(key, world.versions[key], f"{key}1") for key in keys if key in world.versions]

    assert world.cache.get_many(Session(), ["a", "gone", "b"], build) == {"a": "a1", "b": "b1"}
    world.time += 3
    world.versions["b"] = 2
    assert world.cache.get_many(Session(), ["a", "b"], build).keys() == {"a", "b"}
    assert batches == [["a", "gone", "b"], ["b"]]
