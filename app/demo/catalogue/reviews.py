"""What customers say: ratings around each product's own quality, words that agree with the stars."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from itertools import accumulate
from random import Random

from app.demo.catalogue.grammar import PRODUCT_TYPES
from app.demo.catalogue.grammar.definition import ProductType, ReviewVoice, bare, holds, sentence
from app.demo.catalogue.model import Product, Review, Seller, TaxClass
from app.demo.catalogue.people import GIVEN_NAMES
from app.demo.catalogue.sellers import SELLERS

_MOST_PER_PRODUCT = 140
_OLDEST_DAYS = 540
_SELLERS: Mapping[str, Seller] = {seller.slug: seller for seller in SELLERS}

_TITLES: Mapping[int, tuple[str, ...]] = {
    5: (
        "[Exactly|Just] what I [wanted|needed|was looking for]",
        "[Love|Really love] {it}",
        "[Very|So] happy with {it}",
        "Excellent [quality|value|buy]",
        "Would buy {it} again",
        "[Worth|Well worth] every cent",
        "Better than [expected|in the pictures]",
        "Perfect for {use}",
        "Five stars from [me|us|the whole family]",
        "Great {thing}",
        "Couldn't be [happier|more pleased]",
        "Highly recommended",
    ),
    4: (
        "[Very good|Good], with one [small ]reservation",
        "Really good overall",
        "Good {thing}, [nearly perfect|small flaw]",
        "Happy [so far|on the whole]",
        "[Solid|Good] for the price",
        "Does [the job|what it should] [well|very well]",
        "Good for {use}",
        "Almost perfect",
    ),
    3: (
        "[Fine|All right|Decent], but not great",
        "Mixed feelings",
        "OK for the price",
        "Good idea, average [execution|finish]",
        "[Expected|Hoped for] a bit more",
        "Does the job",
        "Half [happy|convinced]",
    ),
    2: (
        "[Disappointing|A bit disappointing]",
        "Not what I [hoped for|expected]",
        "Looks better than {it_is}",
        "Wouldn't buy again",
        "Some good, more bad",
    ),
    1: (
        "[Sent|Going] back",
        "Not for me[ at all|, I'm afraid]",
        "Poor quality[| control]",
        "Avoid",
        "Very disappointed",
    ),
}
_OPENERS = (
    "[Bought|Ordered|Got] {it} for {use}.",
    "[I've|We've] had {it} for [two weeks|a month|about three months|half a year] now.",
    "[Arrived|Came] [quickly and well packed|a day early|on time|in good order].",
    "[My second|Second] order from this shop.",
    "After comparing [a few|several], I chose this one.",
)
_GLAD_OPENERS = (
    "[A present|Bought as a gift] that [went down well|was a success].",
    "[Bought|Ordered] on a friend's advice, and it was good advice.",
)
_DELIGHT = (
    "[Would|I'd] [buy again|recommend without hesitation].",
    "[No|Zero] complaints.",
    "[Already|I have already] recommended {it} to [a friend|my sister|two colleagues].",
    "[Can't fault {it}|Nothing to criticise].",
    "Delivery was quick, too.",
    "Thank you!",
)
_BUTS = (
    "My only complaint: {gripe}",
    "One small thing: {gripe}",
    "One star off: {gripe}",
    "The only downside: {gripe}",
)
_MIXED = ("On the other hand, {gripe}", "But {gripe}", "Still, {gripe}")
_REGRETS = (
    "[Returned|Sent back], refund was [quick|no problem].",
    "[Expected more|I hoped for more] at this price.",
    "[The shop answered|Support replied] within a day, [at least|to be fair].",
    "[Keeping {it}|I'll keep {it}], but [reluctantly|only just].",
    "[Disappointed|A pity].",
)
_COLOUR_REMARKS = (
    "Chose the {colour:l}, [which is lovely|and the colour is exactly as in the picture].",
    "{colour} is a [lovely|beautiful|really nice] colour.",
    "The {colour:l} one is even nicer in daylight.",
)
_SIZE_REMARKS = (
    "[Took|Ordered] my usual {size} and {it_fits}.",
    "Size {size} [was right|fits as expected].",
)


def _lower_first(text: str) -> str:
    first = text.split(" ", 1)[0]
    keeps_capital = first in {"I", "I'd", "I've", "I'm"} or first[1:2].isupper()
    return text if keeps_capital else text[:1].lower() + text[1:]


def _words(voice: ReviewVoice, rng: Random) -> dict[str, str]:
    return {
        "thing": voice.thing,
        "it": "them" if voice.plural else "it",
        "it_is": "they are" if voice.plural else "it is",
        "it_fits": "they fit" if voice.plural else "it fits",
        "use": rng.choice(voice.uses),
    }


def _remarks(product: Product, rating: int, rng: Random) -> list[tuple[str, dict[str, str]]]:
    """Remarks on the variant that the customer chose."""
    options = rng.choice(product.variants).options
    found: list[tuple[str, dict[str, str]]] = []
    colour = options.get("Colour")
    if colour is not None and rating >= 4 and rng.random() < 0.22:
        found.append((rng.choice(_COLOUR_REMARKS), {"colour": colour}))
    size = options.get("Size") or options.get("Size (EU)")
    if size is not None and product.tax_class is TaxClass.CLOTHING and rating == 5 and rng.random() < 0.35:
        found.append((rng.choice(_SIZE_REMARKS), {"size": size}))
    return found


def _body(product: Product, kind: ProductType, rating: int, words: dict[str, str], rng: Random) -> str:
    voice = kind.voice
    praises = [text for text in voice.praise if holds(text, product.specifications)]
    gripes = [text for text in voice.gripes if holds(text, product.specifications)]
    praise = [bare(text) for text in rng.sample(praises, min(len(praises), 3))]
    gripe = [bare(text) for text in rng.sample(gripes, min(len(gripes), 2))]
    parts: list[str] = []
    if rng.random() < 0.5:
        openers = (*_OPENERS, *_GLAD_OPENERS) if rating >= 4 else _OPENERS
        parts.append(sentence(rng.choice(openers), words, rng))
    said: list[str]
    match rating:
        case 5:
            said = praise[: rng.choice((1, 2, 2, 3))]
        case 4:
            said = praise[: rng.choice((1, 2))]
            if rng.random() < 0.6:
                said.append(rng.choice(_BUTS).replace("{gripe}", _lower_first(gripe[0])))
        case 3:
            said = [praise[0], rng.choice(_MIXED).replace("{gripe}", _lower_first(gripe[0]))]
        case 2:
            said = gripe[: rng.choice((1, 2))]
            if rng.random() < 0.4:
                said.append(f"{rng.choice(('At least:', 'To be fair:'))} {_lower_first(praise[0])}")
        case _:
            said = gripe[: rng.choice((1, 2))]
    parts += [sentence(text, words, rng) for text in said]
    parts += [sentence(text, words | extra, rng) for text, extra in _remarks(product, rating, rng)]
    if rating == 5 and rng.random() < 0.35:
        parts.append(sentence(rng.choice(_DELIGHT), words, rng))
    if rating <= 2 and rng.random() < 0.6:
        parts.append(sentence(rng.choice(_REGRETS), words, rng))
    return " ".join(parts)


def _rating(quality: float, bad_day_share: float, rng: Random) -> int:
    """One rating; their mean is near `quality`, with the many fives and some ones that shops see."""
    if rng.random() < bad_day_share:
        return rng.choice((1, 1, 2, 3))
    aim = min(0.985, max(0.2, (quality + bad_day_share * 1.5 - 1) / 4))
    # Two of three customers rate in steps; the third gives five or three and nothing between.
    if rng.random() < 0.34:
        return 5 if rng.random() < aim else 3
    return 1 + sum(rng.random() < aim for _ in range(4))


def quality_of(product: Product, seed: int) -> float:
    """The mean rating that the product deserves, 3.0 to 4.9; its first seller's service moves it."""
    rng = Random(f"{seed}:quality:{product.slug}")
    seller = _SELLERS[product.variants[0].offers[0].seller_slug]
    return min(4.9, max(3.0, rng.gauss(0.55 * seller.rating.mean + 1.98, 0.3)))


def reviews(
    seed: int, total: int, products: tuple[Product, ...], popularity: Mapping[str, float]
) -> tuple[Review, ...]:
    """About `total` reviews, more of them on what sells more; a few products have none."""
    return tuple(_all(seed, total, products, popularity))


def _all(
    seed: int, total: int, products: tuple[Product, ...], popularity: Mapping[str, float]
) -> Iterator[Review]:
    weights = [popularity[product.slug] ** 0.85 for product in products]
    scale = total / sum(weights)
    initials = "ABCDEFGHJKLMNOPRSTVWZ"
    days = list(accumulate(1 / (20 + day) for day in range(_OLDEST_DAYS)))
    for product, weight in zip(products, weights, strict=True):
        rng = Random(f"{seed}:reviews:{product.slug}")
        kind = PRODUCT_TYPES[product.product_type]
        seller = _SELLERS[product.variants[0].offers[0].seller_slug]
        quality = quality_of(product, seed)
        count = min(_MOST_PER_PRODUCT, int(weight * scale * rng.uniform(0.35, 1.65) + rng.random()))
        bodies: set[str] = set()
        for _ in range(count):
            rating = _rating(quality, seller.rating.bad_day_share, rng)
            words = _words(kind.voice, rng)
            body = _body(product, kind, rating, words, rng)
            if body in bodies:
                continue
            bodies.add(body)
            age = 1 + bisect(days, rng.random() * days[-1])
            votes = rng.expovariate(1 / (1.1 if len(body) < 120 else 2.6)) * min(1.5, age / 90)
            yield Review(
                product.slug,
                rating,
                sentence(rng.choice(_TITLES[rating]), words, rng),
                body,
                f"{rng.choice(GIVEN_NAMES)} {rng.choice(initials)}.",
                age,
                rng.random() < 0.87,
                int(votes),
            )
