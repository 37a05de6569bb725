"""Domain events: frozen facts in the past tense that travel upward through the outbox."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.kit import clock, ids

_registry: dict[str, type["Event"]] = {}


class Event(BaseModel):
    """Base of every event. Subclasses hold ids and money, never rows; their class name is the wire name."""

    model_config = ConfigDict(frozen=True)

    wire_name: ClassVar[str]
    event_id: UUID = Field(default_factory=ids.new_id)
    occurred_at: datetime = Field(default_factory=clock.now)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls.wire_name = cls.__name__
        if cls.__name__ in _registry and _registry[cls.__name__].__module__ != cls.__module__:
            raise TypeError(f"two events are called {cls.__name__}")
        _registry[cls.__name__] = cls


def event_from_wire(name: str, payload: dict[str, Any]) -> Event:
    """The event that was recorded as `name`. Raises KeyError for a name that no context defines."""
    return _registry[name].model_validate(payload)
