"""What the web server serves: the whole app, behind the answers that are at hand."""

from starlette.types import ASGIApp

from app.app import app
from app.ready_answers import ReadyAnswers


def create() -> ASGIApp:
    """The ASGI app of one worker process: `granian --interface asgi --factory app.server:create`."""
    return ReadyAnswers(app())
