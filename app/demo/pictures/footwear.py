"""Footwear: boot, sandal. A boot is seen from the outer side, toe to the left."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import tones
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec

_GUM = "#B98553"


@draws("boot")
def boot(c: Canvas, spec: Spec) -> None:
    """Chelsea, laced, or a rubber boot for the rain."""
    t, a, style = spec.tones, spec.accent, spec.text("style")
    c.table(810)
    c.ground(590, 962, 410, 46)
    shaft_top = {"chelsea": 330.0, "lace-up": 250.0, "wellington": 150.0}[style]
    lining = tones("#D8C3A0") if style != "wellington" else a
    c.body(ellipse(730, shaft_top + 10, 166, 34), lining, lining.deep, 2)
    upper = smooth(
        [
            (206, 884, 0),
            (206, 806),
            (262, 738),
            (376, 704),
            (486, 660),
            (548, 590),
            (566, 470),
            (564, shaft_top + 6, 0),
            (650, shaft_top + 38),
            (800, shaft_top + 38),
            (896, shaft_top + 4, 0),
            (894, 480),
            (914, 640),
            (926, 760),
            (920, 884, 0),
        ]
    )
    fill = c.linear(0, 0, 1, 0.25, (0, t.base), (0.45, t.light), (0.7, t.base), (1, t.deep))
    c.body(upper, t, fill, 7)
    sole = tones("#2E2B29") if t.lightness > 0.4 else tones(_GUM)
    with c.clipped(upper):
        folds(
            c,
            t,
            [
                ([(500, 650), (600, 640), (690, 690)], 13),
                ([(540, 600), (640, 600), (720, 640)], 11),
                ([(850, 690), (880, 650), (910, 640)], 10),
            ],
            0.32,
        )
        c.path(smooth([(230, 800), (280, 752), (380, 722), (370, 752), (290, 790)]), t.glint, opacity=0.4)
        if style == "chelsea":
            gore = smooth(
                [(650, shaft_top + 20, 0), (796, shaft_top + 20, 0), (764, 520), (720, 640), (676, 520)]
            )
            elastic = tones("#2C2D31") if not t.is_dark else tones("#5A5D64")
            c.body(gore, elastic, edge=3)
            c.line("".join(f"M{664 + i * 15} {shaft_top + 40}V620" for i in range(9)), elastic.glint, 3, 0.3)
            c.stitch(f"M640 {shaft_top + 30}Q650 560 716 654Q790 560 806 {shaft_top + 30}", t.glint, 3)
            c.line("M716 650Q640 720 560 886", t.deep, 4, 0.6)
        elif style == "lace-up":
            c.path(
                smooth([(190, 900, 0), (190, 780), (300, 700), (430, 720), (470, 800), (470, 900, 0)]),
                t.shade,
                opacity=0.6,
            )
            c.stitch(smooth([(416, 690), (462, 780), (470, 884)], closed=False), t.glint, 3)
            c.path(
                f"M790 200H960V{shaft_top + 90}Q860 {shaft_top + 120} 790 {shaft_top + 70}Z",
                t.shade,
                opacity=0.6,
            )
            c.stitch("M826 900Q800 760 850 640", t.glint, 3)
        else:
            c.path("M590 160Q560 480 560 600L620 640Q640 400 630 160Z", "#FFFFFF", opacity=0.2)
            c.path(
                f"M540 {shaft_top}H920V{shaft_top + 66}Q730 {shaft_top + 110} 540 {shaft_top + 66}Z",
                a.base,
                opacity=0.95,
            )
            c.line("M540 560Q740 610 920 560", t.deep, 6, 0.5)
            c.path(smooth([(850, 900, 0), (850, 790), (890, 720), (960, 700, 0), (960, 900, 0)]), t.shade)
    if style == "lace-up":
        stay = smooth(
            [
                (478, 660, 0),
                (556, 590),
                (566, shaft_top + 14, 0),
                (640, shaft_top + 40, 0),
                (640, 600),
                (590, 690),
                (520, 730),
            ]
        )
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
        c.line(
            f"M570 {shaft_top + 54}q-90-40-110 10t60 40q40-10 54-44M574 {shaft_top + 56}q20 80-10 130",
            lace.base,
            11,
        )
    if style == "chelsea":
        for x in (620, 846):
            c.body(
                box(x - 20, shaft_top - 54, 40, 84, 16) + box(x - 8, shaft_top - 42, 16, 44, 8),
                a,
                edge=3,
                even_odd=True,
            )
    if style == "wellington":
        c.body(box(846, shaft_top + 26, 56, 46, 8), metal("steel"), edge=3)
    welt = smooth(
        [(180, 862), (260, 876), (600, 878), (940, 866), (950, 890), (934, 912, 0), (200, 912, 0), (172, 892)]
    )
    c.body(welt, tones(_GUM) if sole.is_dark else tones("#4A3A2C"), edge=2)
    if style != "wellington":
        c.stitch("M196 884Q600 900 936 884", "#F0DDB4", 4)
    heel = spec.design(("block", "lug", "wedge"))
    if heel == "block":
        c.body(polygon([(180, 904, 10), (680, 904, 4), (684, 938, 4), (210, 938, 20)]), sole, c.drop(sole), 3)
        c.body(polygon([(690, 904, 4), (944, 900, 8), (934, 962, 8), (706, 962, 8)]), sole, c.drop(sole), 3)
    elif heel == "lug":
        c.body(
            polygon([(176, 902, 10), (948, 900, 10), (944, 940, 4), (196, 940, 10)]), sole, c.drop(sole), 3
        )
        c.path("".join(box(210 + i * 74, 936, 52, 26, 5) for i in range(10) if i != 6), sole.deep)
    else:
        c.body(
            polygon([(176, 902, 10), (948, 898, 10), (944, 962, 10), (640, 958, 30), (210, 948, 20)]),
            sole,
            c.drop(sole),
            3,
        )


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

            foot = smooth(
                at(
                    (-24, -440),
                    (88, -410),
                    (150, -290),
                    (150, -110),
                    (112, 90),
                    (122, 290),
                    (84, 408),
                    (-10, 436),
                    (-104, 396),
                    (-124, 270),
                    (-102, 80),
                    (-134, -110),
                    (-142, -290),
                    (-110, -400),
                )
            )
            c.cast(foot, 16, 26, 50, 0.42)
            c.body(foot, tones("#4A3A2C") if not bed.is_dark else bed, edge=3)
            with c.group("scale(.955 .97)"):
                c.body(foot, bed, edge=6)
            c.stitch(
                smooth(
                    at(
                        (-24, -408),
                        (80, -380),
                        (132, -286),
                        (130, -110),
                        (96, 90),
                        (104, 286),
                        (70, 380),
                        (-10, 404),
                        (-88, 368),
                        (-104, 266),
                        (-84, 80),
                        (-114, -110),
                        (-120, -286),
                        (-96, -372),
                    )
                ),
                bed.glint,
                3,
                0.7,
            )
            c.path(ellipse(s * -8, 270, 72, 96), bed.shade, opacity=0.5)
            c.path(ellipse(s * 6, -250, 92, 96), bed.shade, opacity=0.4)
            if style == "slide":
                strap = smooth(
                    at((-150, -250, 0), (0, -296), (166, -236, 0), (158, -20, 0), (10, -52), (-146, 6, 0))
                )
                c.cast(strap, 6, 14, 26, 0.4)
                c.body(
                    strap,
                    t,
                    c.linear(0, 0, 1, 0, (0, t.shade), (0.35, t.light), (0.7, t.base), (1, t.deep)),
                    6,
                )
                deco = spec.pick("slide", ("buckle", "cross", "plain", "perforated"))
                if deco == "buckle":
                    c.body(
                        box(-34, -190, 68, 96, 12) + box(-20, -176, 40, 68, 6), buckle, edge=3, even_odd=True
                    )
                elif deco == "cross":
                    c.line(f"M{s * -150} -250L{s * 158} -20M{s * 166} -236L{s * -146} 6", t.deep, 5, 0.6)
                elif deco == "perforated":
                    c.path(
                        "".join(ellipse(-90 + i * 30, -210 + r * 50, 7) for i in range(7) for r in range(4)),
                        t.deep,
                    )
                c.stitch(smooth(at((-140, -230, 0), (0, -276), (154, -218, 0)), closed=False), t.glint, 3)
            elif style == "two-strap":
                for y, w in ((-250, 156), (-20, 140)):
                    strap = smooth(
                        at(
                            (-w, y - 46, 0),
                            (0, y - 74),
                            (w + 8, y - 40, 0),
                            (w, y + 52, 0),
                            (0, y + 18),
                            (-w, y + 50, 0),
                        )
                    )
                    c.cast(strap, 5, 10, 22, 0.4)
                    c.body(
                        strap,
                        t,
                        c.linear(0, 0, 1, 0, (0, t.shade), (0.35, t.light), (0.7, t.base), (1, t.deep)),
                        5,
                    )
                    c.stitch(
                        smooth(at((-w, y - 30, 0), (0, y - 58), (w, y - 24, 0)), closed=False),
                        t.glint,
                        3,
                        0.7,
                    )
                    x = s * 70
                    c.body(
                        box(x - 32, y - 54, 64, 84, 10) + box(x - 19, y - 40, 38, 56, 5),
                        buckle,
                        edge=3,
                        even_odd=True,
                    )
                    c.line(f"M{x} {y - 46}v70", buckle.shade, 7)
                    c.path("".join(ellipse(x - s * (52 + k * 26), y - 24, 5) for k in range(3)), t.deep)
            else:
                thong = smooth(
                    at(
                        (-14, -280),
                        (26, -240),
                        (150, -60),
                        (140, 30),
                        (118, 20),
                        (96, -60),
                        (6, -200),
                        (-70, -70),
                        (-110, 40),
                        (-136, 30),
                        (-130, -60),
                        (-40, -230),
                    )
                )
                c.cast(thong, 5, 10, 22, 0.4)
                c.body(thong, t, edge=5)
                c.body(ellipse(s * -8, -262, 24), a, edge=3)
                back = smooth(
                    at((-124, 170, 0), (0, 130), (118, 170, 0), (116, 226, 0), (0, 190), (-122, 226, 0))
                )
                c.cast(back, 5, 10, 22, 0.4)
                c.body(back, t, edge=5)
