"""Outdoors: tent, sleeping bag."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, oklch, tones
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec


def _meadow(c: Canvas, spec: Spec) -> None:
    """Hills in the backdrop's hue, with a sun that stands in for the pale disc."""
    h = c.hue
    c.table(830)
    scene = spec.pick("scene", ("hills", "pines", "peaks"))
    if scene == "peaks":
        c.path("M0 830L190 520L300 650L470 400L680 700L820 560L1010 740L1200 590V830Z", oklch(0.86, 0.045, h))
        c.path("M470 400L530 486L480 500L440 476ZM190 520L232 570L190 580L164 562Z", oklch(0.97, 0.012, h))
    else:
        c.path("M0 830V690Q200 580 420 690T820 640T1200 700V830Z", oklch(0.865, 0.045, h))
    c.path("M0 830V770Q300 690 560 770T1200 740V830Z", oklch(0.83, 0.05, h))
    if scene == "pines":
        pines = "".join(
            f"M{x} {y}l{-w} {w * 2.2:.0f}h{w * 0.6:.0f}l{-w * 0.7:.0f} {w * 1.6:.0f}"
            f"h{w * 2.2:.0f}l{-w * 0.7:.0f} {-w * 1.6:.0f}h{w * 0.6:.0f}Z"
            for x, y, w in ((110, 560, 46), (200, 620, 36), (1040, 540, 50), (1130, 600, 40), (960, 640, 32))
        )
        c.path(pines, oklch(0.7, 0.06, h))
    tufts = "".join(
        f"M{x} {y}l-9-26M{x} {y}l2-32M{x} {y}l12-24"
        for x, y in ((90, 1000), (250, 1110), (980, 1090), (1120, 980), (640, 1140))
    )
    c.line(tufts, oklch(0.74, 0.06, h), 6)


@draws("tent")
def tent(c: Canvas, spec: Spec) -> None:
    """Pitched in a meadow with the door open."""
    t, a = spec.tones, spec.accent
    k = 0.8 + min(spec.number("persons"), 6) * 0.034
    _meadow(c, spec)
    with c.group(f"translate({600 * (1 - k):.1f} {1000 * (1 - k):.1f}) scale({k:.3f})"):
        {"dome": _dome, "tunnel": _tunnel, "ridge": _ridge}[spec.text("shape")](c, spec, t, a)


def _guy(c: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    c.line(f"M{x0} {y0}L{x1} {y1}", "#F4EFE4", 5)
    c.line(f"M{x1 + 6} {y1 - 14}L{x1 - 8} {y1 + 20}", "#4A4D54", 8)


def _inside(c: Canvas, door: str, spec: Spec) -> None:
    """The open door: dark inside, groundsheet, a mat and a lantern's light."""
    c.path(door, c.linear(0, 0, 0, 1, (0, spec.tones.deep), (1, "#2A2420")))
    with c.clipped(door):
        c.path(ellipse(600, 940, 260, 150), c.radial(0.5, 0.5, 0.5, (0, "#FFD98A", 0.85), (1, "#FFD98A", 0)))
        c.path("M200 940H1000V1010H200Z", tones("#5B4C40").base)
        mat = spec.accent
        c.body(box(500, 900, 240, 62, 30), mat, c.lying(mat), 4)
        c.path(ellipse(520, 931, 24, 28), mat.deep)


def _dome(c: Canvas, spec: Spec, t: Tones, a: Tones) -> None:
    c.ground(600, 1000, 540, 54)
    _guy(c, 200, 700, 50, 990)
    _guy(c, 1000, 700, 1160, 990)
    d = smooth(
        [
            (110, 1000, 0),
            (160, 820),
            (300, 560),
            (480, 420),
            (600, 396),
            (740, 420),
            (910, 560),
            (1050, 820),
            (1090, 1000, 0),
        ]
    )
    c.body(d, t, c.linear(0, 0, 1, 0.3, (0, t.base), (0.3, t.light), (0.6, t.base), (1, t.deep)), 9)
    with c.clipped(d):
        c.path(
            smooth([(600, 390, 0), (860, 560), (980, 800), (1010, 1010, 0), (1120, 1010, 0), (1120, 600, 0)]),
            t.deep,
            opacity=0.4,
        )
        c.path("M90 940Q600 1010 1110 940V1010H90Z", t.deep, opacity=0.5)
        folds(
            c,
            t,
            [([(180, 960), (260, 780), (380, 640)], 16), ([(1040, 960), (980, 780), (880, 640)], 16)],
            0.26,
        )
        if spec.design((True, False, True)):
            c.path("M300 560Q600 470 910 560L940 610Q600 510 270 610Z", a.base)
    door = smooth(
        [(360, 1000, 0), (400, 800), (500, 620), (600, 566), (700, 620), (800, 800), (840, 1000, 0)]
    )
    _inside(c, door, spec)
    flap = smooth([(600, 566, 0), (700, 620), (800, 800), (840, 1000, 0), (770, 990), (744, 830), (690, 690)])
    c.body(flap, t, c.linear(0, 0, 1, 0, (0, t.light), (1, t.shade)), 4)
    c.body(
        smooth([(360, 1000, 0), (400, 800), (500, 620), (600, 566, 0), (520, 680), (460, 830), (430, 990)]),
        t,
        edge=4,
    )
    c.line("M448 830q36 6 26 44M752 830q-36 6-26 44", a.base, 9)
    c.line("M110 1000Q200 520 600 396Q1000 520 1090 1000", metal("steel").shade, 11)
    c.line("M110 1000Q200 520 600 396Q1000 520 1090 1000", metal("steel").glint, 4)
    c.body(smooth([(470, 420), (600, 376), (730, 420), (700, 446), (600, 420), (500, 446)]), a, edge=3)


def _tunnel(c: Canvas, spec: Spec, t: Tones, a: Tones) -> None:
    c.ground(600, 1000, 560, 54)
    _guy(c, 250, 640, 60, 1000)
    _guy(c, 1060, 640, 1180, 970)
    d = smooth(
        [
            (150, 1000, 0),
            (170, 760),
            (290, 560),
            (430, 520),
            (700, 500),
            (960, 540),
            (1080, 640),
            (1110, 960, 0),
        ]
    )
    c.body(d, t, c.linear(0, 0, 0.3, 1, (0, t.light), (0.45, t.base), (1, t.deep)), 8)
    with c.clipped(d):
        for x0, lean in ((640, 30), (880, 50)):
            c.line(f"M{x0} 480Q{x0 + 170} 640 {x0 + 150 + lean} 1000", metal("steel").shade, 12)
            c.line(f"M{x0 - 4} 480Q{x0 + 166} 640 {x0 + 146 + lean} 1000", metal("steel").glint, 4)
        folds(
            c,
            t,
            [
                ([(700, 900), (740, 760), (720, 620)], 16),
                ([(940, 900), (980, 760), (950, 640)], 16),
                ([(560, 540), (640, 600), (700, 700)], 12),
            ],
            0.28,
        )
        c.path("M600 880L1120 850V1010H560Z", a.base, opacity=0.95)
        c.body(box(800, 650, 110, 90, 24), tones("#DDE9EC"), edge=4)
    face = smooth(
        [(150, 1000, 0), (168, 780), (250, 600), (390, 530), (530, 600), (612, 780), (630, 1000, 0)]
    )
    c.body(face, t, c.slope(t), 8)
    door = smooth(
        [(240, 1000, 0), (256, 820), (320, 670), (390, 626), (460, 670), (524, 820), (540, 1000, 0)]
    )
    with c.group("translate(-210 0)"):
        _inside(
            c,
            smooth(
                [(450, 1000, 0), (466, 820), (530, 670), (600, 626), (670, 670), (734, 820), (750, 1000, 0)]
            ),
            spec,
        )
    c.path(door, stroke=a.base, width=12)
    c.body(
        smooth([(460, 670, 0), (524, 820), (540, 1000, 0), (590, 1000, 0), (566, 810), (500, 690)]), t, edge=3
    )
    c.line("M150 1000Q168 530 390 530T630 1000", metal("steel").shade, 11)
    c.line("M150 1000Q168 526 390 526T630 1000", metal("steel").glint, 4)


def _ridge(c: Canvas, spec: Spec, t: Tones, a: Tones) -> None:
    c.ground(620, 1000, 540, 54)
    _guy(c, 420, 430, 40, 1010)
    _guy(c, 930, 470, 1190, 950)
    side = polygon([(420, 420), (930, 470), (1110, 960, 8), (690, 1000)])
    c.body(side, t, c.linear(0, 0, 0.2, 1, (0, t.base), (1, t.deep)), 4)
    with c.clipped(side):
        folds(
            c,
            t,
            [([(560, 440), (700, 700), (820, 980)], 14), ([(760, 460), (880, 700), (980, 970)], 14)],
            0.3,
        )
        stripe = spec.design((True, False, True))
        if stripe:
            c.path("M420 420L930 470L958 550L450 500Z", a.base)
        c.path("M660 940L1120 890V1020H640Z", a.base if not stripe else t.deep, opacity=0.9)
    c.body(polygon([(420, 410, 8), (150, 1000, 6), (690, 1000, 6)]), t, c.slope(t), 7)
    with c.group("translate(-180 0)"):
        _inside(c, polygon([(600, 520), (440, 1000), (760, 1000)]), spec)
    for s in (-1, 1):
        c.body(
            smooth(
                [
                    (420, 510, 0),
                    (420 + s * 70, 760),
                    (420 + s * 168, 1000, 0),
                    (420 + s * 96, 980),
                    (420 + s * 60, 820),
                ]
            ),
            t,
            edge=4,
        )
        c.line(f"M{420 + s * 74} 800q{-s * 20} 26 {-s * 4} 50", a.base, 9)
    pole = tones("#C99E6C")
    c.line("M420 380V1000", pole.shade, 16)
    c.line("M416 380V1000", pole.light, 5)
    c.line("M930 440V500", pole.shade, 14)
    for k, ink in enumerate(("#E9A21B", "#1C7C83", "#CF6E82", "#F4EFE4", "#C4673F", "#25365E")):
        x = 462 + k * 74
        c.path(f"M{x} {424 + k * 8 + 10}h46l-23 46Z", ink)


@draws("sleeping_bag")
def sleeping_bag(c: Canvas, spec: Spec) -> None:
    """Seen from above, opened at the top, with its stuff sack."""
    t, a = spec.tones, spec.accent
    mummy = spec.text("shape") == "mummy"
    lining = tones(spec.pick("lining", ("#E9A21B", "#F2E8C9", "#C4673F", "#86B8DC")))
    if abs(lining.lightness - t.lightness) < 0.12:
        lining = a
    style = spec.design(("rows", "chevron", "boxes"))
    c.flat()
    with c.group("rotate(-16 600 600)"):
        if mummy:
            d = smooth(
                [
                    (560, 90),
                    (680, 130),
                    (750, 230),
                    (800, 380),
                    (792, 640),
                    (730, 900),
                    (680, 1080),
                    (560, 1120),
                    (440, 1080),
                    (390, 900),
                    (328, 640),
                    (320, 380),
                    (370, 230),
                    (440, 130),
                ]
            )
        else:
            d = polygon([(310, 120, 50), (810, 120, 50), (810, 1100, 60), (310, 1100, 60)])
        c.cast(d, 22, 26, 80, 0.4)
        c.body(d, t, edge=10)
        with c.clipped(d):
            dark, bright = [], []
            for k in range(11):
                y = 250 + k * 84
                if style == "chevron":
                    curve, lower = (
                        f"M290 {y}L560 {y + 60}L830 {y}",
                        f"M290 {y + 12}L560 {y + 72}L830 {y + 12}",
                    )
                else:
                    curve, lower = (
                        f"M290 {y}Q560 {y + 44} 830 {y}",
                        f"M290 {y + 13}Q560 {y + 57} 830 {y + 13}",
                    )
                dark.append(curve)
                bright.append(lower)
            if style == "boxes":
                dark.append("M450 240V1140M670 240V1140")
                bright.append("M460 240V1140M680 240V1140")
            c.line("".join(dark), t.deep, 9, 0.55)
            c.line("".join(bright), t.glint, 10, 0.35)
            c.path("M290 880Q560 940 830 880V1160H290Z", a.base, opacity=0.9)
            c.line("M290 880Q560 940 830 880", a.deep, 5, 0.6)
            puffs = "".join(ellipse(410 + (k % 2) * 300, 300 + k * 84, 110, 26) for k in range(9))
            c.path(puffs, t.glint, opacity=0.1)
        if mummy:
            face = smooth(
                [
                    (560, 150),
                    (650, 190),
                    (680, 280),
                    (640, 370),
                    (560, 400),
                    (480, 370),
                    (440, 280),
                    (470, 190),
                ]
            )
            c.body(face, lining, lining.deep, 3)
            c.path(
                smooth(
                    [
                        (560, 176),
                        (632, 210),
                        (656, 284),
                        (622, 354),
                        (560, 376),
                        (498, 354),
                        (464, 284),
                        (488, 210),
                    ]
                ),
                c.drop(lining),
            )
            c.path(face, stroke=t.deep, width=13, opacity=0.7)
            c.path(face, stroke=t.light, width=5, opacity=0.7)
            c.line("M640 376q60 50 50 120M626 384q20 70-6 110", a.base, 9)
            zip_path = "M664 370C700 520 700 640 690 800"
        else:
            c.body(polygon([(310, 120, 50), (810, 120, 50), (810, 300), (310, 240)]), lining, edge=5)
            c.cloth(
                polygon([(310, 120, 50), (810, 120, 50), (810, 300), (310, 240)]), "checks", lining, t, 0.9
            )
            pad = tones("#F6F1E6")
            c.body(box(390, 140, 340, 96, 44), pad, edge=5)
            c.body(polygon([(560, 262), (810, 290), (810, 620, 20), (760, 500)]), lining, c.slope(lining), 5)
            zip_path = "M804 300V1000"
        c.line(zip_path, tones("#2C2D31").base, 15)
        c.line(zip_path, metal("steel").light, 6, 0.9, "3 7")
    if spec.pick("sack", (True, True, False)):
        x, y = 930.0, 880.0
        sack = smooth(
            [
                (x - 110, y - 120),
                (x, y - 140),
                (x + 110, y - 120),
                (x + 124, y),
                (x + 104, y + 150),
                (x, y + 172),
                (x - 104, y + 150),
                (x - 124, y),
            ]
        )
        c.cast(sack, 18, 24, 50, 0.42)
        c.body(sack, t, c.round(t), 7)
        c.body(
            smooth(
                [
                    (x - 80, y - 140),
                    (x - 20, y - 100),
                    (x + 60, y - 136),
                    (x + 30, y - 186),
                    (x - 40, y - 190),
                ]
            ),
            t,
            t.shade,
            4,
        )
        for dx in (-70, 56):
            c.path(box(x + dx, y - 124, 20, 276, 6), a.base)
        c.line(f"M{x - 60} {y - 132}Q{x} {y - 100} {x + 66} {y - 132}", tones("#2C2D31").base, 10)
