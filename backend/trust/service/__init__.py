"""The verbs of trust."""

from backend.trust.service.assessing import assess, assessments, forget_old, record_outcome
from backend.trust.service.labelling import record_label
from backend.trust.service.reviewing import (
    answer,
    approve,
    ask,
    asked_about,
    list_reviews,
    open_review,
    refuse,
    review,
)

__all__ = [
    "answer",
    "approve",
    "ask",
    "asked_about",
    "assess",
    "assessments",
    "forget_old",
    "list_reviews",
    "open_review",
    "record_label",
    "record_outcome",
    "refuse",
    "review",
]
