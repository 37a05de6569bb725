"""What trust refuses."""

from backend.kit.errors import Conflict, NotFound


class ReviewNotFound(NotFound):
    """No such review."""

    code = "review_not_found"


class ReviewDecided(Conflict):
    """Somebody decided this review already; `facts` has status and decided_by."""

    code = "review_decided"
