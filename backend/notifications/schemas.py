"""Messages on their way out."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message that waits for the mail server; `opt_out_link` is empty for what has to be told."""

    id: UUID
    recipient: str
    subject: str
    text: str
    html: str
    opt_out_link: str = ""
