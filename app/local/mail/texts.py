"""Text messages as files: one JSON each, named by arrival. Nobody's phone rings."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from backend.kit import clock, ids

_NOT_DIGITS = re.compile(r"[^\d+]")


@dataclass(frozen=True, slots=True)
class Text:
    """One text message as it was handed over; `to` is the number."""

    id: str
    received_at: str
    to: str
    text: str


class TextStore:
    """The folder of text messages."""

    def __init__(self, folder: Path):
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, *, to: str, text: str) -> Text:
        """Keep a message before saying so."""
        kept = Text(str(ids.new_id()), clock.now().isoformat(timespec="seconds"), to, text)
        beside = self._folder / f".{kept.id}"
        beside.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        os.replace(beside, self._folder / f"{kept.id}.json")
        return kept

    def newest(self, *, to: str = "", limit: int = 100) -> list[Text]:
        """The latest messages, newest first; `to` keeps those to a number that contains its digits."""
        wanted = _NOT_DIGITS.sub("", to)
        if to.strip() and not wanted:
            return []
        found: list[Text] = []
        for path in sorted(self._folder.glob("*.json"), reverse=True):
            text = _read(path)
            if wanted in text.to:
                found.append(text)
                if len(found) == limit:
                    break
        return found

    def clear(self) -> int:
        """Forget every message. Returns how many there were."""
        paths = list(self._folder.glob("*.json"))
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)


@lru_cache(maxsize=2000)
def _read(path: Path) -> Text:
    return Text(**json.loads(path.read_text(encoding="utf-8")))
