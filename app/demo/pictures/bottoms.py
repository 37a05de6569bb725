"""Apparel for the whole or the lower body: dress, jeans, skirt."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import tones
from app.demo.pictures.garments import clip_pegs, cloth, fold, folds, rail, sleeve, torso
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec

_HEM = {"mini": 890.0, "midi": 990.0, "maxi": 1088.0}


def _flare(c: Canvas, spec: Spec, waist: float, half: float, hem: float, wide: float, pattern: str) -> str:
    """A skirt that hangs in soft folds from the waist."""
    t = spec.tones
    waves = 6
    points: list[tuple[float, ...]] = [
        (600 + half, waist, 0),
        (600 + half + (wide - half) * 0.5, waist + (hem - waist) * 0.42),
        (600 + wide, hem, 0),
    ]
    for i in range(1, waves):
        points.append((600 + wide - 2 * wide * i / waves, hem + (20 if i % 2 else 2)))
    points += [
        (600 - wide, hem, 0),
        (600 - half - (wide - half) * 0.5, waist + (hem - waist) * 0.42),
        (600 - half, waist, 0),
    ]
    d = smooth(points)
    cloth(c, d, spec, pattern=pattern)
    with c.clipped(d):
        dark, bright = [], []
        middle = waist + (hem - waist) * 0.5
        for k in (-0.78, -0.45, -0.12, 0.2, 0.52, 0.84):
            x0, x1 = 600 + half * k, 600 + wide * k * 1.02
            spine = f"M{x0:.0f} {waist:.0f}Q{x0 + (x1 - x0) * 0.3:.0f} {middle:.0f} {x1:.0f} {hem + 24:.0f}"
            dark.append(
                f"{spine}h{wide * 0.13:.0f}Q{x0 + (x1 - x0) * 0.36:.0f} {middle:.0f} {x0:.0f} {waist:.0f}Z"
            )
            bright.append(
                f"{spine}h{-wide * 0.1:.0f}Q{x0 + (x1 - x0) * 0.24:.0f} {middle:.0f} {x0:.0f} {waist:.0f}Z"
            )
        c.path("".join(dark), t.deep, opacity=0.3)
        c.path("".join(bright), t.glint, opacity=0.18)
    return d


@draws("dress")
def dress(c: Canvas, spec: Spec) -> None:
    """On its hanger: wrap, buttoned, scoop-necked or tiered."""
    t, a = spec.tones, spec.accent
    length, arms, pattern = spec.text("length"), spec.text("sleeve"), spec.text("pattern")
    style = spec.design(("wrap", "button", "scoop", "tiered"))
    hem, waist = _HEM[length], 552.0
    rail(c, spec)
    wide = 250 + (hem - 820) * 0.14 + (20 if style == "tiered" else 0)
    dip = {"wrap": 430.0, "button": 330.0, "scoop": 372.0, "tiered": 350.0}[style]
    sharp = (0.0,) if style == "wrap" else ()
    if arms == "none":
        half = [(0, dip, *sharp), (112, 236, 0), (176, 250, 0), (150, 370), (192, 440, 0), (166, waist, 0)]
    else:
        half = [(0, dip, *sharp), (108, 230, 0), (236, 276, 0), (206, 448, 0), (166, waist, 0)]
    d = torso([*half, (0, waist + 6)])
    c.cast(torso([*half, (wide, hem, 0), (0, hem + 10)]), 18, 26, 50, 0.3)
    c.path(f"M488 236Q600 290 712 236L690 330L600 {dip + 10}L510 330Z", t.deep)
    if arms != "none":
        for s in (-1, 1):
            sleeve(
                c,
                spec,
                s,
                arms,
                pattern,
                cuff=t if style == "button" else None,
                shift=22,
                shoulder=(236, 276),
            )
    if style == "tiered":
        span = (hem - waist) / 3
        for i in (2, 1, 0):
            y = waist + span * i
            f = 166 + (wide - 166) * i / 3
            _flare(c, spec, y - 6, f + 4, y + span + 8, 166 + (wide - 166) * (i + 1) / 3 + 14, pattern)
            c.line(f"M{600 - f:.0f} {y:.0f}H{600 + f:.0f}", t.deep, 5, 0.5)
    else:
        _flare(c, spec, waist - 4, 166, hem, wide, pattern)
    cloth(c, d, spec, pattern=pattern)
    with c.clipped(d):
        folds(
            c,
            t,
            [
                ([(410, 430), (470, 460), (520, 530)], 14),
                ([(790, 430), (730, 470), (680, 540)], 14),
                ([(470, 300), (500, 400), (480, 500)], 12),
                ([(730, 300), (712, 400), (724, 510)], 14),
            ],
        )
    if style == "wrap":
        c.path("M490 236L616 452L470 550L440 550L590 446Z", t.deep, opacity=0.3)
        c.line("M708 232L600 432L452 550", t.deep, 6, 0.6)
        c.line("M704 228L596 428L448 546", t.glint, 4, 0.6)
        c.line("M492 232L584 404", t.deep, 6, 0.6)
        with c.clipped(box(300, waist, 600, hem)):
            c.path(
                f"M520 {waist}Q470 {waist + 160} 400 {hem + 30}"
                f"L430 {hem + 30}Q500 {waist + 160} 540 {waist}Z",
                t.deep,
                opacity=0.4,
            )
    elif style == "button":
        c.body(box(580, dip - 4, 40, hem - dip + 8, 4), t, c.slope(t), 3)
        c.cloth(box(580, dip - 4, 40, hem - dip + 8, 4), pattern, t, a)
        for y in range(int(dip) + 34, int(hem) - 30, 76):
            c.body(ellipse(600, y, 10), tones("#F4EFE4") if t.lightness < 0.8 else a, edge=2)
        for s in (-1, 1):
            c.body(
                polygon(
                    [
                        (600 + s * 106, 216, 10),
                        (600 + s * 4, 316, 6),
                        (600 + s * 82, 386, 10),
                        (600 + s * 144, 262, 10),
                    ]
                ),
                t,
                edge=4,
            )
    else:
        curve = f"M490 236C506 {dip + 26} 694 {dip + 26} 710 236"
        c.line(curve, t.shade, 15)
        c.line(curve, t.glint, 3, 0.7)
    belt = a if style in ("wrap", "button") else t
    c.body(box(430, waist - 22, 340, 42, 10), belt, c.lying(belt), 3)
    if style == "wrap":
        c.body(
            smooth([(700, waist - 4), (770, waist - 50), (800, waist - 10), (760, waist + 16)]), belt, edge=3
        )
        c.body(smooth([(700, waist), (640, waist - 46), (612, waist - 6), (650, waist + 18)]), belt, edge=3)
        c.body(
            polygon([(690, waist), (712, waist), (744, waist + 150, 4), (708, waist + 160, 4)]),
            belt,
            c.round(belt),
            3,
        )
        c.body(
            polygon([(694, waist), (716, waist), (690, waist + 128, 4), (656, waist + 118, 4)]),
            belt,
            c.round(belt),
            3,
        )
        c.body(ellipse(702, waist, 24, 22), belt, edge=3)
    elif style == "button":
        c.body(
            box(570, waist - 30, 60, 58, 10) + box(582, waist - 18, 36, 34, 4),
            metal("brass"),
            edge=3,
            even_odd=True,
        )


@draws("jeans")
def jeans(c: Canvas, spec: Spec) -> None:
    """Hung by the waistband."""
    t, fit = spec.tones, spec.text("fit")
    thread = "#E0A35A" if t.lightness < 0.82 else "#B98A5E"
    rail(c, spec, clips=True)
    knee, hem = {"slim": (92.0, 66.0), "straight": (112.0, 98.0), "wide": (136.0, 158.0)}[fit]
    centre = {"slim": 132.0, "straight": 136.0, "wide": 150.0}[fit]
    outline = [
        (168, 240, 0),
        (202, 380),
        (centre + knee, 720),
        (centre + hem, 1080, 0),
        (centre - hem, 1080, 0),
        (centre - knee + 6, 720),
        (4, 470, 0),
    ]
    whole = smooth(
        [(600 + p[0], *p[1:]) for p in outline] + [(600 - p[0], *p[1:]) for p in reversed(outline[:-1])]
    )
    c.cast(whole, 18, 24, 56, 0.34)
    cuff = spec.pick("cuff", (True, False, False))
    for s in (1, -1):
        leg = smooth([(600 + s * p[0], *p[1:]) for p in outline] + [(600, 300, 0), (600, 240, 0)])
        fill = (
            c.linear(0, 0, 1, 0.1, (0, t.shade), (0.3, t.light), (0.6, t.base), (1, t.deep))
            if s < 0
            else c.linear(0, 0, 1, 0.1, (0, t.shade), (0.35, t.base), (1, t.deep))
        )
        c.body(leg, t, fill, 5)
        with c.clipped(leg):
            wash = c.radial(
                0.5,
                0.5,
                0.5,
                (0, t.glint, 0.5 if spec.design((True, False, True)) else 0.15),
                (1, t.glint, 0),
            )
            x = 600 + s * centre
            c.path(ellipse(x + s * 4, 560, 74, 190), wash)
            c.path(ellipse(x, 860, 56, 150), wash)
            creases = [
                (
                    [
                        (600 + s * 30, 470 + i * 40),
                        (600 + s * 90, 440 + i * 44),
                        (600 + s * 170, 420 + i * 36),
                    ],
                    8.0,
                )
                for i in range(3)
            ]
            folds(
                c,
                t,
                [
                    *creases,
                    ([(x - s * knee * 0.8, 740), (x, 716), (x + s * knee * 0.6, 736)], 9),
                    ([(x - s * knee * 0.8, 790), (x, 782), (x + s * knee * 0.5, 800)], 8),
                    ([(x - s * 50, 1040), (x - s * 10, 1010), (x + s * 50, 1036)], 9),
                ],
            )
            c.line(
                f"M{600 + s * 182} 250Q{600 + s * 214} 420 {600 + s * (centre + knee - 10)} 720"
                f"L{600 + s * (centre + hem - 10)} 1080",
                t.deep,
                3,
                0.5,
            )
        if cuff:
            turn = tones(t.glint) if t.lightness < 0.7 else tones(t.shade)
            c.body(box(x - hem - 5, 1036, 2 * hem + 10, 54, 8), turn, c.round(turn), 3)
            c.stitch(f"M{x - hem + 4:.0f} 1076H{x + hem - 4:.0f}", thread, 3)
        else:
            c.stitch(f"M{x - hem + 4:.0f} 1064H{x + hem - 4:.0f}", thread, 3.5)
        # Front pocket with its rivets.
        pocket = f"M{600 + s * 176} 344Q{600 + s * 92} 350 {600 + s * 84} 276"
        c.line(pocket, t.deep, 5, 0.7)
        c.stitch(f"M{600 + s * 176} 356Q{600 + s * 80} 362 {600 + s * 72} 276", thread, 3)
        c.body(ellipse(600 + s * 174, 340, 7), metal("copper"), edge=1)
        c.body(ellipse(600 + s * 88, 290, 7), metal("copper"), edge=1)
    c.line("M600 300V470", t.deep, 5, 0.7)
    c.stitch("M634 296V400Q632 440 604 452", thread, 3)
    c.body(polygon([(426, 226, 8), (774, 226, 8), (778, 282, 6), (422, 282, 6)]), t, c.drop(t), 4)
    c.stitch("M434 236H766M434 272H766", thread, 3)
    for x in (470, 548, 652, 730):
        c.body(box(x - 9, 220, 18, 70, 4), t, c.round(t), 2)
        c.line(f"M{x - 6} 226h12M{x - 6} 284h12", thread, 3)
    c.body(ellipse(600, 254, 16), metal("copper"), edge=3)
    c.path(ellipse(600, 254, 6), metal("copper").deep)
    clip_pegs(c, (450, 750), 232)


@draws("skirt")
def skirt(c: Canvas, spec: Spec) -> None:
    """Hung by the waistband."""
    t, a = spec.tones, spec.accent
    style, pattern = spec.text("style"), spec.text("pattern")
    hem = {"mini": 700.0, "midi": 880.0, "maxi": 1070.0}[spec.text("length")]
    waist, top = 158.0, 262.0
    rail(c, spec, clips=True)
    if style == "pencil":
        d = torso([(0, top), (waist, top, 0), (206, 430), (202, 640), (176, hem, 0), (0, hem + 8)])
        c.cast(d, 18, 26, 56, 0.34)
        cloth(c, d, spec, pattern=pattern)
        with c.clipped(d):
            for s in (-1, 1):
                c.line(f"M{600 + s * 96} {top}V{top + 150}", t.deep, 4, 0.5)
                fold(c, t, [(600 + s * 190, 470), (600 + s * 110, 500), (600 + s * 20, 470)], 10, 0.2)
                fold(
                    c,
                    t,
                    [(600 + s * 150, hem), (600 + s * 120, hem - 160), (600 + s * 130, hem - 300)],
                    12,
                    0.24,
                )
            c.stitch(f"M400 {hem - 24}H800", t.deep, 3, 0.6)
        slit = spec.design((640.0, 560.0, 600.0))
        c.path(f"M{slit} {hem - 170}L{slit - 12} {hem + 12}H{slit + 16}Z", t.deep)
        c.line(f"M{slit} {hem - 330}V{hem - 170}", t.deep, 4, 0.5)
    elif style == "pleated":
        wide = 300 + (hem - 700) * 0.18
        d = torso([(0, top), (waist, top, 0), (wide, hem, 0), (0, hem + 16)])
        c.cast(d, 18, 26, 56, 0.34)
        c.body(d, t, edge=4)
        c.cloth(d, pattern, t, a)
        count = spec.design((14, 10, 18))
        lights, darks = [], []
        for i in range(count):
            u0, u1, u2 = i / count, (i + 0.62) / count, (i + 1) / count
            x = [600 - waist + 2 * waist * u for u in (u0, u1, u2)]
            z = [600 - wide + 2 * wide * u for u in (u0, u1, u2)]
            lights.append(
                f"M{x[0]:.0f} {top}L{z[0]:.0f} {hem + 14}H{z[0] + (z[1] - z[0]) * 0.4:.0f}L{x[0]:.0f} {top}Z"
            )
            darks.append(f"M{x[1]:.0f} {top}L{z[1]:.0f} {hem + 14}H{z[2]:.0f}L{x[2]:.0f} {top}Z")
        with c.clipped(d):
            c.path("".join(lights), t.glint, opacity=0.32)
            c.path("".join(darks), t.deep, opacity=0.5)
            c.path(d, c.linear(0, 0, 1, 0, (0, "#000000", 0), (0.6, "#000000", 0), (1, "#000000", 0.22)))
            c.stitch(f"M200 {hem - 26}Q600 {hem - 10} 1000 {hem - 26}", t.deep, 3, 0.6)
    else:
        wide = 270 + (hem - 700) * 0.22
        c.cast(torso([(0, top), (waist, top, 0), (wide, hem, 0), (0, hem + 16)]), 18, 26, 56, 0.34)
        _flare(c, spec, top, waist, hem, wide, pattern)
        front = spec.design(("buttons", "patch", "plain"))
        if front == "buttons":
            c.line(f"M600 {top}V{hem + 8}", t.deep, 5, 0.6)
            c.stitch(f"M622 {top}V{hem + 4}", t.glint, 3, 0.7)
            for y in range(int(top) + 60, int(hem) - 20, 84):
                c.body(ellipse(600, y, 15), metal("brass"), edge=3)
        elif front == "patch":
            for s in (-1, 1):
                x = 600 + s * 116
                c.body(
                    polygon(
                        [
                            (x - 56, top + 100),
                            (x + 56, top + 100),
                            (x + 62, top + 222, 26),
                            (x - 62, top + 222, 26),
                        ]
                    ),
                    t,
                    edge=4,
                )
                c.stitch(f"M{x - 50} {top + 120}h100", t.deep, 3, 0.7)
    c.body(box(600 - waist - 5, top - 30, 2 * waist + 10, 56, 8), t, c.drop(t), 4)
    c.stitch(f"M{600 - waist + 6} {top + 16}H{600 + waist - 6}", t.deep, 3, 0.5)
    if spec.pick("bow", (False, True, False)):
        c.body(box(600 - waist - 5, top - 20, 2 * waist + 10, 36, 8), a, c.lying(a), 2)
    clip_pegs(c, (474, 726), top - 24)
