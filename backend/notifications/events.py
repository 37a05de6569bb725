"""What happened to messages."""

from uuid import UUID

from backend.kit.events import Event


class MessageQueued(Event):
    """A message is written and waits to be sent."""

    message_id: UUID
