"""Footwear: sneaker, seen from the outer side, toe to the left."""

from __future__ import annotations

import math

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import ellipse, line, polygon, smooth, star
from app.demo.pictures.spec import Spec

_GUM = "#B98553"


@draws("sneaker")
def sneaker(c: Canvas, spec: Spec) -> None:
    """Runner, court shoe, retro with gum sole, or canvas with a toe cap."""
    t, a = spec.tones, spec.accent
    closure = spec.text("closure")
    style = spec.design(("runner", "court", "retro", "canvas"))
    top = 372.0 if spec.text("height") == "high" else 544.0
    c.table(800)
    c.ground(600, 948, 470, 46)
    white = tones("#F4F2EC")
    lining = tones("#E9E2D3") if t.lightness < 0.75 else tones("#C9BDA8")
    panel = tones(t.at(-0.09 if t.lightness > 0.5 else 0.09))
    # The throat: the line of the laces from the vamp up to the ankle, and the way across it.
    throat = (432.0, 716.0), (668.0, top + 34)
    size = math.dist(*throat)
    along = (throat[1][0] - throat[0][0]) / size, (throat[1][1] - throat[0][1]) / size
    across = -along[1], along[0]

    def at(u: float, side: float, ahead: float = 0.0) -> tuple[float, float]:
        """The point at share u of the throat, `side` units down the outer side."""
        x = throat[0][0] + along[0] * (size * u + ahead) + across[0] * side
        return x, throat[0][1] + along[1] * (size * u + ahead) + across[1] * side

    c.body(
        smooth(
            [
                (690, top + 40),
                (790, top + 2),
                (930, top - 6),
                (972, top + 40),
                (900, top + 100),
                (720, top + 100),
            ]
        ),
        lining,
        lining.deep,
        2,
    )
    tongue_t = a if style == "runner" and closure == "laces" else t
    tongue = smooth(
        [
            (*at(0.2, 20), 0),
            at(0.5, -16),
            at(0.9, -30),
            at(1.14, -30),
            at(1.24, -4),
            at(1.2, 34),
            (*at(0.9, 70), 0),
        ]
    )
    c.body(tongue, tongue_t, c.slope(tongue_t), 4)
    label = [at(1.0, -14), at(1.12, -10), at(1.12, 22), at(1.0, 22)]
    c.path(polygon(label, 5), white.base, opacity=0.9)
    upper = smooth(
        [
            (196, 880, 0),
            (196, 826),
            (232, 772),
            (320, 742),
            (392, 730),
            (*at(0.0, 0),),
            at(0.5, 4),
            (*at(1.0, 0), 0),
            (744, top + 74),
            (836, top + 76),
            (910, top + 30),
            (956, top - 22),
            (990, top - 18),
            (984, top + 80),
            (996, 720),
            (1016, 810),
            (1010, 880, 0),
        ]
    )
    c.body(upper, t, c.linear(0, 0, 0.6, 1, (0, t.light), (0.5, t.base), (1, t.shade)), 6)
    with c.clipped(upper):
        _sneaker_panels(c, spec, style, top, panel)
        folds(
            c, t, [([(372, 736), (410, 780), (404, 840)], 8), ([(412, 728), (456, 770), (452, 826)], 8)], 0.24
        )
    if style == "canvas":
        cap = smooth([(192, 880, 0), (193, 826), (230, 772), (320, 744), (376, 788), (388, 880, 0)])
        c.body(cap, white, edge=4)
        c.line("M318 750Q366 792 374 872", white.deep, 3, 0.7)
    if closure == "slip-on":
        gore = tones("#33363B") if not t.is_dark else tones("#6B6F77")
        wedge = polygon([at(0.86, 34), (770, top + 80), (716, top + 190, 16)], 4)
        c.body(wedge, gore, edge=2)
        with c.clipped(wedge):
            c.line("".join(f"M{640 + i * 16} {top + 20}l-10 190" for i in range(10)), gore.glint, 3, 0.35)
        c.stitch(smooth([at(0.1, 40), at(0.5, 46), at(0.8, 40)], closed=False), t.glint, 3)
    else:
        stay_t = panel if style in ("retro", "runner") else t
        stay = smooth(
            [
                (*at(-0.06, 4), 0),
                at(0.5, 5),
                (*at(1.0, 2), 0),
                (*at(1.0, 66), 0),
                at(0.6, 74),
                at(0.16, 80),
                at(-0.04, 52),
            ]
        )
        c.body(stay, stay_t, edge=3)
        c.stitch(
            smooth([at(0.0, 46), at(0.16, 68), at(0.6, 62), at(0.96, 56)], closed=False), stay_t.glint, 3, 0.8
        )
    collar = smooth(
        [at(1.0, 0), (744, top + 74), (836, top + 76), (910, top + 30), (956, top - 22)], closed=False
    )
    c.line(collar, t.deep, 13, 0.75)
    with c.group("translate(0 -4)"):
        c.line(collar, t.glint, 4, 0.7)
    if closure == "laces":
        lace = white if t.lightness < 0.82 else tones("#3A3D43")
        rows = 7 if top < 500 else 5
        ends = [
            (at(0.06 + 0.82 * i / (rows - 1), -16), at(0.1 + 0.82 * i / (rows - 1), 40)) for i in range(rows)
        ]
        c.path("".join(ellipse(x, y, 9) for _, (x, y) in ends), metal("steel").deep)
        rungs = "".join(line(pair_of) for pair_of in ends)
        c.line(rungs, lace.shade, 20)
        with c.group("translate(-1 -3)"):
            c.line(rungs, lace.light, 12)
        x, y = at(0.9, 26)
        bow = (
            f"M{x:.0f} {y:.0f}c-64-14-104 24-72 44s66-18 72-44c26-46 96-34 92 4s-62 26-92-4"
            "m0 0q-16 56 8 96m-8-96q52 30 62 84"
        )
        with c.group("translate(4 7)", 0.2):
            c.line(bow, c.umbra, 13)
        c.line(bow, lace.shade, 15)
        c.line(bow, lace.light, 9)
        c.path(ellipse(x, y, 12), lace.light, stroke=lace.shade, width=3)
    elif closure == "straps":
        for u in (0.2, 0.56, 0.9) if top < 500 else (0.26, 0.72):
            strap = polygon(
                [(*at(u, -36, -30), 14), (*at(u, -36, 30), 14), (*at(u, 150, 34), 20), (*at(u, 150, -34), 20)]
            )
            with c.group("translate(4 8)", 0.2):
                c.path(strap, c.umbra)
            c.body(strap, a, c.slope(a), 4)
            inner = polygon(
                [(*at(u, 60, -20), 8), (*at(u, 60, 20), 8), (*at(u, 136, 22), 12), (*at(u, 136, -22), 12)]
            )
            c.stitch(inner, a.glint, 3)
    _sneaker_sole(c, style, tones(_GUM) if style == "retro" else white, a)


def _sneaker_panels(c: Canvas, spec: Spec, style: str, top: float, panel: Tones) -> None:
    """What is sewn onto the upper; drawn inside its outline."""
    t, a = spec.tones, spec.accent
    if style == "runner":
        mesh = (
            f'<circle cx="5" cy="5" r="2.6" fill="{t.deep}"/><'
            f'circle cx="13" cy="13" r="2.6" fill="{t.deep}"/>'
        )
        c.path("M190 900V780L480 660L640 600L560 880Z", c.pattern(16, 16, mesh), opacity=0.45)
        c.path(smooth([(150, 900, 0), (160, 790), (270, 776), (350, 830), (380, 900, 0)]), panel.base)
        c.path(
            smooth(
                [(540, 890, 0), (600, 810), (740, 740), (896, 690), (880, 730), (770, 800), (690, 890, 0)]
            ),
            a.base,
        )
        c.path(smooth([(720, 890, 0), (770, 826), (880, 770), (910, 778), (850, 840), (806, 890, 0)]), a.base)
        c.path(smooth([(904, 890, 0), (896, 780), (934, 690), (1030, 640, 0), (1040, 900, 0)]), panel.base)
    elif style == "court":
        c.line("M372 734Q430 800 352 890", t.deep, 4, 0.6)
        c.stitch("M386 730Q444 800 366 890", t.glint, 3)
        c.path(
            "".join(
                ellipse(292 + i * 30 - r * 12, 784 + r * 24 - i * 8, 5) for r in range(3) for i in range(3)
            ),
            t.deep,
        )
        c.path(smooth([(888, 890, 0), (880, 800), (912, 720), (1040, 690, 0), (1040, 900, 0)]), a.base)
        c.path(smooth([(930, top - 40), (1010, top - 40), (1010, top + 64), (944, top + 50)]), a.base)
        if spec.pick("mark", (True, False)):
            c.path(polygon([(620, 820), (800, 730), (818, 762), (638, 852)], 8), a.base)
        else:
            c.path(polygon(star(720, 790, 54, 24), 5), a.base)
    elif style == "retro":
        c.path(smooth([(150, 900, 0), (170, 780), (320, 744), (392, 806), (408, 900, 0)]), panel.base)
        c.stitch(smooth([(322, 744), (398, 808), (414, 890)], closed=False), t.glint, 3)
        stripes = "".join(
            polygon(
                [
                    (592 + i * 84, 770 - i * 40),
                    (636 + i * 84, 754 - i * 42),
                    (580 + i * 76, 890),
                    (534 + i * 76, 890),
                ],
                4,
            )
            for i in range(3)
        )
        c.path(stripes, a.base)
        c.path(smooth([(900, 890, 0), (890, 780), (930, 690), (1030, 660, 0), (1040, 900, 0)]), panel.base)
    else:
        c.line("M470 760Q540 800 530 890", t.deep, 4, 0.5)
        c.stitch("M484 752Q556 796 546 890M880 620Q864 740 884 890", t.glint, 3)
        c.path("M930 300H958V900H930Z", a.base)
        if top < 500:
            c.path(ellipse(840, 600, 60), "#F4F2EC")
            c.path(polygon(star(840, 600, 42, 18), 4), a.base)


def _sneaker_sole(c: Canvas, style: str, sole: Tones, a: Tones) -> None:
    if style == "runner":
        d = smooth(
            [
                (176, 852),
                (240, 868),
                (420, 868),
                (620, 846),
                (820, 832),
                (1010, 800),
                (1056, 826),
                (1044, 900),
                (1000, 946, 0),
                (300, 948, 0),
                (210, 926),
                (166, 890),
            ]
        )
        c.body(d, sole, c.drop(sole), 5)
        with c.clipped(d):
            c.path(smooth([(700, 900), (860, 868), (1060, 850), (1060, 890), (900, 908)]), a.base)
            c.path("M180 926H1060V970H180Z", "#3A3D43")
            c.line("".join(f"M{300 + i * 60} 926v26" for i in range(13)), sole.base, 8)
    else:
        d = smooth(
            [
                (176, 838),
                (236, 862),
                (600, 866),
                (940, 858),
                (1020, 846),
                (1042, 872),
                (1036, 922),
                (1000, 948, 0),
                (248, 948, 0),
                (190, 928),
                (166, 878),
            ]
        )
        c.body(d, sole, c.drop(sole), 5)
        with c.clipped(d):
            if style == "canvas":
                c.path("M160 874H1050V886H160Z", a.base)
                c.line("M180 920H1030", sole.deep, 10, 0.5, "2 14")
            elif style == "court":
                c.stitch("M190 876H1024", sole.deep, 4, 0.7)
            else:
                c.line("M180 900H1030", sole.deep, 4, 0.6)
            c.path("M160 934H1050V960H160Z", sole.deep, opacity=0.6)
