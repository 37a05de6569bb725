"""Steps of orders in processes that die where they are told to: `kill -9` at a named verb.

    with mortals({}) as played:
        played("complete", checkout.id, token, dies="after backend.orders.service:place")

One process imports and warms up everything and forks for each step, which is quicker than starting one each
time. It opens no connection before it forks.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sqlalchemy.orm import configure_mappers

from backend.payments.providers import card_gateway
from backend.trust import trees
from tests.faults import shopper

KILLED = -signal.SIGKILL


@contextmanager
def mortals(environment: Mapping[str, str]) -> Iterator[Callable[..., int]]:
    """A function that plays a step (see `tests.faults.shopper`) and answers how its process ended.

    `environment` comes on top of this process's own."""
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.mortals"],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    stdin, stdout = parent.stdin, parent.stdout

    def play(*arguments: object, dies: str) -> int:
        stdin.write(json.dumps([dies, *map(str, arguments)]) + "\n")
        stdin.flush()
        return int(stdout.readline())

    try:
        yield play
    finally:
        stdin.close()
        parent.wait(30)


def _fork(dies: str, arguments: list[str]) -> int:
    child = os.fork()
    if child == 0:
        try:
            _prepare_to_die(dies)
            shopper.main(*arguments)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _prepare_to_die(dies: str) -> None:
    moment, _, verb = dies.partition(" ")
    place, _, name = verb.partition(":")
    owner: Any = import_module(place)
    *inner, name = name.split(".")
    for one in inner:
        owner = getattr(owner, one)
    real = getattr(owner, name)

    def mortal(*args: Any, **kwargs: Any) -> Any:
        if moment == "after":
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, mortal)


if __name__ == "__main__":
    configure_mappers()
    card_gateway().client.v1.payment_intents  # noqa: B018 -- the SDK loads what is asked for
    trees.committed()
    for line in sys.stdin:
        wish = json.loads(line)
        sys.stdout.write(f"{_fork(wish[0], wish[1:])}\n")
        sys.stdout.flush()
