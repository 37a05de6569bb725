"""Nursery and pets: stroller, dog bed."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, pair, polar, polygon, smooth
from app.demo.pictures.spec import Spec


def _bar(c: Canvas, d: str, t: Tones, width: float) -> None:
    c.line(d, t.deep, width)
    c.line(d, t.base, width - 5)
    with c.group(f"translate({-width * 0.12:.1f} {-width * 0.14:.1f})"):
        c.line(d, t.glint, width * 0.2, 0.7)


def _wheel(c: Canvas, x: float, y: float, r: float, spec: Spec, spoked: bool) -> None:
    tyre = tones("#2E2F34")
    c.path(ellipse(x, y, r), stroke=tyre.base, width=r * 0.24)
    c.path(ellipse(x, y, r + 3), stroke=tyre.light, width=4, opacity=0.7)
    if spoked:
        c.line(
            "".join(line([polar(x, y, 12, k * 36), polar(x, y, r * 0.84, k * 36)]) for k in range(10)),
            "#A9AEB5",
            4,
        )
    else:
        c.path(ellipse(x, y, r * 0.86), "#EDEBE6")
        c.line(
            "".join(line([polar(x, y, 12, k * 72), polar(x, y, r * 0.76, k * 72)]) for k in range(5)),
            "#9A9FA6",
            r * 0.17,
        )
    c.path(ellipse(x, y, r * 0.84), stroke="#C3C7CC", width=6)
    c.body(ellipse(x, y, r * 0.2), spec.accent, edge=3)


@draws("stroller")
def stroller(c: Canvas, spec: Spec) -> None:
    """From the side; the handle is on the right, the child looks to the left."""
    t, a, style = spec.tones, spec.accent, spec.text("style")
    frame = metal(spec.design(("dark", "chrome", "copper")))
    leather = tones(spec.pick("grip", ("#8A5A3A", "#2E2F34", "#C49A68")))
    c.room(870)
    foot = 1050.0
    c.ground(600, foot, 430, 36)
    jogger = style == "jogger"
    rear_r, front_r = (170.0, 128.0) if jogger else (126.0, 88.0) if style == "city" else (140.0, 140.0)
    rear, front = (820.0, foot - rear_r * 1.1), (290.0 if not jogger else 220.0, foot - front_r * 1.1)
    # Basket, chassis and wheels.
    basket = polygon([(420, 866, 10), (770, 850, 10), (740, 960, 40), (440, 960, 40)])
    c.body(basket, tones("#3A3C42"), c.drop(tones("#3A3C42")), 4)
    net = '<path d="M0 0l14 14M14 0L0 14" stroke="#6B6F77" stroke-width="2"/>'
    c.path(basket, c.pattern(14, 14, net))
    grip_end = (990.0, 372.0)
    _bar(c, line([front, (grip_end[0] - 96, grip_end[1] + 92)]), frame, 26)
    _bar(c, line([rear, (540, 640)]), frame, 24)
    if style == "carrycot":
        _bar(c, f"M{pair(*front)}Q560 1010 {pair(*rear)}", frame, 18)
    _bar(c, f"M{pair(grip_end[0] - 110, grip_end[1] + 106)}L{pair(*grip_end)}q22-30 56-34h24", frame, 26)
    _bar(c, f"M{pair(grip_end[0] + 16, grip_end[1] - 18)}q20-16 44-18h34", leather, 36)
    _wheel(c, *rear, rear_r, spec, jogger or style == "carrycot")
    _wheel(c, *front, front_r, spec, jogger or style == "carrycot")
    inside = tones(t.shade)
    if style == "carrycot":
        tub = smooth(
            [
                (180, 560, 0),
                (860, 560, 0),
                (850, 660),
                (780, 770),
                (640, 800),
                (380, 800),
                (250, 760),
                (190, 660),
            ]
        )
        hood = smooth([(520, 566, 0), (560, 420), (660, 320), (780, 320), (870, 410), (880, 566, 0)])
        c.body(hood, t, c.linear(0, 0, 1, 0.4, (0, t.light), (0.5, t.base), (1, t.deep)), 8)
        with c.clipped(hood):
            for k in (0.3, 0.55, 0.8):
                c.line(
                    f"M{520 + 360 * k:.0f} 566Q{600 + 170 * k:.0f} 420 {690 + 30 * k:.0f} 310",
                    t.deep,
                    6,
                    0.55,
                )
                c.line(
                    f"M{528 + 360 * k:.0f} 566Q{608 + 170 * k:.0f} 420 {698 + 30 * k:.0f} 310",
                    t.glint,
                    4,
                    0.4,
                )
        c.line("M520 566Q560 380 690 318", a.base, 15)
        c.body(smooth([(190, 560), (340, 510), (520, 540), (520, 590), (190, 590)]), tones("#F6F1E6"), edge=5)
        c.body(tub, t, c.drop(t), 8)
        with c.clipped(tub):
            folds(
                c,
                t,
                [([(260, 600), (300, 680), (370, 740)], 12), ([(780, 600), (740, 690), (660, 740)], 12)],
                0.24,
            )
            c.path("M170 556H880V604H170Z", a.base)
            c.stitch("M180 616H870", t.glint, 3)
        c.body(ellipse(860, 560, 28), frame, edge=4)
    else:
        # Seat: back, shell, footrest, then the child's place and the hood.
        seat = smooth(
            [
                (700, 360, 0),
                (790, 400),
                (760, 600),
                (700, 760),
                (560, 800),
                (420, 770),
                (330, 880, 0),
                (280, 850, 0),
                (360, 700),
                (430, 660),
                (560, 680),
                (620, 620),
                (650, 480),
            ]
        )
        c.body(seat, t, edge=8)
        c.body(
            smooth(
                [
                    (690, 400),
                    (730, 420),
                    (710, 580),
                    (660, 700),
                    (560, 740),
                    (440, 712),
                    (400, 690),
                    (440, 672),
                    (560, 690),
                    (632, 630),
                    (664, 500),
                ]
            ),
            tones("#F2E8D8") if t.lightness < 0.85 else a,
            edge=4,
        )
        _bar(c, "M440 640Q430 560 520 560Q600 566 640 600", leather, 24)
        c.line("M664 470L600 640M600 640l-30 46", tones("#2E2F34").base, 13)
        c.body(box(584, 622, 34, 34, 8), a, edge=3)
        hood = smooth(
            [
                (716, 560, 0),
                (560, 470),
                (440, 400, 0),
                (470, 290),
                (580, 216),
                (700, 214),
                (800, 286),
                (826, 400),
                (800, 520),
            ]
        )
        c.path(polygon([(716, 560), (560, 470), (440, 400), (520, 420), (720, 500)]), inside.deep)
        c.body(hood, t, c.linear(0, 0, 1, 0.5, (0, t.light), (0.5, t.base), (1, t.deep)), 8)
        with c.clipped(hood):
            for x, y in ((540, 216), (660, 196), (780, 240)):
                c.line(f"M720 560Q{x + 40} {y + 130} {x} {y}", t.deep, 6, 0.6)
                c.line(f"M728 560Q{x + 48} {y + 130} {x + 8} {y}", t.glint, 4, 0.4)
            motif = spec.pick("hood", ("plain", "dots", "stripes", "plain"))
            if motif != "plain":
                c.cloth(hood, motif, t, a, 0.8)
        c.line("M716 560Q590 440 440 400", a.base, 17)
        c.line("M712 554Q586 434 438 395", a.glint, 4, 0.6)
        c.body(ellipse(724, 560, 26), frame, edge=4)
        c.body(polygon([(276, 846, 8), (336, 886, 8), (320, 910, 8), (260, 872, 8)]), frame, edge=3)
    if spec.pick("cup", (True, False)):
        cup = tones("#F4F1EA")
        c.body(polygon([(892, 430, 6), (952, 424, 6), (946, 510, 10), (902, 512, 10)]), cup, c.round(cup), 3)
        c.path(box(888, 414, 68, 16, 6), "#8A5A3A")
    if spec.pick("toy", (True, False)) and style != "carrycot":
        star_t = tones("#E9A21B")
        c.line("M520 446v52", "#6B6F77", 4)
        c.body(ellipse(520, 520, 24), star_t, c.ball(star_t), 3)


@draws("dog_bed")
def dog_bed(c: Canvas, spec: Spec) -> None:
    """From the front and a little above."""
    t, a, shape = spec.tones, spec.accent, spec.text("shape")
    k = {"S": 0.8, "M": 0.9, "L": 1.0}[spec.text("size")]
    inner = spec.pick("inner", (tones("#F2E8D8"), a, tones("#E3D3B6"), tones("#C9CDD2")))
    if abs(inner.lightness - t.lightness) < 0.1:
        inner = a
    c.room(760)
    foot = 1010.0
    c.ground(600, foot - 20, 520 * k, 70)
    with c.group(f"translate({600 * (1 - k):.1f} {foot * (1 - k):.1f}) scale({k})"):
        {"round": _donut, "rectangle": _bolster, "cave": _cave}[shape](c, spec, t, inner)
        accessory = spec.design(("bone", "ball", "none"))
        if accessory == "bone":
            bone = tones("#F4EBDA")
            with c.group(
                f"translate({330 if shape == 'cave' else 640} {960 if shape == 'cave' else 800}) rotate(-16)"
            ):
                c.path(box(-70, 4, 150, 40, 20), c.umbra, opacity=0.2)
                d = smooth(
                    [
                        (-70, -16),
                        (-90, -40),
                        (-116, -24),
                        (-104, 0),
                        (-116, 24),
                        (-90, 40),
                        (-70, 16),
                        (70, 16),
                        (90, 40),
                        (116, 24),
                        (104, 0),
                        (116, -24),
                        (90, -40),
                        (70, -16),
                    ]
                )
                c.body(d, bone, edge=4)
        elif accessory == "ball":
            c.ground(1010, 1020, 60, 14)
            felt = tones("#CFDB45") if spec.pick("felt", (True, False)) else tones("#C4473F")
            c.body(ellipse(1010, 964, 58), felt, c.ball(felt), 4)
            with c.clipped(ellipse(1010, 964, 58)):
                c.path(ellipse(1070, 980, 52), stroke="#F7F5EC", width=7)


def _donut(c: Canvas, spec: Spec, t: Tones, inner: Tones) -> None:
    back = smooth(
        [
            (120, 780),
            (200, 640),
            (420, 560),
            (600, 546),
            (780, 560),
            (1000, 640),
            (1080, 780),
            (1000, 900),
            (600, 960),
            (200, 900),
        ]
    )
    c.body(back, t, c.drop(t), 8)
    with c.clipped(back):
        folds(
            c,
            t,
            [([(300 + i * 100, 560), (310 + i * 96, 620), (330 + i * 90, 690)], 10) for i in range(7)],
            0.3,
        )
    well = ellipse(600, 790, 360, 140)
    c.body(well, inner, inner.deep, 3)
    c.path(ellipse(600, 806, 346, 124), c.drop(inner))
    c.line("M380 800Q600 850 820 800", inner.deep, 5, 0.4)
    c.path(ellipse(600, 812, 12, 8), inner.deep, opacity=0.6)
    front = smooth(
        [
            (124, 780),
            (200, 800),
            (330, 900),
            (600, 930),
            (870, 900),
            (1000, 800),
            (1076, 780),
            (1080, 890),
            (980, 980),
            (600, 1016),
            (220, 980),
            (120, 890),
        ]
    )
    c.body(front, t, c.drop(t), 9)
    with c.clipped(front):
        folds(
            c,
            t,
            [
                (
                    [
                        (200 + i * 114, 830 + (60 if 0 < i < 7 else 0)),
                        (206 + i * 112, 920),
                        (214 + i * 110, 1000),
                    ],
                    11,
                )
                for i in range(8)
            ],
            0.3,
        )
        c.stitch("M140 930Q600 1060 1060 930", t.glint, 3.5, 0.6)
    _tag(c, spec, 860, 950)


def _bolster(c: Canvas, spec: Spec, t: Tones, inner: Tones) -> None:
    c.body(box(150, 580, 900, 240, 110), t, c.lying(t), 8)
    c.line("M260 620Q600 590 940 620", t.glint, 12, 0.3)
    for s in (-1, 1):
        side = smooth(
            [
                (600 + s * 452, 640),
                (600 + s * 520, 700),
                (600 + s * 530, 880),
                (600 + s * 500, 990),
                (600 + s * 420, 1000),
                (600 + s * 390, 900),
                (600 + s * 390, 720),
            ]
        )
        c.body(side, t, c.round(t) if s < 0 else c.linear(0, 0, 1, 0, (0, t.base), (1, t.deep)), 8)
    mat = polygon([(216, 740, 40), (984, 740, 40), (1000, 960, 50), (200, 960, 50)])
    c.body(mat, inner, c.drop(inner), 7)
    c.cloth(mat, spec.pick("mat", ("plain", "checks", "dots", "plain")), inner, t, 1.1)
    for x, y in ((400, 830), (600, 850), (800, 830)):
        c.line(f"M{x - 40} {y - 14}Q{x} {y + 16} {x + 40} {y - 14}", inner.deep, 6, 0.4)
    front = smooth(
        [
            (150, 920),
            (300, 900),
            (420, 930),
            (780, 930),
            (900, 900),
            (1050, 920),
            (1066, 990),
            (980, 1016),
            (220, 1016),
            (134, 990),
        ]
    )
    c.body(front, t, c.drop(t), 8)
    c.stitch("M170 996H1030", t.glint, 3.5, 0.6)
    _tag(c, spec, 880, 946)


def _cave(c: Canvas, spec: Spec, t: Tones, inner: Tones) -> None:
    dome = smooth(
        [
            (130, 900),
            (180, 660),
            (350, 470),
            (600, 410),
            (850, 470),
            (1020, 660),
            (1070, 900),
            (1000, 1000),
            (600, 1020),
            (200, 1000),
        ]
    )
    c.body(dome, t, c.ball(t), 9)
    with c.clipped(dome):
        for x0, x1 in ((600, 240), (600, 420), (600, 780), (600, 960)):
            c.line(f"M{x0} 412Q{x1} 560 {x1 + (x1 - 600) * 0.3:.0f} 1010", t.deep, 6, 0.5)
            c.line(f"M{x0 + 8} 412Q{x1 + 8} 560 {x1 + (x1 - 600) * 0.3 + 8:.0f} 1010", t.glint, 4, 0.35)
        knit = (
            '<path d="M4 4q6 6 12 0M18 16q6 6 12 0" fil'
            f'l="none" stroke="{t.deep}" stroke-width="3" stroke-linecap="round"/>'
        )
        c.path(dome, c.pattern(28, 24, knit), opacity=0.4)
    door = ellipse(600, 780, 250, 196)
    c.path(door, c.linear(0, 0, 0, 1, (0, "#1F1A18"), (1, tones(t.deep).deep)))
    with c.clipped(door):
        c.body(ellipse(600, 990, 300, 140), inner, c.drop(inner), 6)
        c.cloth(ellipse(600, 990, 300, 140), spec.pick("mat", ("plain", "checks", "dots")), inner, t, 0.9)
    c.path(door, stroke=spec.accent.shade, width=34)
    c.path(door, stroke=spec.accent.light, width=10, opacity=0.6)
    c.body(ellipse(600, 412, 50, 34), spec.accent, c.ball(spec.accent), 4)
    paws = wood("oak")
    c.body(box(820, 930, 130, 46, 10), paws, edge=3)


def _tag(c: Canvas, spec: Spec, x: float, y: float) -> None:
    label = tones("#8A5A3A") if spec.tones.lightness > 0.45 else tones("#F2E8D8")
    c.body(box(x, y, 96, 46, 8), label, edge=3)
    c.path(
        ellipse(x + 48, y + 28, 12, 9)
        + "".join(
            ellipse(x + 48 + dx, y + dy, 4.5, 6) for dx, dy in ((-14, 18), (-5, 11), (6, 11), (15, 18))
        ),
        label.glint if label.lightness < 0.7 else label.deep,
    )
