"""What garments share: the rail they hang from, cloth with folds, sleeves."""

from __future__ import annotations

from collections.abc import Sequence

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones
from app.demo.pictures.shapes import box, ellipse, mirrored, num, pair, smooth
from app.demo.pictures.spec import Spec

Half = Sequence[tuple[float, ...]]


def rail(c: Canvas, spec: Spec, clips: bool = False) -> None:
    """A wall with a rod across it and the hanger the garment hangs from."""
    c.room(1096)
    rod = metal(spec.pick("rod", ("brass", "dark")))
    c.path(box(-20, 118, 1240, 14, 7), c.umbra, opacity=0.14)
    c.body(box(-20, 84, 1240, 16, 8), rod, c.steel(rod, True), 1)
    steel = metal("steel")
    hook = "M600 240V170C600 148 640 146 640 112A40 40 0 0 0 562 96"
    c.line(hook, steel.deep, 11)
    c.line(hook, steel.glint, 4, 0.8)
    bar = wood(spec.pick("hanger", ("oak", "walnut", "birch")))
    if clips:
        c.body(box(400, 214, 400, 20, 10), bar, c.lying(bar), 2)
    else:
        d = (
            "M600 222C640 222 800 280 842 312Q852 330 832 332L600 274"
            "L368 332Q348 330 358 312C400 280 560 222 600 222Z"
        )
        c.body(d, bar, c.drop(bar), 3)


def clip_pegs(c: Canvas, xs: Sequence[float], y: float) -> None:
    """The clips that hold a waistband."""
    steel = metal("dark")
    for x in xs:
        c.body(box(x - 22, y - 44, 44, 70, 8), steel, c.round(steel), 3)
        c.body(ellipse(x, y - 24, 8), metal("steel"), edge=1)


def fold(c: Canvas, t: Tones, points: Half, width: float, strength: float = 0.34) -> None:
    """A soft crease along a curve of three points, dark below and lit above, tapering at both ends."""
    folds(c, t, [(points, width)], strength)


def folds(c: Canvas, t: Tones, creases: Sequence[tuple[Half, float]], strength: float = 0.28) -> None:
    """Several creases of one depth, drawn as two paths."""
    dark, bright = [], []
    for points, width in creases:
        (x0, y0), (x1, y1), (x2, y2) = ((p[0], p[1]) for p in points)
        ax, ay = -(y2 - y0), x2 - x0
        size = (ax * ax + ay * ay) ** 0.5 or 1.0
        ox, oy = ax / size * width, ay / size * width
        start = pair(x0, y0)
        curve = f"M{start}Q{pair(x1, y1)} {pair(x2, y2)}Q"
        dark.append(f"{curve}{pair(x1 + ox * 2, y1 + oy * 2)} {start}Z")
        bright.append(f"{curve}{pair(x1 - ox * 1.5, y1 - oy * 1.5)} {start}Z")
    c.path("".join(dark), t.deep, opacity=strength)
    c.path("".join(bright), t.glint, opacity=strength / 2)


def cloth(
    c: Canvas, d: str, spec: Spec, fill: str | None = None, pattern: str = "plain", scale: float = 1.0
) -> None:
    """A cut piece of the garment's own cloth with its print."""
    c.body(d, spec.tones, fill, edge=5)
    c.cloth(d, pattern, spec.tones, spec.accent, scale)


def sleeve(
    c: Canvas,
    spec: Spec,
    side: int,
    length: str,
    pattern: str = "plain",
    cuff: Tones | None = None,
    girth: float = 0.0,
    shift: float = 0.0,
    shoulder: tuple[float, float] = (246, 276),
) -> None:
    """One sleeve from shoulder to cuff; side −1 is the left one, which faces the light.

    `girth` widens it, `shift` moves it towards the middle; `shoulder` is the body's corner it starts from.
    """
    t, g = spec.tones, girth
    start = (600 + side * (shoulder[0] - 1), shoulder[1], 0)

    def at(dx: float, y: float) -> tuple[float, float]:
        return 600 + side * (dx - shift), y

    if length == "short":
        outer, inner = at(414 + g, 520), at(312, 574)
        d = smooth([start, at(330 + g * 0.8, 366), (*outer, 0), (*inner, 0), (*at(214, 462), 0)])
    else:
        outer, inner = at(414 + g, 938), at(324, 946)
        d = smooth(
            [
                start,
                at(330 + g, 372),
                at(392 + g * 1.4, 600),
                at(412 + g * 1.2, 800),
                (*outer, 0),
                (*inner, 0),
                at(312, 780),
                at(284, 600),
                (*at(214, 456), 0),
            ]
        )
    fill = (
        c.linear(0, 0, 1, 0.3, (0, t.base), (0.3, t.light), (1, t.shade))
        if side < 0
        else c.linear(0, 0, 1, 0.3, (0, t.shade), (0.5, t.base), (1, t.deep))
    )
    cloth(c, d, spec, fill, pattern)
    with c.clipped(d):
        fold(c, t, [at(236, 440), at(300, 430), at(372, 500)], 12)
        if length == "short":
            c.stitch(
                f"M{pair(outer[0] - side * 12, outer[1] - 26)}L{pair(inner[0] - side * 12, inner[1] - 26)}",
                t.deep,
                3,
                0.6,
            )
            fold(c, t, [at(260, 300), at(300, 380), at(330, 520)], 9, 0.24)
        else:
            folds(
                c,
                t,
                [
                    ([at(292, 600), at(340, 570), at(404 + g, 620)], 13),
                    ([at(300, 660), at(350, 660), at(400 + g, 700)], 10),
                    ([at(330, 850), at(352, 700), at(330, 480)], 10),
                    ([at(336, 880), at(370, 860), at(408 + g, 890)], 9),
                ],
            )
    if cuff and length == "long":
        x = min(outer[0], inner[0]) - 4
        width = abs(outer[0] - inner[0]) + 8
        c.body(box(x, 900, width, 66, 14), cuff, c.round(cuff), 3)


def ribs(c: Canvas, t: Tones, x: float, y: float, width: float, height: float, step: float = 12) -> None:
    """The upright lines of a knitted band."""
    count = int(width // step)
    c.line(
        "".join(f"M{num(x + step * (i + 0.5))} {num(y)}v{num(height)}" for i in range(count)), t.deep, 3, 0.5
    )


def torso(half: Half) -> str:
    """A symmetric body from its right half."""
    return smooth(mirrored(half))


def drape(c: Canvas, t: Tones, hem: float = 1020.0) -> None:
    """The creases every hanging top shows: from the armpits, across the chest, above the hem."""
    folds(
        c,
        t,
        [
            ([(374, 470), (440, 520), (520, 520)], 14),
            ([(826, 470), (760, 530), (690, 530)], 14),
            ([(430, 330), (470, 460), (460, 640)], 14),
            ([(770, 330), (740, 470), (752, 660)], 16),
            ([(400, hem - 60), (470, hem - 170), (460, hem - 330)], 16),
            ([(560, hem - 10), (586, hem - 150), (566, hem - 280)], 11),
            ([(790, hem - 40), (740, hem - 190), (760, hem - 360)], 20),
            ([(690, hem - 10), (676, hem - 130), (690, hem - 240)], 11),
        ],
        0.26,
    )
