"""Messages on their way out."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message that waits for the mail server."""

    id: UUID
    recipient: str
    subject: str
    text: str
    html: str
