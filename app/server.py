"""What the web server serves: the whole app, behind the answers that are at hand and a short way to REST."""

import gc

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.application import served
from app.app import EDGES, api, app
from app.brisk_lane import BriskLane
from app.ready_answers import ReadyAnswers

# Objects that may be made before Python looks for garbage among the young ones: its 700 would have it look
# several times during one order, and cycles are rare here.
_YOUNG_OBJECTS = 20_000


class ApiDoor:
    """REST goes to its own application at once, everything else through the pages' layers."""

    def __init__(self, everything: ASGIApp, rest: ASGIApp) -> None:
        self._everything = everything
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_rest = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self._rest if is_rest else self._everything)(scope, receive, send)


def create() -> ASGIApp:
    """The ASGI app of one worker process: `granian --interface asgi --factory app.server:create`."""
    everything = app()
    rest: ASGIApp = api
    for edge in EDGES:
        rest = edge(rest)
    serving = ReadyAnswers(ApiDoor(everything, BriskLane(rest, served())))
    # What is there now stays until the end: no need to look at it again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, 20, 20)
    return serving
