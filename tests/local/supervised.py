"""Run as a process by the supervisor's tests: supervises two dummies until told to end.

`python -m tests.local.supervised DATA_DIR`. One dummy ignores SIGTERM and has a child; one obeys.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.local.environment import plan
from app.local.migrations import ROOT
from app.local.run import Run
from app.local.service import CommandService

STUBBORN = (
    "import os, signal, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "os.fork()\n"
    "while True: time.sleep(60)\n"
)
OBEDIENT = "import time\nwhile True: time.sleep(60)\n"
EXTERNAL = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1",
    "STRIPE_SECRET_KEY": "sk_test_none",
    "SMTP_URL": "smtp://127.0.0.1:1",
}


def main(data_dir: Path) -> None:
    """Supervise until Ctrl-C."""
    chosen = plan(data_dir, port=47390, given=EXTERNAL)

    def dummy(name: str, code: str) -> CommandService:
        command = [sys.executable, "-c", code]
        return CommandService(
            name, command, environment={}, directory=ROOT, log=chosen.log(name), grace_s=1.0
        )

    try:
        with Run(chosen, lambda message: print(message, flush=True)) as run:  # noqa: T201 -- the test reads its output
            run.start([dummy("obedient", OBEDIENT), dummy("stubborn", STUBBORN)])
            run.serve()
    except KeyboardInterrupt:
        print("ended", flush=True)  # noqa: T201 -- the test reads its output


if __name__ == "__main__":
    main(Path(sys.argv[1]))
