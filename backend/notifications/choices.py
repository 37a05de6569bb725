"""Who wants what need not be sent, reminders, offers, text messages: consent, and how it is taken back.

Mail carries an opt-out that works from the mail itself (RFC 8058); STOP, sent back, ends texts to a number.

Without a choice nothing is sent. The address is the key, so that guests can choose, too.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import text
from sqlmodel import Session

from backend.identity import preferences
from backend.identity.schemas import Actor
from backend.kit import clock
from backend.kit.config import settings
from backend.kit.errors import InvalidInput


class Topic(StrEnum):
    """What may be declined. Mail about orders is always sent; texts about them only when they are wanted."""

    CART = "cart"
    """Reminders of a cart that was left, by e-mail."""
    CART_TEXTS = "cart_texts"
    """The same by text message."""
    OFFERS = "offers"
    """Offers and coupons, by e-mail."""
    OFFER_TEXTS = "offer_texts"
    """The same by text message."""
    ORDER_TEXTS = "order_texts"
    """Text messages: an order is placed, changed or cancelled."""
    DELIVERY_TEXTS = "delivery_texts"
    """Text messages: a parcel left or arrived."""
    RETURN_TEXTS = "return_texts"
    """Text messages: how a return stands, a refund."""


TEXT_TOPICS = frozenset(
    {Topic.ORDER_TEXTS, Topic.DELIVERY_TEXTS, Topic.RETURN_TEXTS, Topic.CART_TEXTS, Topic.OFFER_TEXTS}
)
"""What comes by text message, to the number of the account."""
_STOPPED = "texts"  # of a number: whether anything may be texted to it

_CHOOSE = """
    INSERT INTO mail_choice (address, topic, is_wanted, source, chosen_at)
    VALUES (:address, :topic, :is_wanted, :source, :now)
    ON CONFLICT (address, topic) DO
"""
_DECIDE = text(
    f"{_CHOOSE} UPDATE SET is_wanted = excluded.is_wanted, source = excluded.source,"
    " chosen_at = excluded.chosen_at"
)
_AGREE = text(f"{_CHOOSE} NOTHING")
_WANTED = text(
    "SELECT topic FROM mail_choice WHERE address = :address AND is_wanted AND topic = ANY(:topics)"
)
_WITHDRAW_TEXTS = text(
    "UPDATE message SET status = 'withdrawn'"
    " WHERE recipient = :phone AND channel = 'sms' AND status = 'queued'"
)
_HAS_STOPPED = text("SELECT 1 FROM mail_choice WHERE address = :phone AND topic = :topic AND NOT is_wanted")
_WITHDRAW = text(
    """
    UPDATE message SET status = 'withdrawn'
    WHERE chosen_by = :address AND topic = :topic AND status = 'queued' RETURNING id
    """
)


def choose(session: Session, address: str, topic: Topic, *, is_wanted: bool, source: str) -> None:
    """The owner of the address decides, over whatever was said before; `source` says where."""
    session.execute(_DECIDE, _values(address, topic, is_wanted, source))
    if not is_wanted:
        withdraw(session, address, topic)


def choose_all(session: Session, wanted: Mapping[Topic, bool], *, source: str, actor: Actor) -> None:
    """A person decides about several topics at once; those that are not named stay as they are.

    Raises SignInRequired, and InvalidInput (`text_phone`) when texts are wanted without a number for them.
    """
    actor.require_person()
    wants_texts = any(is_wanted and topic in TEXT_TOPICS for topic, is_wanted in wanted.items())
    if wants_texts and not preferences.preferences(session, actor=actor).text_phone:
        raise InvalidInput("Please enter the mobile number that texts go to.", field="text_phone")
    for topic, is_wanted in wanted.items():
        choose(session, actor.email, topic, is_wanted=is_wanted, source=source)


def agree(session: Session, address: str, topic: Topic, *, source: str) -> None:
    """Somebody typed the address and agreed. That never undoes an opt-out: it may be another's address."""
    session.execute(_AGREE, _values(address, topic, True, source))


def _values(address: str, topic: str, is_wanted: bool, source: str) -> dict[str, object]:
    return {
        "address": address.lower(),
        "topic": str(topic),
        "is_wanted": is_wanted,
        "source": source,
        "now": clock.now(),
    }


def wanted(session: Session, address: str, topics: Collection[str] = tuple(Topic)) -> frozenset[str]:
    """Which of these topics the address wants mail about."""
    rows = session.execute(_WANTED, {"address": address.lower(), "topics": [str(one) for one in topics]})
    return frozenset(rows.scalars())


def withdraw(session: Session, address: str, topic: Topic) -> int:
    """Take back what is written about the topic and not sent yet; answers how many."""
    rows = session.execute(_WITHDRAW, {"address": address.lower(), "topic": topic.value})
    return len(rows.all())


def stop_texts(session: Session, phone: str, *, source: str) -> None:
    """The owner of a number, E.164, wants no texts at all; what is not sent yet is taken back."""
    session.execute(_DECIDE, _values(phone, _STOPPED, False, source))
    session.execute(_WITHDRAW_TEXTS, {"phone": phone})


def allow_texts(session: Session, phone: str, *, source: str) -> None:
    """The owner of a number takes a stop back: what was chosen holds again."""
    session.execute(_DECIDE, _values(phone, _STOPPED, True, source))


def has_stopped(session: Session, phone: str) -> bool:
    """Whether the owner of a number wants no texts at all."""
    return session.execute(_HAS_STOPPED, {"phone": phone, "topic": _STOPPED}).first() is not None


def opt_out_link(address: str, topic: str) -> str:
    """Where one press ends mail about the topic; the link itself is the permission, for this alone."""
    token = _serializer().dumps([address.lower(), topic])
    return f"{settings().agora_public_url}/api/v1/mail/opt-out?token={token}"


def opt_out(session: Session, token: str) -> str:
    """End mail as the link says; answers the address. Repeating it is fine. Raises InvalidInput."""
    address, topic = opt_out_of(token)
    choose(session, address, topic, is_wanted=False, source="mail")
    return address


def opt_out_of(token: str) -> tuple[str, Topic]:
    """The address and the topic of an opt-out link. Raises InvalidInput for one that we did not make."""
    try:
        address, topic = _serializer().loads(token)
        return address, Topic(topic)
    except (BadSignature, ValueError, TypeError) as forged:
        raise InvalidInput(
            "This link is not complete. Please open it from the e-mail again.", field="token"
        ) from forged


def _serializer() -> URLSafeSerializer:
    secret = settings().agora_secret_key.get_secret_value()
    if not secret:
        raise RuntimeError("AGORA_SECRET_KEY is not set: links in mail cannot be signed")
    return URLSafeSerializer(secret, salt="agora.mail-choice")
