"""What is measured: a running Agora, or one that is started for it and stopped afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app import frontend
from app.demo.catalogue.model import Size
from app.demo.defaults import DEFAULT_SEED
from app.local import fleet, ports, world
from app.local.environment import plan
from app.local.run import Run, running, state_file
from app.local.run_state import RunState
from backend.kit import cache, db
from backend.kit.config import settings

Say = Callable[[str], None]
_PREFERRED_PORT = 3400


@dataclass(frozen=True)
class Served:
    """Where it answers; `state` tells its processes and its database when they are ours to look at."""

    url: str
    state: RunState | None


@contextmanager
def served(
    data_dir: Path, *, url: str, workers: int, size: Size, with_jobs: bool, say: Say
) -> Iterator[Served]:
    """The Agora at `url`, else the one that runs on `data_dir`, else one of our own in `data_dir`/bench.

    This process then works on its database. Ours has embedded services alone, whatever the environment says:
    a measurement writes thousands of orders. Raises StartFailed.
    """
    state = running(data_dir)
    if url and (state is None or state.address != url.rstrip("/")):
        yield Served(url.rstrip("/"), None)
        return
    if state is not None and state.serving:
        _work_on(state.environment)
        yield Served(state.address, state)
        return
    own = data_dir / "bench"
    # Thousands of cards from one address are what fraud looks like: it is judged, and nobody is turned away.
    chosen = plan(own, port=ports.free_port(_PREFERRED_PORT), given={"FRAUD_MODE": "observe"})
    _work_on(chosen.environment)
    with Run(chosen, say) as run:
        say("starting database, Redis and the Stripe stand-in")
        run.start([one for one in fleet.backing_services(chosen) if one.name != "mail"])
        _fill(run, size, say)
        if not frontend.is_current():
            say("building the front end, which the server serves as well")
            run.finish(fleet.step(chosen, "build", "app.cli", "build"), say)
        say(f"starting {workers} web server processes")
        run.start([fleet.web(chosen, workers=workers)])
        if with_jobs:
            run.start(fleet.background_services(chosen))
        yield Served(f"http://127.0.0.1:{chosen.port}", RunState.read(state_file(own)))


def _fill(run: Run, size: Size, say: Say) -> None:
    chosen = run.plan
    here = ("--data-dir", str(chosen.data_dir))
    url = chosen.environment["DATABASE_URL"]
    known = world.World.read(chosen.data_dir, chosen.database)
    if known.migrations != world.migrations_fingerprint(url):
        say("bringing the database up to date")
        run.finish(fleet.step(chosen, "migrate", "app.cli", "migrate", *here), say)
        known = known.write(chosen.data_dir, migrations=world.migrations_fingerprint(url))
    if known.seeding == "done" and known.size == size.value:
        return
    say(f"filling a {size.value} demo world, once")
    again = [] if known.seeding == "never" else ["--reset"]
    known = known.write(chosen.data_dir, seeding="unfinished")
    arguments = ("--seed", str(DEFAULT_SEED), "--size", size.value, *again, *here)
    run.finish(fleet.step(chosen, "seed", "app.cli", "seed", *arguments), say)
    known.write(chosen.data_dir, seeding="done", size=size.value)


def _work_on(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    db.dispose()
    cache.redis.cache_clear()
    settings.cache_clear()
