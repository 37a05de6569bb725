"""Messages as files: one `.eml` each, named by arrival, so that the folder is the list."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path
from typing import Any

from backend.kit import clock, ids

_NAME = re.compile(r"[0-9a-f-]{36}")
_SENDER, _RECIPIENTS = "X-Sink-From", "X-Sink-To"


@dataclass(frozen=True, slots=True)
class Mail:
    """One received message; `to` is whom the envelope named, copies and blind copies included."""

    id: str
    received_at: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    attachments: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON API's form; `from` is what SMTP calls the sender."""
        fields = asdict(self)
        return {"id": fields.pop("id"), "from": fields.pop("sender"), **fields}


class MailStore:
    """The folder of received messages."""

    def __init__(self, folder: Path):
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, content: bytes, *, sender: str, recipients: Sequence[str]) -> str:
        """Keep a message as it came, the envelope in front. Returns its id."""
        mail_id = str(ids.new_id())
        envelope = f"{_SENDER}: {sender}\r\n{_RECIPIENTS}: {', '.join(recipients)}\r\n"
        beside = self._folder / f".{mail_id}"
        beside.write_bytes(envelope.encode() + content)
        os.replace(beside, self._folder / f"{mail_id}.eml")
        return mail_id

    def newest(self, *, to: str = "", limit: int = 100) -> list[Mail]:
        """The latest messages, newest first; `to` keeps those with a recipient that contains it."""
        wanted = to.strip().casefold()
        found: list[Mail] = []
        for path in sorted(self._folder.glob("*.eml"), reverse=True):
            mail = _read(path)
            if any(wanted in recipient.casefold() for recipient in mail.to):
                found.append(mail)
                if len(found) == limit:
                    break
        return found

    def get(self, mail_id: str) -> Mail | None:
        """One message, or None."""
        path = self._path(mail_id)
        return _read(path) if path is not None else None

    def raw(self, mail_id: str) -> bytes | None:
        """One message as it came, or None."""
        path = self._path(mail_id)
        return path.read_bytes() if path is not None else None

    def clear(self) -> int:
        """Forget every message. Returns how many there were."""
        paths = list(self._folder.glob("*.eml"))
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)

    def _path(self, mail_id: str) -> Path | None:
        path = self._folder / f"{mail_id}.eml"
        return path if _NAME.fullmatch(mail_id) and path.exists() else None


@lru_cache(maxsize=2000)
def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    received = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else clock.now()
    recipients = str(message.get(_RECIPIENTS, ""))
    return Mail(
        id=path.stem,
        received_at=received.isoformat(timespec="seconds"),
        sender=str(message.get("From", message.get(_SENDER, ""))),
        to=tuple(part.strip() for part in recipients.split(",") if part.strip()),
        subject=str(message.get("Subject", "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
        attachments=tuple(part.get_filename() or "unnamed" for part in message.iter_attachments()),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    if part is None:
        return ""
    content = part.get_content()
    return content if isinstance(content, str) else content.decode(errors="replace")
