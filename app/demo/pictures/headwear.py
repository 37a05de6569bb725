"""Accessories for the head: cap, beanie, bucket hat, fedora."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import tones
from app.demo.pictures.garments import folds, ribs
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, mirrored, polar, polygon, smooth
from app.demo.pictures.spec import Spec


@draws("hat")
def hat(c: Canvas, spec: Spec) -> None:
    """Cap, beanie, bucket hat or fedora."""
    c.table(800)
    {"cap": _cap, "beanie": _beanie, "bucket": _bucket, "fedora": _fedora}[spec.text("style")](c, spec)


def _cap(c: Canvas, spec: Spec) -> None:
    t, a = spec.tones, spec.accent
    brim_t = a if spec.pick("brim", (False, True, False)) else t
    c.ground(560, 850, 420, 50)
    crown = smooth(
        [
            (360, 800, 0),
            (366, 640),
            (430, 470),
            (560, 370),
            (700, 350),
            (850, 400),
            (950, 540),
            (976, 700),
            (970, 800, 0),
            (840, 822),
            (600, 826),
        ]
    )
    c.body(crown, t, c.ball(t), 8)
    with c.clipped(crown):
        if spec.design((False, True, False)):
            c.path("M340 300H620Q520 560 560 840H340Z", "#F4F1EA", opacity=0.92)
        c.line("M680 350Q560 560 590 830M690 350Q860 520 870 830", t.deep, 4, 0.6)
        c.stitch("M668 352Q546 560 574 830M702 352Q874 520 886 830", t.glint, 3, 0.7)
        c.stitch("M362 786Q660 810 972 786", t.deep, 3, 0.6)
        folds(
            c,
            t,
            [([(420, 780), (430, 650), (500, 520)], 16), ([(930, 760), (930, 640), (880, 500)], 18)],
            0.2,
        )
    c.body(ellipse(690, 352, 30, 17), brim_t, edge=3)
    c.path(ellipse(520, 560, 9) + ellipse(800, 520, 9), t.deep)
    brim = smooth(
        [(356, 770), (600, 800), (740, 826), (620, 868), (420, 884), (220, 872), (120, 826), (170, 780)]
    )
    c.body(brim, brim_t, c.drop(brim_t), 6)
    for k in range(3):
        c.stitch(
            smooth(
                [
                    (180 + k * 30, 800 + k * 4),
                    (320 + k * 20, 846 - k * 6),
                    (480, 852 - k * 9),
                    (690 - k * 16, 824 - k * 2),
                ],
                closed=False,
            ),
            brim_t.glint,
            3,
            0.6,
        )
    mark = spec.pick("mark", ("patch", "disc", "none"))
    if mark == "patch":
        c.body(box(430, 610, 130, 96, 14), a, edge=4)
        c.stitch(box(440, 620, 110, 76, 8), a.glint, 3)
        c.path("M452 684l30-40 18 22 14-14 26 32Z", a.glint)
    elif mark == "disc":
        c.path(ellipse(500, 650, 52), a.base)
        c.path(ellipse(500, 650, 30), stroke=a.glint, width=7)


def _beanie(c: Canvas, spec: Spec) -> None:
    t, a = spec.tones, spec.accent
    c.ground(600, 944, 360, 44)
    crown = smooth(mirrored([(0, 330), (150, 356), (290, 500), (330, 690), (330, 800, 0), (0, 820)]))
    if spec.design((True, False, True)):
        fluff = a if spec.pick("pom", (True, False)) else tones("#F2E8D8")
        for k in range(14):
            x, y = polar(600, 290, 84, k * 360 / 14)
            c.path(ellipse(x, y, 34), fluff.shade if k in range(3, 9) else fluff.base)
        c.path(ellipse(600, 290, 88), c.ball(fluff))
        c.line(
            "".join(
                line(
                    [
                        polar(600, 290, 40 + (k % 3) * 22, k * 25),
                        polar(600, 290, 62 + (k % 3) * 22, k * 25 + 6),
                    ]
                )
                for k in range(16)
            ),
            fluff.deep,
            4,
            0.4,
        )
    c.body(crown, t, c.ball(t), 8)
    with c.clipped(crown):
        for k in range(-6, 7):
            bow = k / 6.4
            c.line(
                f"M{600 + bow * 60:.0f} 336Q{600 + bow * 300:.0f} 460 {600 + bow * 330:.0f} 820",
                t.deep,
                6,
                0.45,
            )
            c.line(
                f"M{600 + bow * 60 + 9:.0f} 336"
                f"Q{600 + bow * 300 + 12:.0f} 460 {600 + bow * 330 + 12:.0f} 820",
                t.glint,
                5,
                0.25,
            )
        pattern = spec.pick("knit", ("plain", "bands", "zigzag"))
        if pattern == "bands":
            c.path(
                "M200 560Q600 610 1000 560V600Q600 650 200 600Z"
                "M200 636Q600 686 1000 636V652Q600 702 200 652Z",
                a.base,
                opacity=0.9,
            )
        elif pattern == "zigzag":
            c.line("M240 640" + "l40-56 40 56" * 10, a.base, 18, 0.95)
    cuff = box(244, 742, 712, 200, 60)
    c.body(cuff, t, c.drop(t), 8)
    with c.clipped(cuff):
        ribs(c, t, 250, 742, 710, 200, 27)
        c.line("".join(f"M{276 + k * 27} 750v190" for k in range(25)), t.glint, 6, 0.22)
    if spec.pick("label", (True, False)):
        c.body(box(640, 800, 150, 84, 8), tones("#8A5A3A"), edge=3)
        c.stitch(box(650, 810, 130, 64, 4), "#F0DDB4", 3)


def _bucket(c: Canvas, spec: Spec) -> None:
    t, a = spec.tones, spec.accent
    pattern = spec.design(("plain", "checks", "leaves", "dots"))
    c.ground(600, 900, 440, 50)
    inner = ellipse(600, 800, 420, 92)
    c.body(inner, t, t.deep, 2)
    crown = smooth(
        [
            (380, 800, 0),
            (400, 560),
            (430, 430),
            (500, 396),
            (700, 396),
            (770, 430),
            (800, 560),
            (820, 800, 0),
            (600, 830),
        ]
    )
    brim = smooth(
        [
            (390, 690, 0),
            (600, 724),
            (810, 690, 0),
            (960, 800),
            (1030, 876),
            (860, 912),
            (600, 924),
            (340, 912),
            (170, 876),
            (240, 800),
        ]
    )
    c.body(crown, t, c.round(t), 7)
    c.cloth(crown, pattern, t, a)
    c.path(ellipse(600, 410, 160, 22), t.light, opacity=0.5)
    c.stitch("M424 440Q600 480 776 440", t.deep, 3, 0.6)
    c.path(ellipse(470, 620, 9) + ellipse(500, 622, 9), metal("brass").base)
    c.body(brim, t, c.slope(t), 6)
    c.cloth(brim, pattern, t, a)
    with c.clipped(brim):
        for k in range(5):
            y = 740 + k * 40
            c.stitch(
                f"M{390 - k * 46} {y - 10}Q600 {y + 50} {810 + k * 46} {y - 10}",
                t.deep if k % 2 else t.glint,
                3,
                0.6,
            )
    c.line("M390 690Q600 724 810 690", t.deep, 6, 0.6)
    if pattern == "plain":
        c.path("M394 640Q600 690 806 640L810 690Q600 738 390 690Z", a.base)


def _fedora(c: Canvas, spec: Spec) -> None:
    t, a = spec.tones, spec.accent
    straw = spec.design((False, True, False))
    c.ground(600, 872, 490, 50)
    crown = smooth(
        [
            (356, 800, 0),
            (366, 620),
            (400, 470),
            (470, 400),
            (560, 424),
            (640, 424),
            (740, 396),
            (800, 470),
            (834, 620),
            (844, 800, 0),
            (600, 826),
        ]
    )
    brim = smooth(
        [
            (110, 770),
            (250, 770),
            (360, 750),
            (600, 776),
            (840, 750),
            (950, 770),
            (1090, 760),
            (1040, 836),
            (840, 872),
            (600, 884),
            (360, 872),
            (160, 840),
        ]
    )
    c.body(crown, t, c.round(t), 7)
    with c.clipped(crown):
        c.path(
            smooth([(470, 404), (600, 470), (740, 400), (660, 540), (600, 570), (530, 540)]),
            t.deep,
            opacity=0.35,
        )
        c.path(smooth([(420, 480), (450, 560), (440, 660), (410, 600)]), t.deep, opacity=0.25)
        if straw:
            weave = (
                f'<path d="M0 4h9M11 13h9" stroke="{t.deep}" stroke-width="3"/>'
                f'<path d="M4 9v9M15 0v9" stroke="{t.glint}" stroke-width="2"/>'
            )
            c.path(crown, c.pattern(20, 18, weave), opacity=0.45)
        c.path("M340 690Q600 736 860 690V790Q600 830 340 790Z", a.base)
        c.path(
            "M340 690Q600 736 860 690V790Q600 830 340 790Z",
            c.linear(0, 0, 1, 0, (0, "#000000", 0.2), (0.3, "#FFFFFF", 0.2), (1, "#000000", 0.3)),
        )
    if spec.pick("feather", (True, False)):
        plume = tones(spec.pick("plume", ("#C4673F", "#1C7C83", "#E9A21B")))
        c.body(smooth([(790, 760, 0), (800, 640), (870, 520, 0), (880, 640)]), plume, edge=3)
        c.line("M792 764L862 540", plume.deep, 4)
    else:
        c.body(polygon([(760, 706), (830, 690), (834, 780), (764, 796)], 8), a, edge=3)
    c.body(brim, t, c.drop(t), 7)
    if straw:
        weave = f'<path d="M0 4h9M11 13h9" stroke="{t.deep}" stroke-width="3"/>'
        c.path(brim, c.pattern(20, 18, weave), opacity=0.4)
    c.stitch(
        smooth([(170, 832), (360, 858), (600, 870), (840, 858), (1034, 826)], closed=False), t.glint, 3, 0.6
    )
