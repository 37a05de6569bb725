"""Footwear: sneaker, boot, sandal. Shoes are seen from the outer side, toe to the left."""

from __future__ import annotations

import math

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polygon, smooth, star
from app.demo.pictures.spec import Spec

_GUM = "#B98553"


@draws("sneaker")
def sneaker(c: Canvas, spec: Spec) -> None:
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

    c.body(smooth([(690, top + 40), (790, top + 2), (930, top - 6), (972, top + 40), (900, top + 100), (720, top + 100)]), lining, lining.deep, 2)
    tongue_t = a if style == "runner" and closure == "laces" else t
    tongue = smooth([(*at(0.3, 30), 0), at(0.5, -30), at(0.9, -40), (*at(1.16, -26),), at(1.22, 14), at(1.1, 46), (*at(0.9, 60), 0)])
    c.body(tongue, tongue_t, c.slope(tongue_t), 4)
    label = [at(1.0, -14), at(1.12, -10), at(1.12, 22), at(1.0, 22)]
    c.path(polygon(label, 5), white.base, opacity=0.9)
    upper = smooth([
        (196, 880, 0), (196, 826), (232, 772), (320, 742), (392, 730), (*at(0.0, 0),), at(0.5, 4), (*at(1.0, 0), 0),
        (744, top + 74), (836, top + 76), (910, top + 30), (956, top - 22), (994, top - 14), (992, top + 90), (1000, 700), (1014, 800),
        (1010, 880, 0),
    ])  # fmt: skip
    c.body(upper, t, c.linear(0, 0, 0.6, 1, (0, t.light), (0.5, t.base), (1, t.shade)), 6)
    with c.clipped(upper):
        _sneaker_panels(c, spec, style, top, panel)
        folds(c, t, [([(372, 736), (410, 780), (404, 840)], 8), ([(412, 728), (456, 770), (452, 826)], 8)], 0.24)
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
        stay = smooth([(*at(-0.06, 4), 0), at(0.5, 5), (*at(1.0, 2), 0), (*at(1.0, 66), 0), at(0.6, 74), at(0.16, 80), at(-0.04, 52)])
        c.body(stay, stay_t, edge=3)
        c.stitch(smooth([at(0.0, 46), at(0.16, 68), at(0.6, 62), at(0.96, 56)], closed=False), stay_t.glint, 3, 0.8)
    if closure == "laces":
        lace = white if t.lightness < 0.82 else tones("#3A3D43")
        rows = 7 if top < 500 else 5
        ends = [(at(0.06 + 0.82 * i / (rows - 1), -16), at(0.1 + 0.82 * i / (rows - 1), 40)) for i in range(rows)]
        c.path("".join(ellipse(x, y, 9) for _, (x, y) in ends), metal("steel").deep)
        rungs = "".join(line(pair_of) for pair_of in ends)
        c.line(rungs, lace.shade, 20)
        with c.group("translate(-1 -3)"):
            c.line(rungs, lace.light, 12)
        x, y = at(0.98, 6)
        bow = (
            f"M{x:.0f} {y:.0f}c-50-56-116-26-98 12s70 14 98-8c36-50 116-34 108 16s-74 20-106-12"
            "m-2 0q-30 50-14 92m16-92q50 44 46 96"
        )
        c.line(bow, lace.shade, 15)
        c.line(bow, lace.light, 9)
    elif closure == "straps":
        for u in (0.2, 0.56, 0.9) if top < 500 else (0.26, 0.72):
            strap = polygon([(*at(u, -36, -30), 14), (*at(u, -36, 30), 14), (*at(u, 150, 34), 20), (*at(u, 150, -34), 20)])
            with c.group("translate(4 8)", 0.2):
                c.path(strap, c.umbra)
            c.body(strap, a, c.slope(a), 4)
            inner = polygon([(*at(u, 60, -20), 8), (*at(u, 60, 20), 8), (*at(u, 136, 22), 12), (*at(u, 136, -22), 12)])
            c.stitch(inner, a.glint, 3)
    collar = smooth([at(1.0, 0), (744, top + 74), (836, top + 76), (910, top + 30), (956, top - 22)], closed=False)
    c.line(collar, t.deep, 13, 0.75)
    with c.group("translate(0 -4)"):
        c.line(collar, t.glint, 4, 0.7)
    _sneaker_sole(c, style, tones(_GUM) if style == "retro" else white, a)


def _sneaker_panels(c: Canvas, spec: Spec, style: str, top: float, panel: Tones) -> None:
    """What is sewn onto the upper; drawn inside its outline."""
    t, a = spec.tones, spec.accent
    if style == "runner":
        mesh = f'<circle cx="5" cy="5" r="2.6" fill="{t.deep}"/><circle cx="13" cy="13" r="2.6" fill="{t.deep}"/>'
        c.path("M190 900V780L480 660L640 600L560 880Z", c.pattern(16, 16, mesh), opacity=0.45)
        c.path(smooth([(150, 900, 0), (160, 790), (270, 776), (350, 830), (380, 900, 0)]), panel.base)
        c.path(smooth([(540, 890, 0), (600, 810), (740, 740), (896, 690), (880, 730), (770, 800), (690, 890, 0)]), a.base)
        c.path(smooth([(720, 890, 0), (770, 826), (880, 770), (910, 778), (850, 840), (806, 890, 0)]), a.base)
        c.path(smooth([(904, 890, 0), (896, 780), (934, 690), (1030, 640, 0), (1040, 900, 0)]), panel.base)
    elif style == "court":
        c.line("M372 734Q430 800 352 890", t.deep, 4, 0.6)
        c.stitch("M386 730Q444 800 366 890", t.glint, 3)
        c.path("".join(ellipse(292 + i * 30 - r * 12, 784 + r * 24 - i * 8, 5) for r in range(3) for i in range(3)), t.deep)
        c.path(smooth([(888, 890, 0), (880, 800), (912, 720), (1040, 690, 0), (1040, 900, 0)]), a.base)
        c.path(smooth([(930, top - 40), (1010, top - 40), (1010, top + 64), (944, top + 50)]), a.base)
        if spec.pick("mark", (True, False)):
            c.path(polygon([(620, 820), (800, 730), (818, 762), (638, 852)], 8), a.base)
        else:
            c.path(polygon(star(720, 790, 54, 24), 5), a.base)
    elif style == "retro":
        c.path(smooth([(150, 900, 0), (170, 780), (320, 744), (392, 806), (408, 900, 0)]), panel.base)
        c.stitch(smooth([(322, 744), (398, 808), (414, 890)], closed=False), t.glint, 3)
        stripes = "".join(polygon([(592 + i * 84, 770 - i * 40), (636 + i * 84, 754 - i * 42), (580 + i * 76, 890), (534 + i * 76, 890)], 4) for i in range(3))
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
        d = smooth([(176, 852), (240, 868), (420, 868), (620, 846), (820, 832), (1010, 800), (1056, 826), (1044, 900), (1000, 946, 0), (300, 948, 0), (210, 926), (166, 890)])
        c.body(d, sole, c.drop(sole), 5)
        with c.clipped(d):
            c.path(smooth([(700, 900), (860, 868), (1060, 850), (1060, 890), (900, 908)]), a.base)
            c.path("M180 926H1060V970H180Z", "#3A3D43")
            c.line("".join(f"M{300 + i * 60} 926v26" for i in range(13)), sole.base, 8)
    else:
        d = smooth([(178, 846), (240, 856), (600, 858), (1000, 850), (1034, 862), (1034, 920), (1016, 948, 0), (224, 948, 0), (184, 926), (170, 880)])
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


@draws("boot")
def boot(c: Canvas, spec: Spec) -> None:
    t, a, style = spec.tones, spec.accent, spec.text("style")
    c.table(810)
    c.ground(590, 962, 410, 46)
    shaft_top = {"chelsea": 330.0, "lace-up": 250.0, "wellington": 150.0}[style]
    lining = tones("#D8C3A0") if style != "wellington" else a
    c.body(ellipse(730, shaft_top + 10, 166, 34), lining, lining.deep, 2)
    upper = smooth([
        (206, 884, 0), (206, 806), (262, 738), (376, 704), (486, 660), (548, 590), (566, 470), (564, shaft_top + 6, 0),
        (650, shaft_top + 38), (800, shaft_top + 38), (896, shaft_top + 4, 0), (894, 480), (914, 640), (926, 760), (920, 884, 0),
    ])  # fmt: skip
    fill = c.linear(0, 0, 1, 0.25, (0, t.base), (0.45, t.light), (0.7, t.base), (1, t.deep))
    c.body(upper, t, fill, 7)
    sole = tones("#2E2B29") if t.lightness > 0.4 else tones(_GUM)
    with c.clipped(upper):
        folds(c, t, [([(500, 650), (600, 640), (690, 690)], 13), ([(540, 600), (640, 600), (720, 640)], 11), ([(850, 690), (880, 650), (910, 640)], 10)], 0.32)
        c.path(smooth([(230, 800), (280, 752), (380, 722), (370, 752), (290, 790)]), t.glint, opacity=0.4)
        if style == "chelsea":
            gore = smooth([(650, shaft_top + 20, 0), (796, shaft_top + 20, 0), (764, 520), (720, 640), (676, 520)])
            elastic = tones("#2C2D31") if not t.is_dark else tones("#5A5D64")
            c.body(gore, elastic, edge=3)
            c.line("".join(f"M{664 + i * 15} {shaft_top + 40}V620" for i in range(9)), elastic.glint, 3, 0.3)
            c.stitch(f"M640 {shaft_top + 30}Q650 560 716 654Q790 560 806 {shaft_top + 30}", t.glint, 3)
            c.line("M716 650Q640 720 560 886", t.deep, 4, 0.6)
        elif style == "lace-up":
            c.path(smooth([(190, 900, 0), (190, 780), (300, 700), (430, 720), (470, 800), (470, 900, 0)]), t.shade, opacity=0.6)
            c.stitch(smooth([(416, 690), (462, 780), (470, 884)], closed=False), t.glint, 3)
            c.path(f"M790 200H960V{shaft_top + 90}Q860 {shaft_top + 120} 790 {shaft_top + 70}Z", t.shade, opacity=0.6)
            c.stitch("M826 900Q800 760 850 640", t.glint, 3)
        else:
            c.path("M590 160Q560 480 560 600L620 640Q640 400 630 160Z", "#FFFFFF", opacity=0.2)
            c.path(f"M540 {shaft_top}H920V{shaft_top + 66}Q730 {shaft_top + 110} 540 {shaft_top + 66}Z", a.base, opacity=0.95)
            c.line("M540 560Q740 610 920 560", t.deep, 6, 0.5)
            c.path(smooth([(850, 900, 0), (850, 790), (890, 720), (960, 700, 0), (960, 900, 0)]), t.shade)
    if style == "lace-up":
        stay = smooth([(478, 660, 0), (556, 590), (566, shaft_top + 14, 0), (640, shaft_top + 40, 0), (640, 600), (590, 690), (520, 730)])
        c.body(stay, tones(t.shade), edge=3)
        lace = tones("#E4D3A8") if t.lightness < 0.75 else tones("#7A5A3C")
        for i in range(7):
            u = i / 6
            y = 650 + (shaft_top + 60 - 650) * u
            x = 500 + 62 * min(1, u * 2.6)
            end = x + 60 - 8 * u
            c.line(f"M{x:.0f} {y:.0f}L{end:.0f} {y + 26:.0f}", lace.shade, 17)
            c.line(f"M{x:.0f} {y - 2:.0f}L{end:.0f} {y + 24:.0f}", lace.light, 10)
            c.path(ellipse(end + 5, y + 28, 9), metal("brass").base)
        c.line(f"M570 {shaft_top + 54}q-90-40-110 10t60 40q40-10 54-44M574 {shaft_top + 56}q20 80-10 130", lace.base, 11)
    if style == "chelsea":
        for x in (620, 846):
            c.body(box(x - 20, shaft_top - 54, 40, 84, 16) + box(x - 8, shaft_top - 42, 16, 44, 8), a, edge=3, even_odd=True)
    if style == "wellington":
        c.body(box(846, shaft_top + 26, 56, 46, 8), metal("steel"), edge=3)
    welt = smooth([(180, 862), (260, 876), (600, 878), (940, 866), (950, 890), (934, 912, 0), (200, 912, 0), (172, 892)])
    c.body(welt, tones(_GUM) if sole.is_dark else tones("#4A3A2C"), edge=2)
    if style != "wellington":
        c.stitch("M196 884Q600 900 936 884", "#F0DDB4", 4)
    heel = spec.design(("block", "lug", "wedge"))
    if heel == "block":
        c.body(polygon([(180, 904, 10), (680, 904, 4), (684, 938, 4), (210, 938, 20)]), sole, c.drop(sole), 3)
        c.body(polygon([(690, 904, 4), (944, 900, 8), (934, 962, 8), (706, 962, 8)]), sole, c.drop(sole), 3)
    elif heel == "lug":
        c.body(polygon([(176, 902, 10), (948, 900, 10), (944, 940, 4), (196, 940, 10)]), sole, c.drop(sole), 3)
        c.path("".join(box(210 + i * 74, 936, 52, 26, 5) for i in range(10) if i != 6), sole.deep)
    else:
        c.body(polygon([(176, 902, 10), (948, 898, 10), (944, 962, 10), (640, 958, 30), (210, 948, 20)]), sole, c.drop(sole), 3)


@draws("sandal")
def sandal(c: Canvas, spec: Spec) -> None:
    """A pair seen from above."""
    t, a, style = spec.tones, spec.accent, spec.text("style")
    bed = tones(spec.design(("#C9A173", "#8A6246", "#E3D3B6")))
    c.flat()
    buckle = metal(spec.pick("buckle", ("brass", "steel")))
    for s in (-1, 1):
        with c.group(f"translate({600 + s * 205} 610) rotate({s * 7})"):

            def at(*points: tuple[float, ...], s: int = s) -> list[tuple[float, ...]]:
                return [(x * s, *rest) for x, *rest in points]

            foot = smooth(at((-24, -440), (88, -410), (150, -290), (150, -110), (112, 90), (122, 290), (84, 408), (-10, 436), (-104, 396), (-124, 270), (-102, 80), (-134, -110), (-142, -290), (-110, -400)))
            c.cast(foot, 16, 26, 50, 0.42)
            c.body(foot, tones("#4A3A2C") if not bed.is_dark else bed, edge=3)
            with c.group("scale(.955 .97)"):
                c.body(foot, bed, edge=6)
            c.stitch(smooth(at((-24, -408), (80, -380), (132, -286), (130, -110), (96, 90), (104, 286), (70, 380), (-10, 404), (-88, 368), (-104, 266), (-84, 80), (-114, -110), (-120, -286), (-96, -372))), bed.glint, 3, 0.7)
            c.path(ellipse(s * -8, 270, 72, 96), bed.shade, opacity=0.5)
            c.path(ellipse(s * 6, -250, 92, 96), bed.shade, opacity=0.4)
            if style == "slide":
                strap = smooth(at((-150, -250, 0), (0, -296), (166, -236, 0), (158, -20, 0), (10, -52), (-146, 6, 0)))
                c.cast(strap, 6, 14, 26, 0.4)
                c.body(strap, t, c.linear(0, 0, 1, 0, (0, t.shade), (0.35, t.light), (0.7, t.base), (1, t.deep)), 6)
                deco = spec.pick("slide", ("buckle", "cross", "plain", "perforated"))
                if deco == "buckle":
                    c.body(box(-34, -190, 68, 96, 12) + box(-20, -176, 40, 68, 6), buckle, edge=3, even_odd=True)
                elif deco == "cross":
                    c.line(f"M{s * -150} -250L{s * 158} -20M{s * 166} -236L{s * -146} 6", t.deep, 5, 0.6)
                elif deco == "perforated":
                    c.path("".join(ellipse(-90 + i * 30, -210 + r * 50, 7) for i in range(7) for r in range(4)), t.deep)
                c.stitch(smooth(at((-140, -230, 0), (0, -276), (154, -218, 0)), closed=False), t.glint, 3)
            elif style == "two-strap":
                for y, w in ((-250, 156), (-20, 140)):
                    strap = smooth(at((-w, y - 46, 0), (0, y - 74), (w + 8, y - 40, 0), (w, y + 52, 0), (0, y + 18), (-w, y + 50, 0)))
                    c.cast(strap, 5, 10, 22, 0.4)
                    c.body(strap, t, c.linear(0, 0, 1, 0, (0, t.shade), (0.35, t.light), (0.7, t.base), (1, t.deep)), 5)
                    c.stitch(smooth(at((-w, y - 30, 0), (0, y - 58), (w, y - 24, 0)), closed=False), t.glint, 3, 0.7)
                    x = s * 70
                    c.body(box(x - 32, y - 54, 64, 84, 10) + box(x - 19, y - 40, 38, 56, 5), buckle, edge=3, even_odd=True)
                    c.line(f"M{x} {y - 46}v70", buckle.shade, 7)
                    c.path("".join(ellipse(x - s * (52 + k * 26), y - 24, 5) for k in range(3)), t.deep)
            else:
                thong = smooth(at((-14, -280), (26, -240), (150, -60), (140, 30), (118, 20), (96, -60), (6, -200), (-70, -70), (-110, 40), (-136, 30), (-130, -60), (-40, -230)))
                c.cast(thong, 5, 10, 22, 0.4)
                c.body(thong, t, edge=5)
                c.body(ellipse(s * -8, -262, 24), a, edge=3)
                back = smooth(at((-124, 170, 0), (0, 130), (118, 170, 0), (116, 226, 0), (0, 190), (-122, 226, 0)))
                c.cast(back, 5, 10, 22, 0.4)
                c.body(back, t, edge=5)
