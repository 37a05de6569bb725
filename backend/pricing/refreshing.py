"""New exchange rates from outside: fetched without a transaction, written in one."""

import httpx

from backend.kit import log
from backend.kit.config import settings
from backend.kit.errors import Unavailable
from backend.kit.unit_of_work import transact
from backend.pricing import currencies

_LONGEST_WAIT_S = 20
_LARGEST_FILE = 20_000_000

logger = log.logger(__name__)


def refresh_rates() -> int:
    """Take the file of euro reference rates that `FX_RATES_URL` names; nothing is fetched when it is not set.

    Answers how many rates were written. Raises Unavailable, and InvalidInput for another file; the rates
    that are known stay then.
    """
    url = settings().fx_rates_url
    if not url:
        return 0
    try:
        answer = httpx.get(url, timeout=_LONGEST_WAIT_S, follow_redirects=True)
        answer.raise_for_status()
    except httpx.HTTPError as broken:
        raise Unavailable(
            "The exchange rates could not be fetched. They are asked for again later."
        ) from broken
    if len(answer.content) > _LARGEST_FILE:
        raise Unavailable("The file of exchange rates is too large.")
    written = transact(currencies.take_rates, answer.content)
    logger.info("exchange rates taken", rates=written)
    return written
