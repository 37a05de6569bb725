"""Kitchen machines that make coffee."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.kitchen_machines import handle_tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polygon, smooth, turned
from app.demo.pictures.spec import Spec

_BAKELITE = tones("#2C2D31")


@draws("coffee_maker")
def coffee_maker(c: Canvas, spec: Spec) -> None:
    """Espresso machine, filter machine, French press or moka pot."""
    c.table(820)
    {"espresso": _espresso, "filter": _filter, "french_press": _press, "moka": _moka}[spec.text("type")](
        c, spec
    )


def _espresso(c: Canvas, spec: Spec) -> None:
    t, steel, grip = spec.tones, metal("steel"), handle_tones(spec)
    c.ground(600, 962, 370, 46)
    back = box(350, 330, 500, 600, 40)
    c.body(back, t, c.linear(0, 0, 1, 0, (0, t.shade), (1, t.deep)), 5)
    c.path(box(380, 560, 440, 320, 20), "#000000", opacity=0.25)
    head = polygon([(290, 300, 56), (910, 300, 56), (910, 560, 40), (290, 560, 40)])
    c.body(head, t, c.drop(t), 8)
    if spec.design((True, False, True)):
        c.body(box(330, 250, 540, 40, 10), steel, c.steel(steel, True), 2)
        for x in (400, 500, 600):
            cup = tones("#F6F5F2")
            c.body(
                polygon([(x, 196, 6), (x + 90, 196, 6), (x + 76, 256, 18), (x + 14, 256, 18)]),
                cup,
                c.round(cup),
                3,
            )
    c.path(ellipse(420, 430, 66), steel.shade)
    c.path(ellipse(420, 430, 56), "#FAF8F3")
    for i in range(7):
        c.line(f"M420 {430 - 46}v9", "#555B64", 4) if i == 3 else None
    c.line("M384 462A46 46 0 1 1 456 462", "#555B64", 4, 0.7)
    c.line("M420 430L446 396", "#C4473F", 6)
    for i in range(3):
        c.body(ellipse(560 + i * 86, 430, 28), steel, c.slope(steel), 3)
        c.path(ellipse(560 + i * 86, 430, 9), ("#7FD1A6", spec.accent.base, "#F6F5F2")[i])
    c.body(ellipse(838, 430, 34), grip, c.ball(grip), 3)
    # Group head, portafilter, cup, drip tray, steam wand.
    c.body(polygon([(510, 556), (690, 556), (676, 610, 8), (524, 610, 8)]), steel, c.steel(steel), 2)
    c.body(box(516, 606, 168, 46, 14), steel, c.steel(steel), 2)
    c.body(polygon([(480, 616, 16), (330, 640, 20), (326, 684, 20), (486, 656, 10)]), grip, c.lying(grip), 4)
    c.line("M580 650v34M620 650v34", steel.shade, 14)
    c.line("M582 690v70M618 690v70", "#5B3A26", 6)
    cup = tones("#F6F5F2")
    c.line("M672 800q46-6 40 26t-50 26", cup.shade, 14)
    c.body(polygon([(524, 768, 6), (676, 768, 6), (652, 880, 34), (548, 880, 34)]), cup, c.round(cup), 4)
    c.line("M770 556C790 640 800 700 786 800", steel.shade, 16)
    c.line("M766 556C786 640 796 700 782 800", steel.glint, 5, 0.8)
    c.body(polygon([(316, 884, 10), (884, 884, 10), (904, 962, 16), (296, 962, 16)]), t, c.drop(t), 6)
    c.path(box(390, 884, 420, 18, 6), _BAKELITE.deep)
    c.line("M400 893h400", steel.light, 5, dash="14 16")


def _filter(c: Canvas, spec: Spec) -> None:
    t, steel = spec.tones, metal("steel")
    c.ground(600, 964, 330, 46)
    c.body(box(640, 300, 230, 620, 30), t, c.round(t), 6)
    c.path(box(668, 400, 40, 300, 20), _BAKELITE.deep)
    c.path(box(676, 500, 24, 192, 12), "#A9D6E4")
    c.body(polygon([(330, 250, 40), (880, 250, 40), (880, 330, 10), (330, 330, 10)]), t, c.drop(t), 6)
    c.body(polygon([(350, 330), (660, 330), (610, 520, 30), (400, 520, 30)]), t, c.round(t), 6)
    c.line("M470 520v24M540 520v24", _BAKELITE.base, 20)
    glass = smooth(
        [
            (420, 590, 0),
            (590, 590, 0),
            (600, 640),
            (664, 780),
            (640, 886, 0),
            (370, 886, 0),
            (346, 780),
            (410, 640),
        ]
    )
    c.path("M650 660C590 640 600 640 660 660", "none")
    c.line("M648 640C760 620 780 800 670 830", _BAKELITE.base, 34)
    c.line("M652 630C744 616 762 760 690 806", _BAKELITE.light, 7, 0.8)
    c.path(glass, "#DCEBF0", opacity=0.75)
    level = spec.design((740, 690, 800))
    with c.clipped(glass):
        c.path(
            f"M300 {level}h400v200H300Z",
            c.linear(0, 0, 1, 0, (0, "#3B2317"), (0.3, "#6B4128"), (1, "#2C190F")),
        )
        c.path(ellipse(505, level, 160, 14), "#7C4E32")
    c.path(glass, stroke="#FFFFFF", width=6, opacity=0.8)
    c.line("M392 720C376 770 384 820 392 850", "#FFFFFF", 12, 0.6)
    c.body(box(408, 570, 196, 30, 10), steel, c.steel(steel), 2)
    c.body(polygon([(310, 886, 12), (890, 886, 12), (904, 962, 18), (296, 962, 18)]), t, c.drop(t), 6)
    c.body(ellipse(780, 924, 20), spec.accent, edge=3)
    c.path(box(360, 916, 110, 16, 8), t.deep)
    if spec.pick("screen", (True, False)):
        c.path(box(740, 396, 96, 60, 10), _BAKELITE.deep)
        c.path(box(754, 414, 16, 24, 4) + box(776, 414, 16, 24, 4) + box(804, 414, 16, 24, 4), "#8FE3C8")


def _press(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    frame = t
    c.ground(600, 962, 230, 40)
    c.line("M780 480C940 450 950 640 930 760S830 860 780 850", frame.shade, 40)
    c.line("M780 470C930 444 938 640 918 756", frame.light, 9, 0.8)
    c.body(box(592, 190, 16, 260, 4), metal("steel"), c.steel(metal("steel")), 1)
    c.body(ellipse(600, 180, 36), frame, c.ball(frame), 4)
    glass = box(420, 430, 360, 520, 26)
    c.path(glass, "#DCEBF0", opacity=0.7)
    with c.clipped(glass):
        level = spec.design((600, 660, 540))
        c.path(
            f"M400 {level}h400v400H400Z",
            c.linear(0, 0, 1, 0, (0, "#3B2317"), (0.3, "#70462C"), (0.7, "#4A2C1C"), (1, "#2C190F")),
        )
        c.path(f"M400 {level}h400v26H400Z", "#B98A5E")
        c.path("M414 520h372v16H414Z", "#8C9299")
        c.path(box(592, 430, 16, 100), "#8C9299")
    c.line("M450 500V880", "#FFFFFF", 16, 0.5)
    c.path(glass, stroke="#FFFFFF", width=6, opacity=0.7)
    c.body(turned([(40, 372, 0), (150, 388), (196, 430, 0)]), frame, c.round(frame), 5)
    c.body(
        polygon([(404, 428, 8), (350, 416, 6), (404, 470, 8), (796, 470, 8), (796, 428, 8)]),
        frame,
        c.round(frame),
        3,
    )
    for x in (420, 590, 756):
        c.body(box(x - 6 if x < 700 else x, 466, 24, 480, 8), frame, c.round(frame), 2)
    for y in (560, 820):
        c.body(box(410, y, 380, 22, 8), frame, c.round(frame), 2)
    c.body(box(404, 916, 392, 46, 16), frame, c.round(frame), 4)


def _moka(c: Canvas, spec: Spec) -> None:
    t, grip = spec.tones, handle_tones(spec)
    c.ground(600, 962, 210, 40)
    c.line("M740 450C900 420 910 500 890 660", grip.deep, 58)
    c.line("M740 446C890 418 900 500 882 652", grip.base, 44)
    c.line("M744 436C880 410 892 480 876 560", grip.light, 9, 0.8)

    def facets(points: list[tuple[float, float]], paint: Tones) -> None:
        (r0, y0), (r1, y1) = points
        cuts = (-1, -0.62, 0.0, 0.55, 1)
        for i, ink in enumerate((paint.shade, paint.light, paint.base, paint.deep)):
            a, b = cuts[i], cuts[i + 1]
            c.path(
                line([(600 + r0 * a, y0), (600 + r0 * b, y0), (600 + r1 * b, y1), (600 + r1 * a, y1)]) + "Z",
                ink,
                stroke=ink,
                width=2,
            )
        c.line(f"M{600 - r0 * 0.5:.0f} {y0 + 30}L{600 - r1 * 0.5:.0f} {y1 - 30}", paint.glint, 10, 0.6)

    c.body(polygon([(430, 420), (340, 372, 6), (420, 540)]), t, t.shade, 3)
    facets([(196, 400), (150, 640)], t)
    steel = metal("steel") if spec.design((False, True, False)) else t
    facets([(164, 700), (210, 962)], steel)
    c.body(box(430, 640, 340, 34, 10), steel, c.steel(steel), 3)
    c.body(box(440, 672, 320, 34, 10), t, c.steel(t), 3)
    c.path(
        polygon([(404, 402, 4), (600, 330, 20), (796, 402, 4)]),
        c.linear(0, 0, 1, 0, (0, t.shade), (0.3, t.light), (0.6, t.base), (1, t.deep)),
    )
    c.body(ellipse(600, 318, 30), grip, c.ball(grip), 4)
    c.body(ellipse(700, 830, 20), metal("brass"), edge=3)
