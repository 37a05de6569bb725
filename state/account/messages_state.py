"""How a person is told things: language, time zone, the number for texts, and what they want to hear of."""

from __future__ import annotations

from collections.abc import Mapping

import reflex as rx
from babel import Locale
from sqlmodel import Session

from backend.identity import preferences
from backend.identity.schemas import Actor, Preferences
from backend.kit.errors import InvalidInput
from backend.kit.locales import DEFAULT_LOCALE, asked_for
from backend.notifications import service as notifications
from backend.notifications.service import Topic
from state import effects, gateway
from state.permission import PERSON, allow, current_actor

FORM = "messages"
FIELDS = ("locale", "time_zone", "text_phone")
OFFERED = ("en_US", "en_GB", "de_DE", "de_AT", "de_CH")
_LONGEST = 64


class MessagesState(rx.State):
    """What is chosen, by topic; `saved` counts, so that the form starts anew with what was kept."""

    ready: bool = False
    saved: int = 0
    locales: list[tuple[str, str]] = []
    fields: dict[str, str] = {}
    wanted: list[str] = []
    errors: dict[str, str] = {}
    texts_are_offered: bool = True
    email: str = ""
    _browser: str = DEFAULT_LOCALE

    @allow(PERSON)
    async def load(self):
        """Read what was chosen."""
        actor = current_actor()
        self.email, self.texts_are_offered = actor.email, notifications.texts_are_offered()
        # Before anything is said, what a checkout would take from the browser stands there.
        self._browser = asked_for(self.router.headers.accept_language) or DEFAULT_LOCALE
        self._show(*await gateway.call(_chosen, actor))
        self.errors, self.ready = {}, True

    @allow(PERSON)
    async def save(self, form: dict[str, str | bool | None]):
        """Keep all of it, or say beside the field what to mend."""
        said = {name: str(form.get(name) or "").strip()[:_LONGEST] for name in FIELDS}
        wanted = {topic: bool(form.get(topic.value)) for topic in Topic}
        try:
            kept = await gateway.call(_choose, said, wanted, current_actor())
        except InvalidInput as refusal:
            if refusal.field not in FIELDS:
                raise
            self.errors = {refusal.field: refusal.message}
            return rx.set_focus(f"{FORM}-{refusal.field}")
        self.errors = {}
        self._show(*kept)
        return effects.toast("Kept. It holds from the next message on.")

    def _show(self, kept: Preferences, wanted: frozenset[str]) -> None:
        locale = kept.locale or self._browser
        self.locales = _languages(locale)
        self.fields = {
            "locale": locale,
            "time_zone": kept.time_zone,
            "text_phone": kept.text_phone,
        }
        self.wanted = sorted(wanted)
        self.saved += 1


def _chosen(session: Session, actor: Actor) -> tuple[Preferences, frozenset[str]]:
    return preferences.preferences(session, actor=actor), notifications.wanted(session, actor.email)


def _choose(
    session: Session, said: Mapping[str, str], wanted: Mapping[Topic, bool], actor: Actor
) -> tuple[Preferences, frozenset[str]]:
    preferences.choose_preferences(
        session,
        locale=said["locale"],
        time_zone=said["time_zone"],
        text_phone=said["text_phone"],
        actor=actor,
    )
    notifications.choose_all(session, wanted, source="account", actor=actor)
    return _chosen(session, actor)


def _languages(chosen: str) -> list[tuple[str, str]]:
    """Those on offer, each in its own words, and the one that the browser had said."""
    codes = (*OFFERED, chosen) if chosen and chosen not in OFFERED else OFFERED
    names = {code: Locale.parse(code).get_display_name() or code for code in codes}
    return [(code, name[:1].upper() + name[1:]) for code, name in names.items()]
