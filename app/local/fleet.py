"""The processes of `agora up`, each with how it is started and how one sees that it works."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from app import frontend
from app.local import ports
from app.local.environment import WEBHOOK_PATH, Plan
from app.local.service import CommandService, Service
from backend.payments.gateway import STRIPE_EVENTS

ROOT = Path(__file__).parents[2]
_WORKER_GRACE_S = 20  # Celery lets running jobs finish


def backing_services(plan: Plan) -> list[Service]:
    """What Agora stands on: those of database, Redis, Stripe stand-in and mail sink that are embedded."""
    services: list[Service] = [one for one in (plan.postgres, plan.redis) if one is not None]
    if plan.stripe_port is not None:
        services.append(_stripe(plan, plan.stripe_port))
    if plan.smtp_port is not None and plan.mail_port is not None:
        services.append(_mail(plan, plan.smtp_port, plan.mail_port))
    return services


def web(plan: Plan, *, workers: int) -> Service:
    """Pages, sockets and REST, served by `workers` processes."""
    command, extra = frontend.serve_command(plan.port, workers)
    return CommandService(
        "web",
        command,
        environment=_environment(plan) | extra | plan.environment,
        directory=ROOT,
        log=plan.log("web"),
        healthy=lambda: _answers_ok(f"http://127.0.0.1:{plan.port}/ping"),
        # Two interpreters import all of Agora: seconds, or minutes where many others work.
        patience_s=180,
        grace_s=5,
    )


def background_services(plan: Plan) -> list[Service]:
    """The worker of the jobs and the relay of the outbox; pages do not wait for them."""
    worker = CommandService(
        "worker",
        _python(
            *("celery", "-A", "jobs.celery_app", "worker", "--pool", "threads", "--concurrency", "4"),
            *("-B", "--schedule", str(plan.data_dir / "celery-schedule"), "--loglevel", "INFO"),
        ),
        environment=_environment(plan),
        directory=ROOT,
        log=plan.log("worker"),
        grace_s=_WORKER_GRACE_S,
    )
    relay = CommandService(
        "relay", _python("jobs.relay"), environment=_environment(plan), directory=ROOT, log=plan.log("relay")
    )
    return [worker, relay]


def _stripe(plan: Plan, port: int) -> Service:
    state = plan.data_dir / "stripe"
    command = _python("app.local.stripe", "--port", str(port), "--state-dir", str(state))
    command += ["--webhook-url", f"http://127.0.0.1:{plan.port}{WEBHOOK_PATH}"]
    command += ["--webhook-events", ",".join(STRIPE_EVENTS)]
    command += ["--webhook-secret", plan.environment["STRIPE_WEBHOOK_SECRET"]]
    command += ["--secret-key", plan.environment["STRIPE_SECRET_KEY"]]
    return CommandService(
        "stripe",
        command,
        environment=_environment(plan),
        directory=ROOT,
        log=plan.log("stripe"),
        healthy=_listening(port),
    )


def _mail(plan: Plan, smtp_port: int, http_port: int) -> Service:
    command = _python("app.local.mail", "--smtp-port", str(smtp_port), "--http-port", str(http_port))
    return CommandService(
        "mail",
        [*command, "--dir", str(plan.data_dir / "mail")],
        environment=_environment(plan),
        directory=ROOT,
        log=plan.log("mail"),
        healthy=_listening(smtp_port, http_port),
    )


def step(plan: Plan, name: str, *command: str) -> CommandService:
    """A part of the start that runs to its end in a process of its own: `python -m` COMMAND."""
    return CommandService(
        name, _python(*command), environment=_environment(plan), directory=ROOT, log=plan.log(name)
    )


def _environment(plan: Plan) -> dict[str, str]:
    return os.environ | {"PYTHONUNBUFFERED": "1"} | plan.environment


def _python(*module_and_arguments: str) -> list[str]:
    return [sys.executable, "-m", *module_and_arguments]


def _listening(*wanted: int) -> Callable[[], bool]:
    return lambda: all(ports.answers(port) for port in wanted)


def _answers_ok(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).is_success
    except httpx.HTTPError:
        return False
