"""Kitchen machines: kettle, coffee maker, toaster, blender."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, mirrored, polygon, smooth, turned
from app.demo.pictures.spec import Spec

_BAKELITE = tones("#2C2D31")


def _handle_tones(spec: Spec) -> Tones:
    return spec.pick("grip", (_BAKELITE, wood("oak"), wood("walnut")))


@draws("kettle")
def kettle(c: Canvas, spec: Spec) -> None:
    t, kind = spec.tones, spec.text("type")
    k = 0.86 + (spec.number("capacity_ml") - 800) / 900 * 0.14
    grip, steel = _handle_tones(spec), metal(spec.pick("metal", ("steel", "brass", "copper")))
    c.table(810)
    c.ground(600, 962, 330 * k, 44)
    with c.group(f"translate({600 * (1 - k):.0f} {962 * (1 - k):.0f}) scale({k:.2f})"):
        {"electric": _electric_kettle, "gooseneck": _gooseneck, "stovetop": _stovetop}[kind](c, spec, t, grip, steel)


def _electric_kettle(c: Canvas, spec: Spec, t: Tones, grip: Tones, steel: Tones) -> None:
    d = "M760 420C930 380 980 480 950 640S850 850 790 840"
    c.line(d, grip.deep, 58)
    c.line(d, grip.base, 46)
    c.line("M764 408C922 372 968 476 938 636", grip.light, 10, 0.8)
    shape = spec.design(("cone", "barrel", "jug"))
    profile = {
        "cone": [(150, 340, 0), (172, 420), (236, 860), (232, 916, 0)],
        "barrel": [(160, 340, 0), (226, 480), (244, 700), (214, 916, 0)],
        "jug": [(186, 330, 0), (184, 420), (214, 700), (220, 916, 0)],
    }[shape]
    top, mouth = profile[0][1], profile[0][0]
    spout = smooth([(600 - mouth + 20, top + 6, 0), (600 - mouth - 86, top + 30, 0), (600 - mouth - 50, top + 96), (600 - mouth - 26, top + 210, 0), (600 - mouth + 60, top + 190, 0)])
    c.body(spout, t, c.round(t), 5)
    d = turned(profile)
    c.body(d, t, c.round(t), 7)
    with c.clipped(d):
        c.path("M300 868h600v60H300Z", steel.base)
        c.path("M300 868h600v60H300Z", c.linear(0, 0, 1, 0, (0, "#000000", 0.35), (0.3, "#FFFFFF", 0.5), (0.6, "#000000", 0.1), (1, "#000000", 0.45)))
        c.path(f"M300 {top}h600v20H300Z", steel.base, opacity=0.9)
    if shape != "barrel":
        c.path(box(690, 560, 34, 210, 17), _BAKELITE.deep)
        c.path(box(698, 640, 18, 122, 9), "#A9D6E4")
        c.line("M700 600h14M700 640h14M700 680h14M700 720h14", "#FFFFFF", 3, 0.7)
    c.body(turned([(30, top - 44, 0), (110, top - 34), (mouth - 4, top + 2, 0)]), t, c.round(t), 5)
    c.body(box(566, top - 80, 68, 42, 16), grip, c.round(grip), 4)
    c.body(polygon([(352, 916, 8), (848, 916, 8), (862, 962, 14), (338, 962, 14)]), _BAKELITE, c.drop(_BAKELITE), 4)
    c.path(box(800, 870, 40, 20, 8), spec.accent.base)
    c.line(smooth([(470, top + 120), (440, 640), (420, 800)], closed=False), t.glint, 18, 0.45)


def _gooseneck(c: Canvas, spec: Spec, t: Tones, grip: Tones, steel: Tones) -> None:
    neck = "M440 860C300 850 330 700 290 600S230 480 170 470"
    c.line(neck, t.deep, 46)
    c.line(neck, t.base, 36)
    c.line("M434 846C310 836 340 694 300 594S236 468 176 462", t.glint, 8, 0.7)
    c.line("M700 480C800 380 960 420 950 560V740", steel.shade, 24)
    c.line("M696 474C796 374 952 414 944 556", steel.glint, 7, 0.8)
    c.body(box(924, 560, 54, 250, 27), grip, c.round(grip), 5)
    profile = spec.design((
        [(130, 470, 0), (170, 520), (262, 860), (256, 962, 0)],
        [(150, 470, 0), (240, 640), (262, 860), (236, 962, 0)],
        [(190, 470, 0), (214, 540), (230, 860), (226, 962, 0)],
    ))  # fmt: skip
    d = turned(profile)
    c.body(d, t, c.round(t), 7)
    mouth = profile[0][0]
    c.body(turned([(40, 430, 0), (mouth - 20, 452), (mouth + 6, 476, 0)]), t, c.round(t), 4)
    c.body(box(588, 404, 24, 34, 6), steel, c.steel(steel), 2)
    c.body(ellipse(600, 386, 34), grip, c.ball(grip), 4)
    c.path(ellipse(720, 640, 44), steel.deep)
    c.path(ellipse(720, 640, 38), "#FAF8F3")
    c.line("M720 640L736 616", "#C4473F", 6)
    c.line(smooth([(476, 600), (420, 780), (404, 880)], closed=False), t.glint, 18, 0.5)


def _stovetop(c: Canvas, spec: Spec, t: Tones, grip: Tones, steel: Tones) -> None:
    arch = "M380 600C360 360 460 250 600 250S840 360 820 600"
    c.line(arch, steel.shade, 26)
    c.line("M374 596C354 356 456 244 600 244", steel.glint, 7, 0.8)
    c.line("M460 296C500 258 550 246 600 246S700 258 740 296", grip.deep, 56)
    c.line("M460 292C500 254 550 242 600 242S700 254 740 292", grip.base, 46)
    c.line("M476 272C516 242 560 234 600 234S670 240 700 254", grip.light, 9, 0.8)
    c.body(polygon([(420, 700), (240, 520, 10), (196, 560, 12), (380, 860)]), t, c.slope(t), 5)
    c.body(ellipse(214, 534, 36, 26), grip, edge=4)
    profile = spec.design((
        [(120, 540, 0), (240, 620), (312, 800), (290, 920), (266, 962, 0)],
        [(150, 560, 0), (300, 660), (322, 800), (270, 962, 0)],
        [(130, 520, 0), (200, 600), (290, 860), (296, 940), (280, 962, 0)],
    ))  # fmt: skip
    d = turned(profile)
    c.body(d, t, c.round(t), 8)
    with c.clipped(d):
        c.path("M200 924h800v60H200Z", steel.base)
    if spec.pick("flowers", (True, False)):
        for x, y, r in ((600, 770, 46), (490, 820, 28), (716, 824, 28)):
            c.path("".join(ellipse(x + dx * r * 0.62, y + dy * r * 0.62, r * 0.4) for dx, dy in ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3))), spec.accent.base)
            c.path(ellipse(x, y, r * 0.3), "#E9C46A")
    mouth, top = profile[0][0], profile[0][1]
    c.body(turned([(36, top - 40, 0), (mouth * 0.8, top - 26), (mouth + 8, top + 4, 0)]), t, c.round(t), 4)
    c.body(ellipse(600, top - 58, 32, 28), grip, c.ball(grip), 4)
    c.path(ellipse(450, 740, 30, 74), t.glint, opacity=0.4)


@draws("coffee_maker")
def coffee_maker(c: Canvas, spec: Spec) -> None:
    c.table(820)
    {"espresso": _espresso, "filter": _filter, "french_press": _press, "moka": _moka}[spec.text("type")](c, spec)


def _espresso(c: Canvas, spec: Spec) -> None:
    t, steel, grip = spec.tones, metal("steel"), _handle_tones(spec)
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
            c.body(polygon([(x, 196, 6), (x + 90, 196, 6), (x + 76, 256, 18), (x + 14, 256, 18)]), cup, c.round(cup), 3)
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
    glass = smooth([(420, 590, 0), (590, 590, 0), (600, 640), (664, 780), (640, 886, 0), (370, 886, 0), (346, 780), (410, 640)])
    c.path("M650 660C590 640 600 640 660 660", "none")
    c.line("M648 640C760 620 780 800 670 830", _BAKELITE.base, 34)
    c.line("M652 630C744 616 762 760 690 806", _BAKELITE.light, 7, 0.8)
    c.path(glass, "#DCEBF0", opacity=0.75)
    level = spec.design((740, 690, 800))
    with c.clipped(glass):
        c.path(f"M300 {level}h400v200H300Z", c.linear(0, 0, 1, 0, (0, "#3B2317"), (0.3, "#6B4128"), (1, "#2C190F")))
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
        c.path(f"M400 {level}h400v400H400Z", c.linear(0, 0, 1, 0, (0, "#3B2317"), (0.3, "#70462C"), (0.7, "#4A2C1C"), (1, "#2C190F")))
        c.path(f"M400 {level}h400v26H400Z", "#B98A5E")
        c.path("M414 520h372v16H414Z", "#8C9299")
        c.path(box(592, 430, 16, 100), "#8C9299")
    c.line("M450 500V880", "#FFFFFF", 16, 0.5)
    c.path(glass, stroke="#FFFFFF", width=6, opacity=0.7)
    c.body(turned([(40, 372, 0), (150, 388), (196, 430, 0)]), frame, c.round(frame), 5)
    c.body(polygon([(404, 428, 8), (350, 416, 6), (404, 470, 8), (796, 470, 8), (796, 428, 8)]), frame, c.round(frame), 3)
    for x in (420, 590, 756):
        c.body(box(x - 6 if x < 700 else x, 466, 24, 480, 8), frame, c.round(frame), 2)
    for y in (560, 820):
        c.body(box(410, y, 380, 22, 8), frame, c.round(frame), 2)
    c.body(box(404, 916, 392, 46, 16), frame, c.round(frame), 4)


def _moka(c: Canvas, spec: Spec) -> None:
    t, grip = spec.tones, _handle_tones(spec)
    c.ground(600, 962, 210, 40)
    c.line("M740 450C900 420 910 500 890 660", grip.deep, 58)
    c.line("M740 446C890 418 900 500 882 652", grip.base, 44)
    c.line("M744 436C880 410 892 480 876 560", grip.light, 9, 0.8)

    def facets(points: list[tuple[float, float]], paint: Tones) -> None:
        (r0, y0), (r1, y1) = points
        cuts = (-1, -0.62, 0.0, 0.55, 1)
        for i, ink in enumerate((paint.shade, paint.light, paint.base, paint.deep)):
            a, b = cuts[i], cuts[i + 1]
            c.path(line([(600 + r0 * a, y0), (600 + r0 * b, y0), (600 + r1 * b, y1), (600 + r1 * a, y1)]) + "Z", ink, stroke=ink, width=2)
        c.line(f"M{600 - r0 * 0.5:.0f} {y0 + 30}L{600 - r1 * 0.5:.0f} {y1 - 30}", paint.glint, 10, 0.6)

    c.body(polygon([(430, 420), (340, 372, 6), (420, 540)]), t, t.shade, 3)
    facets([(196, 400), (150, 640)], t)
    steel = metal("steel") if spec.design((False, True, False)) else t
    facets([(164, 700), (210, 962)], steel)
    c.body(box(430, 640, 340, 34, 10), steel, c.steel(steel), 3)
    c.body(box(440, 672, 320, 34, 10), t, c.steel(t), 3)
    c.path(polygon([(404, 402, 4), (600, 330, 20), (796, 402, 4)]), c.linear(0, 0, 1, 0, (0, t.shade), (0.3, t.light), (0.6, t.base), (1, t.deep)))
    c.body(ellipse(600, 318, 30), grip, c.ball(grip), 4)
    c.body(ellipse(700, 830, 20), metal("brass"), edge=3)


@draws("toaster")
def toaster(c: Canvas, spec: Spec) -> None:
    t, steel = spec.tones, metal("chrome")
    slots = spec.number("slots")
    w = 800 if slots == 4 else 620
    x, foot = 600 - w / 2, 958.0
    c.table(810)
    c.ground(600, foot, w * 0.58, 44)
    form = spec.design(("round", "boxy", "curved"))
    top = 520.0
    for i in range(slots // 2):
        bx = 600 - 150 if slots == 2 else x + 60 + i * (w / 2 - 10)
        bw = 300 if slots == 2 else w / 2 - 110
        crust = tones("#B87333")
        by = top - 118
        c.body(smooth([(bx, by + 60), (bx + 10, by + 8), (bx + bw * 0.3, by - 14), (bx + bw * 0.7, by - 14), (bx + bw - 10, by + 8), (bx + bw, by + 60), (bx + bw - 16, by + 200, 0), (bx + 16, by + 200, 0)]), crust, edge=5)
        c.path(smooth([(bx + 20, by + 62), (bx + 28, by + 24), (bx + bw * 0.32, by + 6), (bx + bw * 0.68, by + 6), (bx + bw - 28, by + 24), (bx + bw - 20, by + 62), (bx + bw - 32, by + 200, 0), (bx + 32, by + 200, 0)]), c.linear(0, 0, 0.5, 1, (0, "#F0D2A0"), (1, "#D9A968")))
    lip = box(x + 46, top - 12, w - 92, 60, 28)
    c.body(lip, steel, c.steel(steel, True), 2)
    r = {"round": 120, "boxy": 46, "curved": 76}[form]
    if form == "curved":
        shell = smooth([(x + 60, top + 14), (600, top - 4), (x + w - 60, top + 14), (x + w - 6, top + 120), (x + w + 14, foot - 60), (x + w - 8, foot - 20, 0), (x + 8, foot - 20, 0), (x - 14, foot - 60), (x + 6, top + 120)])
    else:
        shell = polygon([(x, top + 10, r), (x + w, top + 10, r), (x + w, foot - 20, 26), (x, foot - 20, 26)])
    c.body(shell, t, c.slope(t), 9)
    with c.clipped(shell):
        c.path(f"M{x - 30} {foot - 74}h{w + 60}v80h{-w - 60}Z", steel.base)
        c.path(f"M{x - 30} {foot - 74}h{w + 60}v80h{-w - 60}Z", c.linear(0, 0, 0, 1, (0, "#FFFFFF", 0.5), (0.5, "#FFFFFF", 0), (1, "#000000", 0.3)))
        c.path(f"M{x + 40} {top + 60}Q{x + 60} {top + 30} {x + 160} {top + 34}L{x + 110} {foot - 80}H{x + 40}Z", t.glint, opacity=0.22)
        if form == "boxy":
            c.line("".join(f"M{600 - 120 + i * 40} {top + 130}V{foot - 160}" for i in range(7)), t.deep, 6, 0.45)
            c.line("".join(f"M{606 - 120 + i * 40} {top + 130}V{foot - 160}" for i in range(7)), t.glint, 4, 0.4)
    for i in range(slots // 2):
        lx = x + w - 100 - i * (w - 200)
        c.path(box(lx - 8, top + 110, 16, 190, 8), t.deep)
        c.body(box(lx - 40, top + 120, 80, 40, 14), _BAKELITE, c.lying(_BAKELITE), 3)
        c.body(ellipse(lx, top + 332, 30), steel, c.slope(steel), 3)
        c.line(f"M{lx} {top + 332}l12-20", spec.accent.base, 7)
    if slots == 4 or form != "boxy":
        c.path(box(600 - 70, top + 210, 140, 12, 6), t.glint, opacity=0.7)
    for fx in (x + 70, x + w - 130):
        c.body(box(fx, foot - 22, 60, 24, 8), _BAKELITE, edge=2)


@draws("blender")
def blender(c: Canvas, spec: Spec) -> None:
    t, kind = spec.tones, spec.text("type")
    steel = metal("steel")
    c.table(830)
    drink = spec.design((("#E98FA0", "#D96B83"), ("#A6C36F", "#7FA14B"), ("#F0B45A", "#DB8E33")))
    if kind == "hand":
        _hand_blender(c, spec, drink)
        return
    c.ground(600, 964, 240, 42)
    personal = kind == "personal"
    top, neck = (330.0, 700.0) if personal else (270.0, 690.0)
    glass = turned([(118, top, 0), (128, top + 60), (134, neck - 60), (104, neck, 0)]) if personal else polygon([(416, top, 10), (784, top, 10), (726, neck, 20), (474, neck, 20)])
    if not personal:
        c.line("M770 330C900 320 900 380 880 480S800 620 742 620", t.shade if t.lightness < 0.9 else t.deep, 38)
        c.line("M774 322C880 314 884 380 868 470", t.glint, 9, 0.6)
    c.path(glass, "#E3EFF2", opacity=0.85)
    with c.clipped(glass):
        level = top + 120
        c.path(f"M380 {level}C460 {level - 30} 520 {level + 30} 600 {level}S740 {level - 26} 820 {level}V{neck + 20}H380Z", c.linear(0, 0, 1, 0, (0, drink[1]), (0.3, drink[0]), (1, drink[1])))
        for bx, by, r in ((500, 150, 16), (560, 210, 11), (680, 190, 14), (620, 300, 12), (540, 340, 9)):
            c.path(ellipse(bx, top + by, r), "#FFFFFF", opacity=0.35)
        c.path("M440 200h46l30 560h-40Z", "#FFFFFF", opacity=0.4)
        c.path(polygon([(600, neck - 30), (664, neck - 56), (616, neck - 18), (648, neck + 6), (552, neck + 6), (584, neck - 18), (536, neck - 56)]), steel.light)
    c.path(glass, stroke="#FFFFFF", width=7, opacity=0.85)
    if not personal:
        c.line("".join(f"M690 {top + 90 + i * 60}h{34 if i % 2 else 54}" for i in range(5)), "#FFFFFF", 5, 0.85)
        c.body(box(400, top - 46, 400, 56, 18), t, c.round(t), 4)
        c.body(box(540, top - 86, 120, 46, 16), t, c.round(t), 4)
    else:
        c.body(turned([(70, top - 60, 0), (128, top - 44), (130, top + 8, 0)]), t, c.round(t), 4)
        c.line(f"M560 {top - 60}q0-60 40-60t40 60", t.shade, 16)
    c.body(box(462, neck - 8, 276, 46, 12), steel, c.steel(steel), 2)
    base = polygon([(470, neck + 36, 16), (730, neck + 36, 16), (790, 962, 26), (410, 962, 26)])
    c.body(base, t, c.round(t), 7)
    c.body(ellipse(600, 858, 54), steel, c.slope(steel), 4)
    c.line("M600 858L624 822", spec.accent.base, 10)
    c.line("M520 880A88 88 0 0 1 680 880", t.glint, 5, 0.7, "2 22")
    c.body(box(446, 946, 60, 20, 8), _BAKELITE, edge=2)
    c.body(box(694, 946, 60, 20, 8), _BAKELITE, edge=2)


def _hand_blender(c: Canvas, spec: Spec, drink: tuple[str, str]) -> None:
    t, steel = spec.tones, metal("steel")
    c.ground(640, 962, 260, 42)
    beaker = polygon([(570, 520, 8), (900, 520, 8), (866, 958, 30), (604, 958, 30)])
    c.path(beaker, "#E3EFF2", opacity=0.8)
    with c.clipped(beaker):
        c.path("M560 720Q740 690 920 720V970H560Z", c.linear(0, 0, 1, 0, (0, drink[1]), (0.35, drink[0]), (1, drink[1])))
    with c.group("rotate(-16 600 600)"):
        c.body(box(560, 480, 56, 330, 10), steel, c.steel(steel), 2)
        c.body(smooth([(564, 790, 0), (612, 790, 0), (656, 850), (660, 880, 0), (516, 880, 0), (520, 850)]), steel, c.steel(steel), 2)
        d = smooth(mirrored([(0, 90), (52, 110), (58, 250), (70, 400), (46, 500, 0)], 588))
        c.body(d, t, c.round(t), 6)
        c.body(box(564, 210, 48, 84, 24), spec.accent, edge=3)
        c.body(box(566, 310, 44, 56, 20), _BAKELITE, edge=3)
        c.line("M588 92C600 20 520 10 500-60", _BAKELITE.base, 14)
    with c.clipped(beaker):
        c.path("M560 726Q740 700 920 726V970H560Z", c.linear(0, 0, 1, 0, (0, drink[1]), (0.35, drink[0]), (1, drink[1])), opacity=0.8)
    c.path(beaker, stroke="#FFFFFF", width=7, opacity=0.85)
    c.line("".join(f"M800 {590 + i * 60}h{30 if i % 2 else 50}" for i in range(6)), "#FFFFFF", 5, 0.9)
    c.line("M620 560L640 900", "#FFFFFF", 16, 0.4)
