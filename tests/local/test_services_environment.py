"""What the environment names is respected; what is generated stays and stays secret."""

import stat
from pathlib import Path

import pytest

from app.local import environment
from app.local.environment import Secrets, plan
from app.local.failure import StartFailed

EXTERNAL = {
    "postgres": {"DATABASE_URL": "postgresql://shop@db.internal/shop"},
    "redis": {"REDIS_URL": "redis://cache.internal:6379/0"},
    "stripe": {"STRIPE_SECRET_KEY": "sk_live_x", "STRIPE_PUBLISHABLE_KEY": "pk_live_x"},
    "mail": {"SMTP_URL": "smtp://mail.internal:587"},
}


def _embedded(chosen: environment.Plan) -> set[str]:
    found = {
        "postgres": chosen.postgres,
        "redis": chosen.redis,
        "stripe": chosen.stripe_port,
        "mail": chosen.smtp_port,
    }
    return {name for name, value in found.items() if value is not None}


def test_with_an_empty_environment_everything_is_embedded(tmp_path: Path) -> None:
    chosen = plan(tmp_path, port=47310, given={})
    assert _embedded(chosen) == {"postgres", "redis", "stripe", "mail"}
    assert chosen.environment["AGORA_PUBLIC_URL"] == "http://localhost:47310"
    assert chosen.environment["REFLEX_REDIS_URL"] == chosen.environment["REDIS_URL"].removesuffix("0") + "1"
    key = chosen.environment["STRIPE_SECRET_KEY"]
    assert chosen.environment["STRIPE_PUBLISHABLE_KEY"] == key.replace("sk_", "pk_")


@pytest.mark.parametrize("service", sorted(EXTERNAL))
def test_a_named_service_is_used_and_not_started(tmp_path: Path, service: str) -> None:
    chosen = plan(tmp_path, port=47310, given=EXTERNAL[service])
    assert _embedded(chosen) == {"postgres", "redis", "stripe", "mail"} - {service}
    assert EXTERNAL[service].items() <= chosen.environment.items()


def test_every_embedded_service_says_which_variable_replaces_it() -> None:
    assert {name: next(iter(given)) for name, given in EXTERNAL.items()} == environment.REPLACED_BY


def test_a_real_publishable_key_does_not_mix_with_the_stand_in(tmp_path: Path) -> None:
    chosen = plan(tmp_path, port=47310, given={"STRIPE_PUBLISHABLE_KEY": "pk_live_x"})
    assert chosen.environment["STRIPE_PUBLISHABLE_KEY"].startswith("pk_test_")


def test_variables_that_are_not_ours_stay_out(tmp_path: Path) -> None:
    assert "HOME" not in plan(tmp_path, port=47310, given={"HOME": "/nowhere"}).environment


def test_no_two_services_share_a_port(tmp_path: Path) -> None:
    chosen = plan(tmp_path, port=3020, given={})
    assert chosen.postgres is not None
    assert chosen.redis is not None
    used = [
        3020,
        chosen.postgres.port,
        chosen.redis.port,
        chosen.stripe_port,
        chosen.smtp_port,
        chosen.mail_port,
    ]
    assert len(set(used)) == 6


def test_env_file_counts_and_the_shell_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("SMTP_URL=smtp://file\nREDIS_URL=redis://file\nDATABASE_URL=\n")
    monkeypatch.setenv("REDIS_URL", "redis://shell")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    given = environment.given_environment(tmp_path)
    assert given["SMTP_URL"] == "smtp://file"
    assert given["REDIS_URL"] == "redis://shell"
    assert "DATABASE_URL" not in given


def test_secrets_are_generated_once_and_closed_to_others(tmp_path: Path) -> None:
    first = Secrets.of(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert Secrets.of(tmp_path) == first
    assert len(set(vars(first).values())) == 5


def test_damaged_secrets_are_refused_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(StartFailed, match=r"secrets\.json"):
        Secrets.of(tmp_path)
    assert (tmp_path / "secrets.json").read_text() == "{"
