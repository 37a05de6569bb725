"""Structured logs. Every line of a request or an event carries its id."""

import logging
import sys

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, merge_contextvars

from backend.kit.config import settings

__all__ = ["bind_contextvars", "bound_contextvars", "configure", "logger"]


def configure() -> None:
    """Set logs up once per process: JSON lines when `AGORA_LOG_JSON` is set, readable ones otherwise."""
    chosen = settings()
    renderer = (
        structlog.processors.JSONRenderer()
        if chosen.agora_log_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[chosen.agora_log_level]
        ),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module."""
    return structlog.get_logger(name)  # type: ignore[no-any-return]  # configured above
