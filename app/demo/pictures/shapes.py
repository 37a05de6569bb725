"""Path geometry: smooth curves, rounded polygons, turned profiles. Returns SVG path data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, ...]

CENTRE = 600.0


def num(value: float) -> str:
    """A coordinate, to a tenth where small and to a whole unit where large: short text, small pictures."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def share(value: float) -> str:
    """A fraction such as an opacity, without its leading zero."""
    text = f"{value:.3g}"
    return text[1:] if text.startswith("0.") else text


def pair(x: float, y: float) -> str:
    """A point as path data."""
    tail = num(y)
    return f"{num(x)}{'' if tail[0] == '-' else ' '}{tail}"


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 0.5) -> str:
    """A Catmull-Rom curve through the points; a third element of 0 marks a sharp corner."""
    count = len(points)

    def tangent(i: int) -> tuple[float, float]:
        if len(points[i]) > 2 and points[i][2] == 0:
            return 0.0, 0.0
        if not closed and i in (0, count - 1):
            return 0.0, 0.0
        before, after = points[(i - 1) % count], points[(i + 1) % count]
        return (after[0] - before[0]) * tension, (after[1] - before[1]) * tension

    parts = [f"M{pair(*points[0][:2])}"]
    for i in range(count if closed else count - 1):
        here, there = points[i], points[(i + 1) % count]
        t0, t1 = tangent(i), tangent((i + 1) % count)
        if t0 == t1 == (0.0, 0.0):
            parts.append(f"L{pair(*there[:2])}")
            continue
        # Tangents are scaled to the chord so that uneven spacing does not overshoot.
        chord = math.hypot(there[0] - here[0], there[1] - here[1])
        s0 = min(1.0, chord / (math.hypot(*t0) or 1.0)) / 3 * (1.0 + 0.4 * (t0 != (0.0, 0.0)))
        s1 = min(1.0, chord / (math.hypot(*t1) or 1.0)) / 3 * (1.0 + 0.4 * (t1 != (0.0, 0.0)))
        parts.append(
            f"C{pair(here[0] + t0[0] * s0, here[1] + t0[1] * s0)} "
            f"{pair(there[0] - t1[0] * s1, there[1] - t1[1] * s1)} {pair(*there[:2])}"
        )
    return "".join(parts) + ("Z" if closed else "")


def polygon(points: Sequence[Point], radius: float = 0.0) -> str:
    """A closed polygon with rounded corners; a point's third element overrides the radius."""
    count = len(points)
    parts: list[str] = []
    for i, point in enumerate(points):
        before, after = points[i - 1], points[(i + 1) % count]
        r = point[2] if len(point) > 2 else radius
        v0 = (before[0] - point[0], before[1] - point[1])
        v1 = (after[0] - point[0], after[1] - point[1])
        l0, l1 = math.hypot(*v0) or 1.0, math.hypot(*v1) or 1.0
        r = min(r, l0 / 2, l1 / 2)
        start = (point[0] + v0[0] / l0 * r, point[1] + v0[1] / l0 * r)
        end = (point[0] + v1[0] / l1 * r, point[1] + v1[1] / l1 * r)
        parts.append(f"{'L' if parts else 'M'}{pair(*start)}")
        if r:
            parts.append(f"Q{pair(*point[:2])} {pair(*end)}")
    return "".join(parts) + "Z"


def line(points: Iterable[Point]) -> str:
    """Straight segments through the points, open."""
    return "M" + "L".join(pair(*point[:2]) for point in points)


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> str:
    """A rectangle with equal corner radii."""
    r = min(radius, width / 2, height / 2)
    if not r:
        return f"M{pair(x, y)}h{num(width)}v{num(height)}h{num(-width)}Z"
    w, h, a = num(width - 2 * r), num(height - 2 * r), f"a{num(r)} {num(r)} 0 0 1 "
    return (
        f"M{pair(x + r, y)}h{w}{a}{pair(r, r)}v{h}{a}{pair(-r, r)}"
        f"h-{w}{a}{pair(-r, -r)}v-{h}{a}{pair(r, -r)}Z"
    )


def ellipse(cx: float, cy: float, rx: float, ry: float | None = None) -> str:
    """A full ellipse, or a circle when only one radius is given."""
    ry = rx if ry is None else ry
    arc = f"a{num(rx)} {num(ry)} 0 1 0 "
    return f"M{pair(cx - rx, cy)}{arc}{num(2 * rx)} 0{arc}{num(-2 * rx)} 0Z"


def ring(cx: float, cy: float, outer: float, inner: float) -> str:
    """A flat ring; fill it with the even-odd rule."""
    return ellipse(cx, cy, outer) + ellipse(cx, cy, inner)


def mirrored(half: Sequence[Point], cx: float = CENTRE) -> list[Point]:
    """A symmetric closed outline from its right half, top to bottom, given as (offset, y[, corner])."""
    right = [(cx + p[0], *p[1:]) for p in half]
    left = [(cx - p[0], *p[1:]) for p in reversed(half) if p[0] != 0]
    return [*right, *left]


def turned(profile: Sequence[Point], cx: float = CENTRE) -> str:
    """A body turned on a lathe: (radius, y[, 0 for a sharp edge]) from top to bottom."""
    return smooth(mirrored(profile, cx))


def polar(cx: float, cy: float, radius: float, degrees: float) -> tuple[float, float]:
    """The point at an angle, clockwise from twelve o'clock."""
    angle = math.radians(degrees - 90)
    return cx + radius * math.cos(angle), cy + radius * math.sin(angle)


def regular(cx: float, cy: float, radius: float, sides: int, turn: float = 0.0) -> list[Point]:
    """The corners of a regular polygon."""
    return [polar(cx, cy, radius, turn + 360 * i / sides) for i in range(sides)]


def star(cx: float, cy: float, outer: float, inner: float, tips: int = 5, turn: float = 0.0) -> list[Point]:
    """The corners of a star."""
    return [polar(cx, cy, outer if i % 2 == 0 else inner, turn + 180 * i / tips) for i in range(2 * tips)]
