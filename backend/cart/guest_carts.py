"""Guests' carts: one Redis hash per visitor, changed by scripts so that tabs never overwrite each other.

Fields: `id`, `currency`, `revision` (of lines), `sequence` (order of adding), `codes` where a promotion
code was entered, and `line:<offer>` = `<quantity>:<seen price>:<sequence>`. Beside it lie the sorted set of
operation ids that were applied, the hash of what was saved for later, with lines of the same form, and the
list of what the guest was not told yet. All live for 30 days after the last change. The braces keep a
visitor's keys on one node of a cluster.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from backend.cart.policy import REMEMBERED_OPERATIONS, Change, Content, Line, Outcome
from backend.cart.schemas import MOST_LINES, MOST_SAVED, CartChange
from backend.kit import cache, clock, ids
from backend.kit.errors import Unavailable
from backend.kit.resilience import guarded

T = TypeVar("T")

_KEPT_FOR_S = 30 * 24 * 3600
_LINE = "line:"
_NOTICE = TypeAdapter(CartChange)

# The fields that are no lines are four, or five with codes.
_COUNT_LINES = """
local function count_lines(cart)
    return redis.call('HLEN', cart) - 4 - redis.call('HEXISTS', cart, 'codes')
end
"""

_CHANGE = (
    _COUNT_LINES
    + """
local cart, operations, saved = KEYS[1], KEYS[2], KEYS[3]
local operation, new_id, currency, most_lines = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local now, remembered, kept_for, most_saved = ARGV[5], tonumber(ARGV[6]), ARGV[7], tonumber(ARGV[8])

local function change(verb, field, quantity, limit, price)
    if verb == 'drop' then
        redis.call('HDEL', saved, field)
        return 'applied'
    end
    if verb == 'back' then
        local kept = redis.call('HGET', saved, field)
        if not kept then
            return 'missing'
        end
        quantity = tonumber(string.match(kept, '^(%d+):'))
    end
    local stored = redis.call('HGET', cart, field)
    if not stored then
        if verb ~= 'add' and verb ~= 'back' then
            return 'missing'
        end
        if count_lines(cart) >= most_lines then
            return 'full'
        end
    end
    if redis.call('EXISTS', cart) == 0 then
        redis.call('HSET', cart, 'id', new_id, 'currency', currency, 'revision', 0, 'sequence', 0)
    elseif count_lines(cart) == 0 then
        redis.call('HSET', cart, 'currency', currency)
    end
    if verb == 'save' then
        if redis.call('HLEN', saved) >= most_saved and redis.call('HEXISTS', saved, field) == 0 then
            return 'full'
        end
        local held, seen = string.match(stored, '^(%d+):(%d+):')
        redis.call('HSET', saved, field, held .. ':' .. seen .. ':' .. now)
    end
    if verb == 'remove' or verb == 'save' then
        redis.call('HDEL', cart, field)
        return 'applied'
    end
    local before, sequence = 0, nil
    if stored then
        local old_quantity, _, old_sequence = string.match(stored, '^(%d+):(%d+):(%d+)$')
        before, sequence = tonumber(old_quantity), old_sequence
    else
        sequence = redis.call('HINCRBY', cart, 'sequence', 1)
    end
    local after
    if verb == 'back' then
        redis.call('HDEL', saved, field)
    end
    if verb == 'add' or verb == 'back' then
        after = math.max(before, math.min(before + quantity, limit))
    else
        after = math.min(quantity, limit)
    end
    redis.call('HSET', cart, field, string.format('%d', after) .. ':' .. price .. ':' .. sequence)
    return 'applied'
end

if redis.call('ZSCORE', operations, operation) then
    return {{'repeated'}, redis.call('HGETALL', cart)}
end
local outcomes, is_applied = {}, false
for index = 9, #ARGV, 5 do
    local outcome = change(ARGV[index], ARGV[index + 1], tonumber(ARGV[index + 2]),
        tonumber(ARGV[index + 3]), ARGV[index + 4])
    outcomes[#outcomes + 1] = outcome
    is_applied = is_applied or outcome == 'applied'
end
if is_applied then
    if redis.call('EXISTS', cart) == 1 then
        redis.call('HINCRBY', cart, 'revision', 1)
    end
    redis.call('ZADD', operations, now, operation)
    redis.call('ZREMRANGEBYRANK', operations, 0, -remembered - 1)
    redis.call('EXPIRE', cart, kept_for)
    redis.call('EXPIRE', operations, kept_for)
    redis.call('EXPIRE', saved, kept_for)
end
return {outcomes, redis.call('HGETALL', cart)}
"""
)

# A cart that Redis lost comes back under its own id; one that is there is left alone.
_BRING_BACK = """
local cart, cart_id, currency, kept_for = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if redis.call('EXISTS', cart) == 1 then
    return 0
end
redis.call('HSET', cart, 'id', cart_id, 'currency', currency, 'revision', 1, 'sequence', (#ARGV - 3) / 3)
for index = 4, #ARGV, 3 do
    local sequence = string.format('%d', (index - 1) / 3)
    redis.call('HSET', cart, ARGV[index], ARGV[index + 1] .. ':' .. ARGV[index + 2] .. ':' .. sequence)
end
redis.call('EXPIRE', cart, kept_for)
return 1
"""

_SEE_PRICES = """
for index = 1, #ARGV, 2 do
    local stored = redis.call('HGET', KEYS[1], ARGV[index])
    if stored then
        local quantity, _, sequence = string.match(stored, '^(%d+):(%d+):(%d+)$')
        redis.call('HSET', KEYS[1], ARGV[index], quantity .. ':' .. ARGV[index + 1] .. ':' .. sequence)
    end
end
"""

_CHANGE_CURRENCY = """
if redis.call('HLEN', KEYS[1]) - redis.call('HEXISTS', KEYS[1], 'codes') > 4 then
    redis.call('HSET', KEYS[1], 'currency', ARGV[1])
    redis.call('HINCRBY', KEYS[1], 'revision', 1)
    for index = 2, #ARGV, 2 do
        local stored = redis.call('HGET', KEYS[1], ARGV[index])
        if stored then
            local quantity, _, sequence = string.match(stored, '^(%d+):(%d+):(%d+)$')
            redis.call('HSET', KEYS[1], ARGV[index], quantity .. ':' .. ARGV[index + 1] .. ':' .. sequence)
        end
    end
end
"""

# Nothing bought is named: all of it was.
_SETTLE = (
    _COUNT_LINES
    + """
local cart, cart_id, new_id = KEYS[1], ARGV[1], ARGV[2]
if redis.call('HGET', cart, 'id') ~= cart_id then
    return
end
for index = 3, #ARGV, 2 do
    local stored = redis.call('HGET', cart, ARGV[index])
    if stored then
        local quantity, price, sequence = string.match(stored, '^(%d+):(%d+):(%d+)$')
        local left = tonumber(quantity) - tonumber(ARGV[index + 1])
        if left > 0 then
            local kept = string.format('%d', left) .. ':' .. price .. ':' .. sequence
            redis.call('HSET', cart, ARGV[index], kept)
        else
            redis.call('HDEL', cart, ARGV[index])
        end
    end
end
if #ARGV == 2 or count_lines(cart) == 0 then
    redis.call('DEL', cart)
else
    redis.call('HSET', cart, 'id', new_id)
    redis.call('HDEL', cart, 'codes')
    redis.call('HINCRBY', cart, 'revision', 1)
end
"""
)

_KEEP_CODES = """
if redis.call('EXISTS', KEYS[1]) == 0 then
    return
end
if ARGV[1] == '' then
    redis.call('HDEL', KEYS[1], 'codes')
else
    redis.call('HSET', KEYS[1], 'codes', ARGV[1])
end
"""


def _ask(call: Callable[["Redis[bytes]"], T]) -> T:  # type: ignore[type-arg]  # generic in the stubs only
    try:
        return guarded("The cart", lambda: call(cache.redis()))
    except (RedisConnectionError, RedisTimeoutError) as broken:
        raise Unavailable(
            "Your cart cannot be reached at the moment. Nothing in it is lost: please try again shortly."
        ) from broken


def _run(source: str, keys: Sequence[str], arguments: Sequence[str | int]) -> Any:
    return _ask(lambda client: client.register_script(source)(keys=keys, args=arguments))


def _content(fields: Mapping[bytes, bytes]) -> Content:
    if b"id" not in fields:
        return Content()
    return Content(
        id=UUID(fields[b"id"].decode()),
        currency=fields[b"currency"].decode(),
        lines=_lines(fields),
        revision=int(fields[b"revision"]),
        codes=tuple(fields.get(b"codes", b"").decode().split()),
    )


def _lines(fields: Mapping[bytes, bytes]) -> tuple[Line, ...]:
    lines = []
    for name, value in fields.items():
        if name.startswith(_LINE.encode()):
            quantity, price, sequence = (int(part) for part in value.split(b":"))
            lines.append((sequence, Line(UUID(name.decode().removeprefix(_LINE)), quantity, price)))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


class GuestCarts:
    """The cart of one visitor."""

    def __init__(self, visitor_id: UUID):
        self._visitor_id = visitor_id
        self._cart = f"cart:{{{visitor_id}}}"
        self._operations = f"{self._cart}:operations"
        self._saved = f"{self._cart}:saved"
        self._notices = f"{self._cart}:notices"

    def read(self) -> Content:
        """The cart as it is; empty when there is none."""
        return _content(_ask(lambda client: client.hgetall(self._cart)))

    def read_for_change(self) -> Content:
        """The same: the script that follows looks again."""
        return self.read()

    def apply(self, change: Change, *, operation_id: str) -> tuple[Outcome, Content]:
        """Change a line in one script, once per operation id."""
        (outcome,), content = self.apply_all([change], operation_id=operation_id)
        return outcome, content

    def apply_all(
        self, changes: Sequence[Change], *, operation_id: str
    ) -> tuple[tuple[Outcome, ...], Content]:
        """Change lines one after another in one script; all of them once per operation id."""
        first, *_ = changes
        outcomes, flat = _run(
            _CHANGE,
            [self._cart, self._operations, self._saved],
            [
                operation_id,
                str(ids.new_id()),
                first.currency,
                MOST_LINES,
                int(clock.now().timestamp() * 1000),
                REMEMBERED_OPERATIONS,
                _KEPT_FOR_S,
                MOST_SAVED,
                *(
                    part
                    for one in changes
                    for part in (
                        one.verb,
                        f"{_LINE}{one.offer_id}",
                        one.quantity,
                        one.limit,
                        one.price_minor,
                    )
                ),
            ],
        )
        content = _content(dict(zip(flat[::2], flat[1::2], strict=True)))
        found = tuple(Outcome(one.decode()) for one in outcomes)
        return (Outcome.REPEATED,) * len(changes) if found == (Outcome.REPEATED,) else found, content

    def keep_codes(self, codes: Sequence[str]) -> None:
        """Replace the codes of the cart."""
        _run(_KEEP_CODES, [self._cart], [" ".join(codes)])

    def saved(self) -> tuple[Line, ...]:
        """What was put aside for later, in the order of saving."""
        return _lines(_ask(lambda client: client.hgetall(self._saved)))

    def forget_saved(self, lines: Sequence[Line]) -> None:
        """Take these out of what was put aside."""
        if lines:
            _ask(lambda client: client.hdel(self._saved, *(f"{_LINE}{line.offer_id}" for line in lines)))

    def bring_back(self, cart_id: UUID, currency: str, lines: Sequence[Line]) -> bool:
        """Make the cart again that Redis lost; False when there is one."""
        parts = [
            part
            for line in lines
            for part in (f"{_LINE}{line.offer_id}", line.quantity, line.seen_price_minor)
        ]
        return bool(_run(_BRING_BACK, [self._cart], [str(cart_id), currency, _KEPT_FOR_S, *parts]))

    def see_prices(self, prices: Mapping[UUID, int]) -> None:
        """Remember prices on lines that are still there."""
        if prices:
            pairs = [part for offer, price in prices.items() for part in (f"{_LINE}{offer}", price)]
            _run(_SEE_PRICES, [self._cart], pairs)

    def see_saved(self, prices: Mapping[UUID, int]) -> None:
        """Remember prices on what was put aside and is still there."""
        if prices:
            pairs = [part for offer, price in prices.items() for part in (f"{_LINE}{offer}", price)]
            _run(_SEE_PRICES, [self._saved], pairs)

    def change_currency(self, currency: str, prices: Mapping[UUID, int]) -> None:
        """The cart is in `currency` now, its lines at `prices` by offer; an empty one stays as it is."""
        pairs = [part for offer, price in prices.items() for part in (f"{_LINE}{offer}", price)]
        _run(_CHANGE_CURRENCY, [self._cart], [currency, *pairs])

    def notice(self, changes: Sequence[CartChange]) -> None:
        """Keep what happened until the guest has been shown it, at most as much as a cart holds."""
        if changes:
            told = [_NOTICE.dump_json(change) for change in changes]

            def keep(client: "Redis[bytes]") -> None:  # type: ignore[type-arg]  # generic in the stubs only
                pipe = client.pipeline()
                pipe.rpush(self._notices, *told)
                pipe.ltrim(self._notices, -MOST_LINES, -1)
                pipe.expire(self._notices, _KEPT_FOR_S)
                pipe.execute()

            _ask(keep)

    def take_notices(self) -> tuple[CartChange, ...]:
        """What the guest has not been shown yet; once."""
        told = _ask(lambda client: client.lpop(self._notices, MOST_LINES))
        return tuple(_NOTICE.validate_json(one) for one in told or ())

    def settle(self, cart_id: UUID, bought: Sequence[Line] | None) -> None:
        """Take out what was bought; a cart with another id by now is left alone."""
        pairs = [part for line in bought or () for part in (f"{_LINE}{line.offer_id}", line.quantity)]
        _run(_SETTLE, [self._cart], [str(cart_id), str(ids.new_id()), *pairs])
