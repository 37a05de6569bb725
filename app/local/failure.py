"""What stops a start, said so that a person can act on it."""

from pathlib import Path

_TAIL_LINES = 15


class StartFailed(Exception):
    """A service or a step did not come up; the message carries the end of its log when there is one."""

    def __init__(self, message: str, *, log: Path | None = None):
        self.message = message
        self.log = log
        super().__init__(message if log is None else f"{message}. The end of {log}:\n{tail(log)}")


def tail(log: Path, lines: int = _TAIL_LINES) -> str:
    """The last lines of a log, indented; a placeholder when it is empty or missing."""
    try:
        found = log.read_text(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        found = []
    return "\n".join(f"    {line}" for line in found) or "    (nothing was logged)"
