"""Refusals of prime."""

from backend.kit.errors import Conflict, NotFound


class AlreadyMember(Conflict):
    """The person has a membership."""

    code = "already_member"


class NotMember(NotFound):
    """The person has no membership."""

    code = "not_member"


class PersonNotFound(NotFound):
    """Nobody has this account."""

    code = "person_not_found"
