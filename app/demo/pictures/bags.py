"""Bags: handbag, backpack, suitcase."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec


def _strap(c: Canvas, d: str, t: Tones, width: float, stitched: bool = True) -> None:
    """A leather or webbing strap along a curve, with a seam along both edges."""
    c.line(d, t.deep, width)
    c.line(d, t.base, width - 5)
    if stitched:
        c.path(d, stroke=t.glint, width=width * 0.62, dash="8 9", opacity=0.8)
        c.line(d, t.base, width * 0.62 - 5)
    with c.group(f"translate({-width * 0.12:.0f} {-width * 0.14:.0f})"):
        c.line(d, t.light, width * 0.22, 0.6)


@draws("handbag")
def handbag(c: Canvas, spec: Spec) -> None:
    """Tote, satchel, crossbody or bucket bag."""
    t, style = spec.tones, spec.text("style")
    gold = metal(spec.design(("brass", "steel", "dark")))
    trim = spec.pick("trim", (t, tones("#8A5A3A"), t, spec.accent))
    c.table(800)
    c.ground(600, 962, 360, 46)
    if style == "tote":
        _strap(c, "M430 520C430 180 770 180 770 520", tones(trim.shade), 26, False)
        d = polygon([(262, 430, 14), (938, 430, 14), (880, 960, 50), (320, 960, 50)])
        c.path(polygon([(262, 436), (290, 400, 10), (910, 400, 10), (938, 436)]), t.deep)
        c.body(d, t, c.linear(0, 0, 0.8, 1, (0, t.light), (0.5, t.base), (1, t.shade)), 8)
        with c.clipped(d):
            folds(
                c,
                t,
                [
                    ([(330, 440), (400, 640), (380, 860)], 18),
                    ([(860, 440), (800, 660), (830, 880)], 18),
                    ([(560, 470), (600, 620), (570, 760)], 12),
                ],
                0.2,
            )
            if spec.pick("dip", (True, False)):
                c.path("M200 790H1000V980H200Z", spec.accent.base)
                c.stitch("M200 802H1000", spec.accent.glint)
        c.stitch("M284 456H916", t.glint, 4)
        _strap(c, "M400 640C400 170 800 170 800 640", trim, 34)
        for x in (400, 800):
            c.body(box(x - 26, 560, 52, 110, 10), trim, edge=3)
            c.path(ellipse(x, 585, 7) + ellipse(x, 645, 7), gold.base)
        if spec.pick("charm", (True, False)):
            c.line("M800 500q40 40 36 90", gold.base, 6)
            c.body(ellipse(836, 624, 34), spec.accent, c.ball(spec.accent), 3)
        return
    if style == "satchel":
        _strap(c, "M440 420C450 190 750 190 760 420", trim, 40)
        d = polygon([(250, 420, 40), (950, 420, 40), (970, 960, 60), (230, 960, 60)])
        c.body(d, t, c.drop(t), 8)
        c.stitch("M262 900Q600 930 938 900", t.glint, 3.5)
        flap = smooth(
            [
                (244, 404),
                (600, 396),
                (956, 404),
                (976, 520),
                (940, 680),
                (800, 744),
                (600, 752),
                (400, 744),
                (260, 680),
                (224, 520),
            ]
        )
        c.path(flap, c.umbra, opacity=0.2)
        with c.group("translate(0 -12)"):
            c.body(flap, t, edge=8)
            c.stitch(
                smooth(
                    [(244, 520), (280, 662), (410, 718), (600, 726), (790, 718), (920, 662), (956, 520)],
                    closed=False,
                ),
                t.glint,
                3.5,
            )
        for x in (400, 800):
            c.body(
                polygon(
                    [(x - 30, 560, 4), (x + 30, 560, 4), (x + 30, 850, 8), (x, 880, 6), (x - 30, 850, 8)]
                ),
                trim,
                c.round(trim),
                4,
            )
            c.stitch(f"M{x - 20} 570V844M{x + 20} 570V844", trim.glint, 3, 0.7)
            c.body(box(x - 42, 700, 84, 74, 10) + box(x - 26, 716, 52, 42, 4), gold, edge=3, even_odd=True)
            c.line(f"M{x} 706v64", gold.shade, 8)
        for x in (440, 760):
            c.body(box(x - 34, 392, 68, 46, 10), trim, edge=3)
            c.path(ellipse(x, 415, 8), gold.base)
        return
    if style == "crossbody":
        strap = "M290 520C170 60 1030 60 910 520"
        if spec.pick("chain", (True, False)):
            c.path(strap, stroke=gold.deep, width=17)
            c.path(strap, stroke=gold.glint, width=12, dash="20 12")
        else:
            _strap(c, strap, trim, 22, False)
        d = box(250, 480, 700, 478, 130)
        c.body(d, t, c.drop(t), 8)
        if spec.variation % 2:
            with c.clipped(d):
                quilt = "".join(
                    f"M{100 + i * 86} 460l520 520M{1100 - i * 86} 460l-520 520" for i in range(13)
                )
                c.line(quilt, t.deep, 5, 0.5)
                c.line(quilt, t.glint, 2, 0.4, "7 7")
        flap = "M250 600q0-120 130-120H820q130 0 130 120Q930 790 600 800T250 600Z"
        c.body(flap, t, c.slope(t), 7)
        c.stitch("M268 620Q310 766 600 776T932 620", t.glint, 3.5)
        c.body(ellipse(600, 790, 52), gold, edge=4)
        c.path(ellipse(600, 790, 30), gold.deep)
        c.body(box(586, 762, 28, 56, 10), gold, c.steel(gold), 2)
        for x in (288, 912):
            c.path(ellipse(x, 520, 24), stroke=gold.base, width=11)
        return
    _strap(c, "M350 540C330 120 870 120 850 540", trim, 32)
    d = smooth(
        [
            (300, 500, 0),
            (600, 470),
            (900, 500, 0),
            (884, 720),
            (900, 900),
            (850, 960, 0),
            (350, 960, 0),
            (300, 900),
            (316, 720),
        ]
    )
    c.body(d, t, c.round(t), 8)
    with c.clipped(d):
        c.path("M250 890H950V1000H250Z", trim.shade)
        c.stitch("M250 880H950", t.glint, 4)
        folds(
            c,
            t,
            [
                ([(380, 500), (400, 640), (360, 800)], 22),
                ([(500, 490), (510, 620), (490, 740)], 16),
                ([(700, 490), (690, 620), (712, 760)], 18),
                ([(820, 500), (800, 660), (840, 820)], 22),
            ],
            0.3,
        )
    for i in range(8):
        x = 336 + i * 75.4
        c.path(ellipse(x, 552, 15), gold.base)
        c.path(ellipse(x, 552, 8), t.deep)
    cord = spec.accent if spec.pick("cord", (True, False)) else trim
    c.line("M330 552Q600 590 870 552", cord.base, 12, 1, "52 24")
    c.line("M590 570q-50 70-30 150M610 570q50 60 40 170", cord.base, 12)
    for x, y in ((560, 730), (650, 748)):
        c.body(
            polygon([(x - 12, y - 12, 4), (x + 12, y - 12, 4), (x + 20, y + 54, 4), (x - 20, y + 54, 4)]),
            cord,
            edge=2,
        )


@draws("backpack")
def backpack(c: Canvas, spec: Spec) -> None:
    """From the front; zipped, flapped or rolled at the top."""
    t, a, style = spec.tones, spec.accent, spec.text("style")
    k = 0.88 + (spec.number("capacity_l") - 15) * 0.008
    trim = spec.design((tones("#8A5A3A"), a, tones("#33363B")))
    steel = metal("steel")
    c.table(810)
    c.ground(600, 964, 320 * k, 46)
    with c.group(f"translate({600 * (1 - k):.1f} {964 * (1 - k):.1f}) scale({k:.3f})"):
        c.line("M540 220C540 120 660 120 660 220", trim.shade, 30)
        c.line("M536 216C536 114 656 112 656 210", trim.light, 8, 0.7)
        for s in (-1, 1):
            c.line(
                f"M{600 + s * 200} 420C{600 + s * 330} 500 {600 + s * 330} 760 {600 + s * 262} 880",
                tones(t.shade).base,
                46,
            )
            c.body(box(600 + s * 272 - 46, 640, 92, 290, 40), t, t.shade, 5)
        if style == "rolltop":
            c.body(box(370, 190, 460, 110, 40), t, c.lying(t), 6)
            c.line("M384 262H816", t.deep, 6, 0.6)
            body = polygon([(350, 270, 40), (850, 270, 40), (880, 960, 80), (320, 960, 80)])
        else:
            body = smooth(
                [
                    (600, 170),
                    (760, 190),
                    (850, 300),
                    (872, 560),
                    (880, 860),
                    (820, 950),
                    (600, 962),
                    (380, 950),
                    (320, 860),
                    (328, 560),
                    (350, 300),
                    (440, 190),
                ]
            )
        c.body(body, t, c.round(t), 9)
        with c.clipped(body):
            folds(
                c,
                t,
                [([(380, 300), (420, 420), (390, 560)], 14), ([(820, 300), (780, 440), (810, 580)], 14)],
                0.24,
            )
            c.path(
                "M300 900H900V1000H300Z", trim.base if trim is not a else tones(t.shade).base, opacity=0.95
            )
            c.stitch("M300 892H900", t.glint, 4)
        if style == "daypack":
            c.line("M372 470C372 250 470 220 600 220S828 250 828 470", tones("#2C2D31").base, 15)
            c.line("M372 470C372 250 470 220 600 220S828 250 828 470", steel.light, 5, 0.9, "3 7")
            c.body(box(820, 470, 20, 60, 8), trim, edge=2)
        elif style == "flap":
            flap = smooth(
                [
                    (600, 164),
                    (790, 186),
                    (872, 300),
                    (868, 470),
                    (810, 540),
                    (600, 556),
                    (390, 540),
                    (332, 470),
                    (328, 300),
                    (410, 186),
                ]
            )
            c.path(flap, c.umbra, opacity=0.18)
            with c.group("translate(0 -10)"):
                c.body(flap, t, edge=8)
                c.stitch(
                    smooth([(350, 460), (400, 516), (600, 532), (800, 516), (850, 460)], closed=False),
                    t.glint,
                    3.5,
                )
        else:
            c.path("M350 330H850V350H350Z", t.deep, opacity=0.4)
        if style in ("flap", "rolltop"):
            for x in (470, 730) if style == "flap" else (600,):
                c.body(
                    box(x - 24, 420 if style == "flap" else 210, 48, 240 if style == "flap" else 300, 8),
                    trim,
                    c.round(trim),
                    3,
                )
                y = 600 if style == "flap" else 430
                c.body(
                    box(x - 38, y - 34, 76, 66, 10) + box(x - 23, y - 20, 46, 38, 4),
                    metal("brass"),
                    edge=3,
                    even_odd=True,
                )
                c.line(f"M{x} {y - 30}v56", metal("brass").shade, 8)
        pocket = polygon([(400, 620, 50), (800, 620, 50), (820, 900, 60), (380, 900, 60)])
        c.path(
            polygon([(400, 630, 50), (800, 630, 50), (824, 914, 60), (376, 914, 60)]), c.umbra, opacity=0.22
        )
        pocket_t = a if spec.pick("pocket", (False, True, False)) and trim is not a else t
        c.body(pocket, pocket_t, edge=7)
        c.line("M424 672Q600 648 776 672", tones("#2C2D31").base, 13)
        c.line("M424 672Q600 648 776 672", steel.light, 4, 0.9, "3 7")
        c.body(box(772, 668, 18, 54, 8), trim, edge=2)
        c.stitch("M398 860Q600 892 802 860", pocket_t.glint, 3.5)
        c.body(box(545, 740, 110, 80, 12), trim, edge=3)
        c.stitch(box(555, 750, 90, 60, 6), trim.glint, 3)
        if spec.pick("bottle", (True, False)):
            flask = tones("#E9A21B") if t.hue > 100 or t.chroma < 0.05 else tones("#1C7C83")
            c.body(box(886, 540, 64, 190, 24), flask, c.round(flask), 3)
            c.body(box(898, 506, 40, 44, 10), tones("#33363B"), edge=2)
            c.body(box(868, 690, 104, 220, 34), t, c.linear(0, 0, 1, 0, (0, t.base), (1, t.deep)), 5)


@draws("suitcase")
def suitcase(c: Canvas, spec: Spec) -> None:
    """Upright on its wheels with the handle out."""
    t, a, shell = spec.tones, spec.accent, spec.text("shell")
    h = {"cabin": 560.0, "medium": 680.0, "large": 780.0}[spec.text("size")]
    w = h * 0.68
    x, foot = 600 - w / 2, 1010.0
    top = foot - 56 - h
    steel = metal("steel")
    dark = tones("#2E3035")
    c.table(860)
    c.ground(600, foot, w * 0.6, 42)
    rise = 150.0 if h < 700 else 110.0
    for s in (-1, 1):
        c.body(box(600 + s * 84 - 9, top - rise, 18, rise + 30, 4), steel, c.steel(steel), 1)
    c.body(box(496, top - rise - 22, 208, 44, 22), dark, c.lying(dark), 4)
    for fx in (x + 54, x + w - 54):
        c.body(box(fx - 20, foot - 66, 40, 30, 6), dark, edge=2)
        c.body(ellipse(fx, foot - 26, 27), dark, edge=4)
        c.path(ellipse(fx, foot - 26, 10), steel.base)
    c.body(box(540, top - 24, 120, 44, 20) + box(556, top - 10, 88, 30, 10), dark, edge=3, even_odd=True)
    d = box(x, top, w, h, 70)
    c.body(d, t, c.linear(0, 0, 1, 0.2, (0, t.base), (0.2, t.light), (0.55, t.base), (1, t.deep)), 9)
    with c.clipped(d):
        if shell == "ribbed":
            for k in range(1, 9):
                rx = x + w * k / 9
                c.line(f"M{rx:.0f} {top + 40}V{top + h - 40}", t.deep, 9, 0.55)
                c.line(f"M{rx + 11:.0f} {top + 40}V{top + h - 40}", t.glint, 6, 0.4)
        elif shell == "grid":
            for r in range(4):
                for k in range(3):
                    c.body(
                        box(
                            x + 46 + k * (w - 80) / 3,
                            top + 54 + r * (h - 96) / 4,
                            (w - 80) / 3 - 14,
                            (h - 96) / 4 - 14,
                            22,
                        ),
                        t,
                        edge=4,
                    )
        else:
            c.path(
                polygon([(x, top + h * 0.75), (x + w * 0.75, top), (x + w * 0.95, top), (x, top + h * 0.95)]),
                "#FFFFFF",
                opacity=0.13,
            )
            c.line(
                f"M{x + w / 2 - 40:.0f} {top}V{top + h}M{x + w / 2 + 40:.0f} {top}V{top + h}", t.deep, 5, 0.4
            )
    deco = spec.design(("corners", "belt", "stickers"))
    if deco == "corners":
        for cx, cy, r0 in ((x, top, 0), (x + w, top, 90), (x + w, top + h, 180), (x, top + h, 270)):
            with c.group(f"translate({cx:.0f} {cy:.0f}) rotate({r0})"):
                c.path("M0 100V70A70 70 0 0 1 70 0H100Q94 94 0 100Z", a.base)
                c.path(ellipse(30, 66, 5) + ellipse(66, 30, 5), a.glint)
    elif deco == "belt":
        c.body(
            box(x - 5, top + h * 0.44, w + 10, 58, 8),
            a,
            c.linear(0, 0, 1, 0, (0, a.base), (0.25, a.light), (1, a.deep)),
            3,
        )
        c.body(box(560, top + h * 0.44 - 12, 80, 82, 10), dark, edge=4)
    else:
        c.path(ellipse(x + w * 0.34, top + h * 0.32, 62), "#F6F1E6")
        c.path(ellipse(x + w * 0.34, top + h * 0.32, 50), a.base)
        c.path(f"M{x + w * 0.34 - 40:.0f} {top + h * 0.34:.0f}l34-44 22 28 18-18 24 34Z", "#F6F1E6")
        with c.group(f"rotate(12 {x + w * 0.66:.0f} {top + h * 0.66:.0f})"):
            c.path(box(x + w * 0.52, top + h * 0.6, 140, 84, 10), "#F6F1E6")
            c.path(box(x + w * 0.52 + 10, top + h * 0.6 + 10, 120, 64, 6), "#E9A21B")
            c.line(f"M{x + w * 0.52 + 30:.0f} {top + h * 0.6 + 42:.0f}h80", "#25365E", 10)
    c.body(box(x + w - 18, top + h * 0.3, 26, 66, 8), steel, c.steel(steel, True), 2)
    c.body(box(x + w - 18, top + h * 0.62, 26, 66, 8), steel, c.steel(steel, True), 2)
    if spec.pick("tag", (True, False)):
        c.line(f"M556 {top}q-60 60-40 130", "#4A3A2C", 6)
        c.body(
            polygon([(484, top + 120, 14), (548, top + 120, 14), (548, top + 230, 10), (484, top + 230, 10)]),
            a if deco != "belt" else tones("#F2E8C9"),
            edge=3,
        )
        c.path(box(496, top + 150, 40, 58, 4), "#FAF8F3")
