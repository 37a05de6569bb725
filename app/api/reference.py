"""The reference at /api/v1/docs: drawn on the server from the OpenAPI document, without anybody's CDN."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import HTMLResponse, Response

_ORDER = ("get", "post", "put", "patch", "delete")


async def page(request: Request) -> Response:
    """Every operation: who may call it, what goes in, what comes out."""
    return HTMLResponse(_drawn(request.app), headers={"cache-control": "no-cache"})


@lru_cache(maxsize=2)
def _drawn(api: FastAPI) -> str:
    document = api.openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in document["paths"].items():
        for method in _ORDER:
            if method in operations:
                operation = {**operations[method], "path": path, "method": method.upper()}
                groups.setdefault(operation.get("tags", ["Other"])[0], []).append(operation)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(default=True)
    )
    environment.filters["schema"] = lambda schema: _example(schema, document)
    return environment.get_template("reference.html.jinja").render(document=document, groups=groups)


def _example(schema: dict[str, Any], document: dict[str, Any]) -> str:
    return json.dumps(_shape(schema, document, ()), indent=2, ensure_ascii=False)


def _shape(schema: dict[str, Any], document: dict[str, Any], seen: tuple[str, ...]) -> Any:
    """A value-shaped picture of a schema: names and kinds instead of values."""
    if reference := schema.get("$ref"):
        if reference in seen:
            return "…"
        name = reference.rpartition("/")[2]
        return _shape(document["components"]["schemas"][name], document, (*seen, reference))
    for kind in ("anyOf", "oneOf", "allOf"):
        if options := [one for one in schema.get(kind, ()) if one.get("type") != "null"]:
            shape = _shape(options[0], document, seen)
            is_optional = len(options) < len(schema[kind])
            return f"{shape} or null" if is_optional and isinstance(shape, str) else shape
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if "properties" in schema:
        return {name: _shape(one, document, seen) for name, one in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_shape(schema.get("items", {}), document, seen)]
    return str(schema.get("const") or schema.get("format") or schema.get("type") or "any")
