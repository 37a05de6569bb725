"""The sheet a picture is drawn on: paints, bodies lit from the upper left, shadows, backdrops.

Only features that resvg and browsers draw alike are used: paths, gradients, patterns, clips and
opacity; no filters, no text, no outside references.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.demo.pictures.colour import Tones, oklch, tones
from app.demo.pictures.shapes import ellipse, num, share

SIZE = 1200

Stop = tuple[float, str] | tuple[float, str, float]


class Canvas:
    """Collects SVG elements; `key` prefixes every id so that pictures can share one page."""

    def __init__(self, key: str, hue: int, width: int = SIZE, height: int = SIZE) -> None:
        self.hue = hue % 360
        self.width, self.height = width, height
        self.umbra = oklch(0.32, 0.035, self.hue)
        self._key = key
        self._defs: list[str] = []
        self._known: dict[str, str] = {}
        self._body: list[str] = []

    def svg(self) -> str:
        """The finished document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" fill="none" '
            'stroke-linecap="round" stroke-linejoin="round">'
            f"<defs>{''.join(self._defs)}</defs>{''.join(self._body)}</svg>"
        )

    # Definitions

    def _define(self, element: str, attributes: str, content: str = "") -> str:
        signature = f"{element}|{attributes}|{content}"
        if signature not in self._known:
            name = f"{self._key}{len(self._known)}"
            self._known[signature] = name
            self._defs.append(f'<{element} id="{name}"{attributes}>{content}</{element}>')
        return self._known[signature]

    @staticmethod
    def _stops(stops: tuple[Stop, ...]) -> str:
        parts = []
        for stop in stops:
            alpha = f' stop-opacity="{share(stop[2])}"' if len(stop) > 2 else ""
            parts.append(f'<stop offset="{share(stop[0])}" stop-color="{stop[1]}"{alpha}/>')
        return "".join(parts)

    def linear(self, x1: float, y1: float, x2: float, y2: float, *stops: Stop) -> str:
        """A gradient over the shape's own box, in fractions of it."""
        where = f' x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
        return f"url(#{self._define('linearGradient', where, self._stops(stops))})"

    def radial(self, cx: float, cy: float, r: float, *stops: Stop) -> str:
        """A radial gradient over the shape's own box, in fractions of it."""
        where = f' cx="{cx:g}" cy="{cy:g}" r="{r:g}"'
        return f"url(#{self._define('radialGradient', where, self._stops(stops))})"

    def pattern(self, width: float, height: float, content: str, turn: float = 0.0) -> str:
        """A repeating tile in picture units."""
        spin = f' patternTransform="rotate({turn:g})"' if turn else ""
        where = f' patternUnits="userSpaceOnUse" width="{num(width)}" height="{num(height)}"{spin}'
        return f"url(#{self._define('pattern', where, content)})"

    # Paints for lit materials

    def slope(self, t: Tones) -> str:
        """A flat or gently bulged face turned to the light."""
        return self.linear(0, 0, 0.75, 1, (0, t.light), (0.45, t.base), (1, t.shade))

    def drop(self, t: Tones) -> str:
        """A face that darkens downwards."""
        return self.linear(0, 0, 0, 1, (0, t.light), (0.35, t.base), (1, t.shade))

    def round(self, t: Tones) -> str:
        """A standing cylinder."""
        return self.linear(
            0,
            0,
            1,
            0,
            (0, t.shade),
            (0.1, t.base),
            (0.27, t.light),
            (0.5, t.base),
            (0.85, t.shade),
            (1, t.deep),
        )

    def lying(self, t: Tones) -> str:
        """A lying cylinder."""
        return self.linear(
            0, 0, 0, 1, (0, t.base), (0.24, t.light), (0.5, t.base), (0.85, t.shade), (1, t.deep)
        )

    def ball(self, t: Tones) -> str:
        """A sphere."""
        return self.radial(0.34, 0.28, 0.8, (0, t.light), (0.4, t.base), (0.78, t.shade), (1, t.deep))

    def steel(self, t: Tones, lying: bool = False) -> str:
        """A polished metal cylinder, standing or lying."""
        x2, y2 = (0, 1) if lying else (1, 0)
        return self.linear(
            0, 0, x2, y2,
            (0, t.deep), (0.12, t.base), (0.26, t.glint), (0.4, t.base),
            (0.62, t.shade), (0.78, t.light), (0.9, t.shade), (1, t.deep),
        )  # fmt: skip

    # Elements

    def path(
        self,
        d: str,
        fill: str = "none",
        *,
        stroke: str | None = None,
        width: float = 0.0,
        opacity: float = 1.0,
        dash: str | None = None,
        even_odd: bool = False,
    ) -> None:
        """One path; strokes have round joins and ends."""
        shape = self._known.get(f'path| d="{d}"|')
        if shape:
            self._body.append(
                f'<use href="#{shape}"{self._ink(fill, stroke, width, opacity, dash, even_odd)}/>'
            )
            return
        self._body.append(f'<path d="{d}"{self._ink(fill, stroke, width, opacity, dash, even_odd)}/>')

    @staticmethod
    def _ink(
        fill: str, stroke: str | None, width: float, opacity: float, dash: str | None, even_odd: bool
    ) -> str:
        ink = "" if fill == "none" else f' fill="{fill}"'
        if stroke:
            ink += f' stroke="{stroke}" stroke-width="{num(width)}"'
        if dash:
            ink += f' stroke-dasharray="{dash}"'
        if even_odd:
            ink += ' fill-rule="evenodd"'
        if opacity < 1:
            ink += f' opacity="{share(opacity)}"'
        return ink

    def line(self, d: str, colour: str, width: float, opacity: float = 1.0, dash: str | None = None) -> None:
        """A stroke without a fill."""
        self.path(d, stroke=colour, width=width, opacity=opacity, dash=dash)

    def stitch(self, d: str, colour: str, width: float = 3.0, opacity: float = 0.9) -> None:
        """A seam sewn in dashes."""
        self.path(d, stroke=colour, width=width, opacity=opacity, dash="9 8")

    def body(
        self, d: str, t: Tones, fill: str | None = None, edge: float = 5.0, even_odd: bool = False
    ) -> None:
        """A solid part: lit fill, a bright upper left edge and a dark lower right edge inside it."""
        paint = fill or self.slope(t)
        if edge < 0.5:
            self.path(d, paint, even_odd=even_odd)
            return
        rim = self.linear(
            0, 0, 0.8, 1, (0, t.glint, 0.75), (0.3, t.light, 0.25), (0.6, t.shade, 0.1), (1, t.deep, 0.8)
        )
        if edge <= 3:
            # Too thin to be seen outside the part, so it needs no clip.
            self.path(d, paint, stroke=rim, width=edge, even_odd=even_odd)
            return
        rule = ' fill-rule="evenodd"' if even_odd else ""
        shape = self._define("path", f' d="{d}"')
        self._body.append(
            f'<use href="#{shape}" fill="{paint}"{rule} stroke="{rim}" stroke-width="{num(edge * 2)}" '
            f'clip-path="url(#{self._clip_of(shape, even_odd)})"/>'
        )

    def _clip_of(self, shape: str, even_odd: bool = False) -> str:
        rule = ' clip-rule="evenodd"' if even_odd else ""
        return self._define("clipPath", "", f'<use href="#{shape}"{rule}/>')

    @contextmanager
    def clipped(self, d: str) -> Iterator[None]:
        """Everything drawn inside is cut to the path."""
        shape = self._define("path", f' d="{d}"')
        self._body.append(f'<g clip-path="url(#{self._clip_of(shape)})">')
        yield
        self._body.append("</g>")

    @contextmanager
    def group(self, transform: str = "", opacity: float = 1.0) -> Iterator[None]:
        """Everything drawn inside is moved or faded together."""
        ink = f' transform="{transform}"' if transform else ""
        ink += f' opacity="{share(opacity)}"' if opacity < 1 else ""
        self._body.append(f"<g{ink}>")
        yield
        self._body.append("</g>")

    def flipped(self, cx: float = 600.0) -> str:
        """The transform that mirrors left and right about a vertical axis."""
        return f"translate({num(2 * cx)} 0) scale(-1 1)"

    # Light and shadow

    def ground(
        self, cx: float, cy: float, rx: float, ry: float | None = None, strength: float = 0.42
    ) -> None:
        """The soft shadow under a thing that stands: a wide penumbra and a dark contact line."""
        ry = rx * 0.13 if ry is None else ry
        wide = self.radial(
            0.5, 0.5, 0.5, (0, self.umbra, strength), (0.45, self.umbra, strength * 0.5), (1, self.umbra, 0)
        )
        self.path(ellipse(cx + rx * 0.1, cy - ry * 0.2, rx * 1.22, ry * 1.25), wide)
        near = self.radial(
            0.5, 0.5, 0.5, (0, self.umbra, strength), (0.6, self.umbra, strength * 0.8), (1, self.umbra, 0)
        )
        self.path(ellipse(cx + rx * 0.01, cy - ry * 0.18, rx * 0.97, ry * 0.42), near)

    def cast(self, d: str, dx: float = 16, dy: float = 26, spread: float = 60, strength: float = 0.3) -> None:
        """The soft shadow of a flat thing on the surface right behind it."""
        shape = self._define("path", f' d="{d}"')
        steps = 6
        self._body.append(f'<g transform="translate({num(dx)} {num(dy)})" opacity="{strength:g}">')
        for i in range(steps):
            width = spread * (1 - i / steps)
            self._body.append(
                f'<use href="#{shape}" fill="{self.umbra}" stroke="{self.umbra}" '
                f'stroke-width="{num(width)}" opacity="0.17"/>'
            )
        self._body.append("</g>")

    def glow(self, cx: float, cy: float, rx: float, ry: float, colour: str, strength: float = 0.6) -> None:
        """Light spilling from a lamp or a screen."""
        paint = self.radial(0.5, 0.5, 0.5, (0, colour, strength), (1, colour, 0))
        self.path(ellipse(cx, cy, rx, ry), paint)

    # Backdrops

    def room(self, horizon: float = 880) -> None:
        """A wall and a floor with daylight falling in from a window on the left."""
        h = self.hue
        w, t = self.width, self.height
        wall = self.linear(0, 0, 0.8, 1, (0, oklch(0.952, 0.022, h)), (1, oklch(0.895, 0.034, h)))
        floor = self.linear(0, 0, 0.3, 1, (0, oklch(0.845, 0.04, h)), (1, oklch(0.9, 0.034, h)))
        self.path(f"M0 0h{w}v{num(horizon)}H0Z", wall)
        light = self.linear(0, 0, 0.6, 1, (0, "#FFFFFF", 0.5), (1, "#FFFFFF", 0.12))
        self.path("M130 90L430 30L600 560L300 660ZM470 22L700-24L880 466L640 546Z", light)
        self.path(f"M0 {num(horizon)}h{w}V{t}H0Z", floor)
        self.path(f"M0 {num(horizon - 16)}h{w}v16H0Z", oklch(0.935, 0.024, h))
        self.path(f"M0 {num(horizon)}h{w}v5H0Z", oklch(0.77, 0.045, h), opacity=0.5)

    def table(self, horizon: float = 800) -> None:
        """A surface before a wall with a pale disc behind the thing."""
        h = self.hue
        w, t = self.width, self.height
        wall = self.linear(0, 0, 0.7, 1, (0, oklch(0.945, 0.026, h)), (1, oklch(0.9, 0.036, h)))
        top = self.linear(0, 0, 0.25, 1, (0, oklch(0.855, 0.043, h)), (1, oklch(0.915, 0.03, h)))
        self.path(f"M0 0h{w}v{num(horizon)}H0Z", wall)
        disc = self.linear(0, 0, 0.6, 1, (0, oklch(0.982, 0.012, h)), (1, oklch(0.925, 0.03, h)))
        self.path(ellipse(600, 560, 452), disc)
        self.path(f"M0 {num(horizon)}h{w}V{t}H0Z", top)
        self.path(f"M0 {num(horizon)}h{w}v4H0Z", oklch(0.98, 0.014, h), opacity=0.7)

    def flat(self) -> None:
        """A surface seen from above with a band of daylight."""
        h = self.hue
        w, t = self.width, self.height
        sheet = self.linear(0, 0, 0.9, 1, (0, oklch(0.955, 0.02, h)), (1, oklch(0.88, 0.038, h)))
        self.path(f"M0 0h{w}v{t}H0Z", sheet)
        light = self.linear(0, 0, 0.7, 1, (0, "#FFFFFF", 0.6), (1, "#FFFFFF", 0.05))
        self.path(f"M0 330L330 0H690L0 720ZM0 860L{w * 0.69:.0f} 0H{w * 0.775:.0f}L0 970Z", light)

    # Surfaces

    def grain(self, d: str, area: tuple[float, float, float, float], t: Tones, upright: bool = False) -> None:
        """Wood grain inside a path: long strokes with a slow wave over the area (x, y, width, height)."""
        x, y, width, height = area
        with self.clipped(d):
            across, along = (width, height) if upright else (height, width)
            count = max(2, min(6, round(across / 22)))
            parts = []
            for i in range(count):
                at = across * (i + 0.55) / count
                bend = (7 if i % 2 else -6) * min(1.0, across / 90)
                start = along * (0.0, 0.16, 0.05, 0.3, 0.1, 0.22)[i]
                if upright:
                    parts.append(
                        f"M{num(x + at)} {num(y + start)}q{num(bend)}"
                        f" {num(along * 0.3)} 0 {num(along * 0.42)}"
                        f"t0 {num(along * 0.45)}"
                    )
                else:
                    parts.append(
                        f"M{num(x + start)} {num(y + at)}"
                        f"q{num(along * 0.3)} {num(bend)} {num(along * 0.42)} 0"
                        f"t{num(along * 0.45)} 0"
                    )
            self.line("".join(parts), t.deep, 2.5, 0.4)

    def speckles(self, d: str, t: Tones, accent: Tones) -> None:
        """Flecks of a reactive glaze over a part already drawn."""
        spots = (
            (12, 20, 4),
            (58, 8, 3),
            (96, 44, 5),
            (34, 66, 3),
            (76, 92, 4),
            (120, 84, 3),
            (18, 112, 5),
            (104, 120, 3),
        )
        tile = "".join(
            f'<circle cx="{x}" cy="{y}" r="{r}" fill="{accent.base if i % 4 == 1 else t.deep}"/>'
            for i, (x, y, r) in enumerate(spots)
        )
        self.path(d, self.pattern(132, 136, tile, 17), opacity=0.65)

    def cloth(self, d: str, name: str, t: Tones, accent: Tones, scale: float = 1.0) -> None:
        """A printed or woven pattern over a part already drawn; `plain` adds nothing."""
        ink = accent.base
        s = scale
        tile = ""
        turn = 0.0
        if name == "stripes":
            side = 56 * s
            tile = f'<path d="M0 0h{num(60 * s)}v{num(16 * s)}H0Z" fill="{ink}"/>'
        elif name == "checks":
            side = 84 * s
            band = num(side * 0.34)
            tile = (
                f'<path d="M0 0h{num(side)}v{band}H0ZM0 0h{band}v{num(side)}H0Z" fill="{ink}" opacity=".45"/>'
                f'<path d="M0 0h{band}v{band}H0Z" fill="{ink}" opacity=".5"/>'
                f'<path d="M{num(side * 0.66)} 0v{num(side)}'
                f'M0 {num(side * 0.66)}h{num(side)}" stroke="{ink}" '
                f'stroke-width="{num(3 * s)}" opacity=".5"/>'
            )
        elif name == "dots":
            side = 64 * s
            tile = "".join(
                f'<circle cx="{num(x * s)}" cy="{num(y * s)}" r="{num(9 * s)}" fill="{ink}"/>'
                for x, y in ((16, 16), (48, 48))
            )
        elif name == "leaves":
            side = 110 * s
            leaf = "M0-26C16-14 16 12 0 26C-16 12-16-14 0-26Z"
            tile = "".join(
                f'<g transform="translate({num(x * s)} {num(y * s)}) rotate({r}) scale({s:g})">'
                f'<path d="{leaf}" fill="{c}"/><path d="M0-18'
                f'V38" stroke="{accent.shade}" stroke-width="2.5"/></g>'
                for x, y, r, c in (
                    (28, 34, 35, ink),
                    (82, 80, -40, accent.light),
                    (84, 22, 120, accent.shade),
                )
            )
        elif name == "geometric":
            side = 88 * s
            q = side / 2
            tile = (
                f'<path d="M0 {num(q)}L{num(q)} 0L{num(side)} {num(q)}L{num(q)} {num(side)}Z" fill="{ink}"/>'
                f'<path d="M{num(q * 0.5)} {num(q)}L{num(q)} {num(q * 0.5)}L{num(q * 1.5)} {num(q)}'
                f'L{num(q)} {num(q * 1.5)}Z" fill="{t.base}"/>'
            )
        if not tile:
            return
        paint = self.pattern(side, side, tile, turn)
        self.path(d, paint, opacity=0.85)


def metal(name: str) -> Tones:
    """Tones of a metal part: steel, dark, brass, copper or chrome."""
    return tones(
        {"steel": "#B4B9C0", "dark": "#3E4147", "brass": "#BF9A4B", "copper": "#B76E46", "chrome": "#CDD2D8"}[
            name
        ]
    )


def wood(name: str) -> Tones:
    """Tones of a wood or of the lacquer that hides it."""
    return tones(
        {"oak": "#C99E6C", "walnut": "#7C5338", "birch": "#E3CBA2", "black": "#2D2B2B", "white": "#F1EEE8"}[
            name
        ]
    )
