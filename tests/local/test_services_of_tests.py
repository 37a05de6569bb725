"""What every other test rests on."""

from datetime import timedelta

from redis import Redis
from sqlalchemy import Engine, text

from backend.kit import clock
from backend.kit.config import settings
from tests.conftest import FrozenClock


def test_the_database_is_this_workers_own_and_answers(database: Engine, worker_name: str) -> None:
    with database.connect() as connection:
        assert connection.execute(text("SELECT current_database()")).scalar_one() == f"agora_{worker_name}"


def test_redis_is_empty_and_keeps_what_reflex_listens_to(redis_db: Redis) -> None:
    assert redis_db.dbsize() == 0
    flags = redis_db.config_get("notify-keyspace-events")["notify-keyspace-events"]
    assert set(flags) == set("K$sgxe")


def test_redis_of_one_test_does_not_reach_the_next(redis_db: Redis) -> None:
    assert redis_db.keys("*") == []
    redis_db.set("left-over", 1)


def test_redis_of_the_test_before_is_gone(redis_db: Redis) -> None:
    assert redis_db.get("left-over") is None


def test_the_clock_stands_and_moves_when_told(frozen_clock: FrozenClock) -> None:
    before = clock.now()
    frozen_clock.advance(minutes=16)
    assert clock.now() - before == timedelta(minutes=16)


def test_settings_of_the_developers_shell_do_not_leak_in() -> None:
    assert settings().stripe_secret_key.get_secret_value() == ""
    assert settings().agora_data_dir.name.startswith("data-")
