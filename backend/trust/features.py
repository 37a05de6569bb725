"""The features of a payment attempt, each with the words that explain it. One code for training and serving.

A feature is a number of the attempt and of what is known of earlier ones; UNKNOWN where it says nothing. The
model is trained on them in this order: whoever changes the list, an order or a meaning trains it anew
(`agora train-fraud`), and a test compares the list with the committed model.
"""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.trust.attempts import UNKNOWN, Known, Link, Past, Present, is_disputed, outcome_is_good
from backend.trust.schemas import Outcome

HOUR, DAY, WEEK, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30)
GOOD_AFTER = timedelta(days=21)
_SMALL = 12.0
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Feature:
    """A number of an attempt. `words` explain it where it is above zero, `zero` at zero, `unknown` unknown.

    Empty words: it has no sentence of its own in that case.
    """

    name: str
    value: Callable[[Present, Known], float]
    words: str = ""
    zero: str = ""
    unknown: str = ""

    def sentence(self, value: float) -> str:
        """The value in words."""
        if math.isnan(value):
            return self.unknown
        if round(value, 9) == 0 or ("{n}" in self.words and round(value) == 0):
            return self.zero
        return self.words.format(
            n=round(value),
            many="" if round(value) == 1 else "s",
            es="" if round(value) == 1 else "es",
            value=value,
        )


def vector(now: Present, known: Known) -> tuple[float, ...]:
    """The features of an attempt in the order of FEATURES."""
    return tuple(one.value(now, known) for one in FEATURES)


def signature() -> str:
    """Names the list of features and their order; the model is only good for the one it was trained on."""
    return hashlib.sha256("\n".join(NAMES).encode()).hexdigest()[:16]


def _within(pasts: Sequence[Past], at: datetime, window: timedelta) -> list[Past]:
    # The newest come first, so the first that is too old ends it.
    since, found = at - window, []
    for past in pasts:
        if past.at < since:
            break
        found.append(past)
    return found


def _count(link: Link, window: timedelta) -> Callable[[Present, Known], float]:
    return lambda now, known: float(len(_within(known[link], now.at, window)))


def _distinct(link: Link, of: Link, window: timedelta) -> Callable[[Present, Known], float]:
    """Different identifiers of one kind behind another, the present one included."""

    def count(now: Present, known: Known) -> float:
        seen = {past.of(of) for past in _within(known[link], now.at, window)} | {now.of(of)}
        return float(len(seen - {None}))

    return count


def _declines(link: Link, window: timedelta) -> Callable[[Present, Known], float]:
    def count(now: Present, known: Known) -> float:
        recent = _within(known[link], now.at, window)
        return float(sum(past.outcome in {Outcome.DECLINED, Outcome.REFUSED} for past in recent))

    return count


def _age_days(pasts: Sequence[Past], now: Present) -> float:
    return (now.at - pasts[-1].at).total_seconds() / _DAY_S if pasts else UNKNOWN


def _usual(now: Present, known: Known) -> float:
    paid = [past.amount for past in known[Link.EMAIL] if past.outcome == Outcome.PAID]
    return now.amount / max(1.0, sum(paid) / len(paid)) if paid else UNKNOWN


def _good_orders(now: Present, known: Known) -> float:
    return float(sum(outcome_is_good(past, now.at, GOOD_AFTER) for past in known[Link.EMAIL]))


def _new_to_email(link: Link) -> Callable[[Present, Known], float]:
    """Whether somebody with a past comes with something never seen with them; unknown for newcomers."""

    def is_new(now: Present, known: Known) -> float:
        paid = [past for past in known[Link.EMAIL] if past.outcome == Outcome.PAID]
        if not paid or now.of(link) is None:
            return UNKNOWN
        return float(all(past.of(link) != now.of(link) for past in paid))

    return is_new


def _country_is_new(now: Present, known: Known) -> float:
    paid = [past for past in known[Link.EMAIL] if past.outcome == Outcome.PAID]
    return float(all(past.country != now.country for past in paid)) if paid else UNKNOWN


def _everyone(known: Known) -> Iterable[Past]:
    for link in (Link.EMAIL, Link.VISITOR, Link.NETWORK):
        yield from known[link]


def _small_before(now: Present, known: Known) -> float:
    recent = (_within(known[link], now.at, DAY) for link in (Link.VISITOR, Link.NETWORK, Link.ADDRESS))
    return float(max(sum(past.amount < _SMALL for past in found) for found in recent))


def _disputes(now: Present, known: Known) -> float:
    return float(max(sum(is_disputed(past, now.at) for past in known[link]) for link in Link))


def _minutes_since(now: Present, known: Known) -> float:
    last = max((past.at for past in _everyone(known)), default=None)
    return (now.at - last).total_seconds() / 60 if last else UNKNOWN


def _spent(now: Present, known: Known) -> float:
    recent = _within(known[Link.EMAIL], now.at, DAY)
    return sum(past.amount for past in recent if past.outcome == Outcome.PAID)


def _card_is_known(now: Present, known: Known) -> float:
    if now.card is None:
        return UNKNOWN
    mine = (past for past in known[Link.CARD] if past.email == now.email)
    return float(any(past.outcome == Outcome.PAID for past in mine))


FEATURES: tuple[Feature, ...] = (
    Feature("amount", lambda now, _: now.amount, "the amount is about {n} dollars"),
    Feature("amount_vs_usual", _usual, "the amount is {value:.1f} times what this shopper usually spends"),
    Feature("units", lambda now, _: float(now.units), "{n} item{many} in the order"),
    Feature("most_of_one", lambda now, _: float(now.most_of_one), "{n} of the same item"),
    Feature("dearest", lambda now, _: now.dearest, "the dearest item costs about {n} dollars"),
    Feature(
        "dollars_per_kg", lambda now, _: now.dollars_per_kg, "easy to sell on: about {n} dollars per kilogram"
    ),
    Feature("is_guest", lambda now, _: float(now.account_age_days is None), "bought without an account"),
    Feature(
        "account_age",
        lambda now, _: UNKNOWN if now.account_age_days is None else now.account_age_days,
        "the account is {n} day{many} old",
        "the account was opened today",
        "bought without an account",
    ),
    Feature("mail_class", lambda now, _: float(now.mail_class), "the kind of e-mail address"),
    Feature("mail_digits", lambda now, _: now.mail_digits, "many digits in the e-mail address"),
    Feature(
        "billing_differs", lambda now, _: float(now.billing_differs), "billing and shipping address differ"
    ),
    Feature("is_fast", lambda now, _: float(now.is_fast), "fast shipping was chosen"),
    Feature(
        "hour",
        lambda now, _: float(now.hour),
        "bought around {n} o'clock at the destination",
        "bought around midnight",
    ),
    Feature(
        "email_age",
        lambda now, known: _age_days(known[Link.EMAIL], now),
        "this e-mail address first paid {n} day{many} ago",
        "this e-mail address first paid today",
        "this e-mail address never paid here before",
    ),
    Feature(
        "visitor_age",
        lambda now, known: _age_days(known[Link.VISITOR], now),
        "this browser first paid {n} day{many} ago",
        "this browser first paid today",
        "this browser never paid here before",
    ),
    Feature(
        "address_age",
        lambda now, known: _age_days(known[Link.ADDRESS], now),
        "this address was first used {n} day{many} ago",
        "this address was first used today",
        "nothing was ever sent to this address",
    ),
    Feature(
        "good_orders",
        _good_orders,
        "{n} earlier order{many} without trouble",
        "no earlier order that went well",
    ),
    Feature("browser_is_new", _new_to_email(Link.VISITOR), "a browser this shopper never used before"),
    Feature("address_is_new", _new_to_email(Link.ADDRESS), "an address this shopper never used before"),
    Feature("network_is_new", _new_to_email(Link.NETWORK), "a network this shopper never used before"),
    Feature("country_is_new", _country_is_new, "a country this shopper never ordered to before"),
    Feature(
        "card_is_known",
        _card_is_known,
        "this card paid for this shopper before",
        "a card never used here before",
    ),
    Feature(
        "email_1h",
        _count(Link.EMAIL, HOUR),
        "{n} earlier attempt{many} by this e-mail address within the hour",
    ),
    Feature(
        "email_24h", _count(Link.EMAIL, DAY), "{n} earlier attempt{many} by this e-mail address within a day"
    ),
    Feature(
        "visitor_1h",
        _count(Link.VISITOR, HOUR),
        "{n} earlier attempt{many} from this browser within the hour",
    ),
    Feature(
        "visitor_24h", _count(Link.VISITOR, DAY), "{n} earlier attempt{many} from this browser within a day"
    ),
    Feature(
        "address_24h", _count(Link.ADDRESS, DAY), "{n} earlier attempt{many} to this address within a day"
    ),
    Feature(
        "address_30d", _count(Link.ADDRESS, MONTH), "{n} earlier attempt{many} to this address within a month"
    ),
    Feature(
        "network_1h",
        _count(Link.NETWORK, HOUR),
        "{n} earlier attempt{many} from this network within the hour",
    ),
    Feature(
        "network_24h", _count(Link.NETWORK, DAY), "{n} earlier attempt{many} from this network within a day"
    ),
    Feature("card_24h", _count(Link.CARD, DAY), "{n} earlier attempt{many} with this card within a day"),
    Feature(
        "cards_by_visitor",
        _distinct(Link.VISITOR, Link.CARD, DAY),
        "{n} card{many} from this browser within a day",
    ),
    Feature(
        "cards_by_email",
        _distinct(Link.EMAIL, Link.CARD, WEEK),
        "{n} card{many} by this e-mail address within a week",
    ),
    Feature(
        "cards_by_network",
        _distinct(Link.NETWORK, Link.CARD, DAY),
        "{n} card{many} from this network within a day",
    ),
    Feature(
        "emails_by_address",
        _distinct(Link.ADDRESS, Link.EMAIL, MONTH),
        "{n} e-mail address{es} for one shipping address within a month",
    ),
    Feature(
        "emails_by_visitor",
        _distinct(Link.VISITOR, Link.EMAIL, MONTH),
        "{n} e-mail address{es} in one browser within a month",
    ),
    Feature(
        "emails_by_network",
        _distinct(Link.NETWORK, Link.EMAIL, DAY),
        "{n} e-mail address{es} from one network within a day",
    ),
    Feature(
        "emails_by_card",
        _distinct(Link.CARD, Link.EMAIL, MONTH),
        "{n} e-mail address{es} with one card within a month",
    ),
    Feature(
        "declines_by_email",
        _declines(Link.EMAIL, DAY),
        "{n} declined attempt{many} by this e-mail address within a day",
    ),
    Feature(
        "declines_by_visitor",
        _declines(Link.VISITOR, DAY),
        "{n} declined attempt{many} from this browser within a day",
    ),
    Feature(
        "declines_by_network",
        _declines(Link.NETWORK, DAY),
        "{n} declined attempt{many} from this network within a day",
    ),
    Feature(
        "declines_by_address",
        _declines(Link.ADDRESS, WEEK),
        "{n} declined attempt{many} to this address within a week",
    ),
    Feature(
        "small_before", _small_before, "{n} very small payment{many} just before, as when cards are tried out"
    ),
    Feature("disputes", _disputes, "{n} earlier payment{many} like this one disputed"),
    Feature(
        "minutes_since",
        _minutes_since,
        "the last attempt was {n} minute{many} ago",
        "the last attempt was seconds ago",
    ),
    Feature("spent_24h", _spent, "already spent about {n} dollars within a day"),
)

NAMES: tuple[str, ...] = tuple(one.name for one in FEATURES)
