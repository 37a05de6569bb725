"""Request parameters: Stripe's bracketed form encoding, decoded once and read by type."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from app.local.stripe.errors import ParameterError

MAX_INTEGER = 99_999_999
MAX_METADATA_KEYS = 50


def decode(encoded: str) -> dict[str, Any]:
    """Nested parameters of a form body or query string.

    `a[b]=1` nests, `a[0]=x` and `a[]=x` make lists.
    """
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        if "[" not in name:
            tree[name] = value
            continue
        head, *rest = name.replace("]", "").split("[")
        node = tree
        path = [head, *rest]
        for step in path[:-1]:
            child = node.get(step)
            if not isinstance(child, dict):
                child = node[step] = {}
            node = child
        last = path[-1]
        node[str(len(node)) if last == "" else last] = value
    return {name: _listed(value) for name, value in tree.items()}


def _listed(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(key.isdigit() for key in node):
        return [_listed(node[key]) for key in sorted(node, key=int)]
    return {key: _listed(value) for key, value in node.items()}


def fingerprint(method: str, path: str, encoded: str) -> str:
    """What an idempotency key is compared by: the same parameters in any order give the same digest."""
    pairs = sorted(parse_qsl(encoded, keep_blank_values=True))
    return hashlib.sha256(repr((method, path, pairs)).encode()).hexdigest()


class Params(Mapping[str, Any]):
    """Decoded parameters with Stripe's validation; every reader names the parameter it refuses."""

    def __init__(self, values: dict[str, Any], prefix: str = "") -> None:
        self._values = values
        self._prefix = prefix

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def _path(self, name: str) -> str:
        return f"{self._prefix}[{name}]" if self._prefix else name

    def _missing(self, name: str) -> ParameterError:
        path = self._path(name)
        return ParameterError(f"Missing required param: {path}.", code="parameter_missing", param=path)

    def allow(self, names: Collection[str]) -> None:
        """Refuse parameters that the endpoint does not know."""
        for name in self._values:
            if name not in names:
                path = self._path(name)
                raise ParameterError(
                    f"Received unknown parameter: {path}", code="parameter_unknown", param=path
                )

    def text(self, name: str, *, required: bool = False, longest: int = 5000) -> str | None:
        """The value as text; an empty one counts as absent."""
        value = self._values.get(name)
        if value is None or value == "":
            if required:
                raise self._missing(name)
            return None
        path = self._path(name)
        if not isinstance(value, str):
            raise ParameterError(f"Invalid string: {value}", param=path)
        if len(value) > longest:
            raise ParameterError(
                f"Invalid string: {value[:10]}...{value[-10:]}; must be at most {longest} characters",
                param=path,
            )
        return value

    def required_text(self, name: str) -> str:
        """The value as text, refused when missing."""
        value = self.text(name, required=True)
        assert value is not None
        return value

    def integer(self, name: str, *, minimum: int = 0, maximum: int | None = None) -> int | None:
        """The value as an integer within its bounds, in minor units where it is money."""
        raw = self._values.get(name)
        if raw is None or raw == "":
            return None
        path = self._path(name)
        if not isinstance(raw, str) or not raw.lstrip("-").isascii() or not raw.removeprefix("-").isdigit():
            raise ParameterError(f"Invalid integer: {raw}", code="parameter_invalid_integer", param=path)
        value = int(raw)
        if value < minimum:
            raise ParameterError(
                f"This value must be greater than or equal to {minimum}.",
                code="parameter_invalid_integer",
                param=path,
            )
        if maximum is not None and value > maximum:
            raise ParameterError(
                f"This value must be less than or equal to {maximum}.",
                code="parameter_invalid_integer",
                param=path,
            )
        return value

    def required_integer(self, name: str, *, minimum: int = 0) -> int:
        """The value as an integer, refused when missing."""
        value = self.integer(name, minimum=minimum)
        if value is None:
            raise self._missing(name)
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """The value as a boolean."""
        value = self._values.get(name)
        if value is None or value == "":
            return default
        if value in ("true", "false"):
            return value == "true"
        raise ParameterError(f"Invalid boolean: {value}", param=self._path(name))

    def choice(self, name: str, choices: Collection[str], default: str | None = None) -> str | None:
        """The value, one of `choices`."""
        value = self.text(name)
        if value is None:
            return default
        if value not in choices:
            *most, last = sorted(choices)
            wanted = f"{', '.join(most)}, or {last}" if most else last
            raise ParameterError(f"Invalid {name}: must be one of {wanted}", param=self._path(name))
        return value

    def nested(self, name: str) -> Params:
        """The parameters inside `name[…]`; empty when absent."""
        value = self._values.get(name)
        if value is None or value == "":
            return Params({}, self._path(name))
        if not isinstance(value, dict):
            raise ParameterError("Invalid object", param=self._path(name))
        return Params(value, self._path(name))

    def texts(self, name: str) -> list[str]:
        """The value as a list of texts."""
        value = self._values.get(name)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            raise ParameterError("Invalid array", param=self._path(name))
        return [str(item) for item in value]

    def metadata(self, current: dict[str, str]) -> dict[str, str]:
        """`current` with the given metadata merged in; an empty value removes its key, an empty whole all."""
        if self._values.get("metadata") == "":
            return {}
        merged = dict(current)
        for key, value in self.nested("metadata").items():
            path = f"metadata[{key}]"
            if len(key) > 40:
                raise ParameterError("Metadata keys can be at most 40 characters.", param=path)
            if len(str(value)) > 500:
                raise ParameterError(
                    "Metadata values can have up to 500 characters, but you passed in a value that is "
                    f"{len(str(value))} characters.",
                    param=path,
                )
            if value == "":
                merged.pop(key, None)
            else:
                merged[key] = str(value)
        if len(merged) > MAX_METADATA_KEYS:
            raise ParameterError(f"You can have up to {MAX_METADATA_KEYS} metadata keys.", param="metadata")
        return merged
