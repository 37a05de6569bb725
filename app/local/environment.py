"""Which services are ours to start, where they listen, and the environment that leads to them.

What the environment (or `.env`) names is respected: its embedded service is not started.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from app.local import ports
from app.local.failure import StartFailed
from app.local.postgres import Postgres
from app.local.redis import Redis
from backend.kit.config import Settings, redis_database

WEBHOOK_PATH = "/api/v1/webhooks/stripe"
PREFERRED_PORTS = {"postgres": 3032, "redis": 3079, "stripe": 3010, "smtp": 3025, "mail": 3020}
_SETTINGS = frozenset(name.upper() for name in Settings.model_fields)
# The variable that replaces each embedded service.
REPLACED_BY = {
    "postgres": "DATABASE_URL",
    "redis": "REDIS_URL",
    "stripe": "STRIPE_SECRET_KEY",
    "mail": "SMTP_URL",
}


@dataclass(frozen=True)
class Secrets:
    """Generated once for a data folder, so that sessions and passwords survive a restart."""

    secret_key: str
    postgres_password: str
    redis_password: str
    stripe_key: str
    webhook_secret: str

    @classmethod
    def of(cls, data_dir: Path) -> Secrets:
        """Read `secrets.json` (mode 600), creating it or what is missing in it. Raises StartFailed."""
        path = data_dir / "secrets.json"
        try:
            known = json.loads(path.read_text())
        except FileNotFoundError:
            known = {}
        except ValueError as error:
            raise StartFailed(f"{path} is not readable JSON: restore it, or delete {data_dir}") from error
        values = {
            "secret_key": secrets.token_urlsafe(48),
            "postgres_password": secrets.token_hex(24),
            "redis_password": secrets.token_hex(24),
            "stripe_key": secrets.token_hex(12),
            "webhook_secret": secrets.token_hex(24),
        } | known
        if values != known:
            beside = path.with_suffix(".part")
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(values, file, indent=2)
            beside.replace(path)
        return cls(**{name: values[name] for name in cls.__annotations__})


@dataclass(frozen=True)
class Plan:
    """The environment of every process of a run and what of it is embedded."""

    data_dir: Path
    port: int
    environment: dict[str, str]
    postgres: Postgres | None
    redis: Redis | None
    stripe_port: int | None
    smtp_port: int | None
    mail_port: int | None

    @property
    def address(self) -> str:
        """Where a person opens Agora."""
        return self.environment["AGORA_PUBLIC_URL"]

    @property
    def database(self) -> str:
        """A name of the database that stays the same between runs and tells no password."""
        if self.postgres is not None:
            return str(self.postgres.folder)
        parts = urlsplit(self.environment["DATABASE_URL"])
        return f"{parts.hostname or ''}:{parts.port or ''}{parts.path}?{parts.query}"

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.data_dir / "logs"

    def log(self, name: str) -> Path:
        """The log of one service."""
        return self.logs / f"{name}.log"


def given_environment(root: Path) -> dict[str, str]:
    """`.env` of the checkout under the environment; empty values count as not set."""
    from_file = {name: value or "" for name, value in dotenv_values(root / ".env").items()}
    return {name: value for name, value in (from_file | os.environ).items() if value}


def plan(data_dir: Path, *, port: int, given: Mapping[str, str]) -> Plan:
    """Decide what is embedded and where it listens. Creates the data folder and its secrets, starts nothing.

    Raises StartFailed when the data folder cannot be written.
    """
    data_dir = data_dir.resolve()
    try:
        (data_dir / "logs").mkdir(parents=True, exist_ok=True)
        kept = Secrets.of(data_dir)
    except PermissionError as error:
        raise StartFailed(f"{data_dir} cannot be written: choose another with --data-dir") from error
    taken: set[int] = {port}

    def choose(name: str) -> int:
        chosen = ports.free_port(PREFERRED_PORTS[name], not_among=frozenset(taken))
        taken.add(chosen)
        return chosen

    # What is embedded overrides its whole group: a real publishable key beside a stand-in mixes two worlds.
    environment = {name: value for name, value in given.items() if name in _SETTINGS}
    environment["AGORA_DATA_DIR"] = str(data_dir)
    environment.setdefault("AGORA_SECRET_KEY", kept.secret_key)
    environment.setdefault("AGORA_PUBLIC_URL", f"http://localhost:{port}")
    postgres = redis = stripe_port = smtp_port = mail_port = None
    if "DATABASE_URL" not in given:
        postgres = Postgres(
            data_dir / "postgres",
            port=choose("postgres"),
            password=kept.postgres_password,
            log=data_dir / "logs" / "postgres.log",
        )
        environment["DATABASE_URL"] = postgres.url()
    if "REDIS_URL" not in given:
        redis = Redis(
            data_dir / "redis",
            port=choose("redis"),
            password=kept.redis_password,
            log=data_dir / "logs" / "redis.log",
        )
        environment["REDIS_URL"] = redis.url()
    environment.setdefault("REFLEX_REDIS_URL", redis_database(environment["REDIS_URL"], 1))
    if "STRIPE_SECRET_KEY" not in given:
        stripe_port = choose("stripe")
        environment |= {
            "STRIPE_SECRET_KEY": f"sk_test_{kept.stripe_key}",
            "STRIPE_PUBLISHABLE_KEY": f"pk_test_{kept.stripe_key}",
            "STRIPE_WEBHOOK_SECRET": f"whsec_{kept.webhook_secret}",
            "STRIPE_API_BASE": f"http://127.0.0.1:{stripe_port}",
            "STRIPE_JS_URL": f"http://localhost:{stripe_port}/v3/",
        }
    if "SMTP_URL" not in given:
        smtp_port, mail_port = choose("smtp"), choose("mail")
        environment["SMTP_URL"] = f"smtp://127.0.0.1:{smtp_port}"
        environment["SMS_SINK_URL"] = f"http://127.0.0.1:{mail_port}"
    return Plan(
        data_dir=data_dir,
        port=port,
        environment=environment,
        postgres=postgres,
        redis=redis,
        stripe_port=stripe_port,
        smtp_port=smtp_port,
        mail_port=mail_port,
    )
