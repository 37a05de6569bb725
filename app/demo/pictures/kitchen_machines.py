"""Kitchen machines: kettle, toaster, blender."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, mirrored, polygon, smooth, turned
from app.demo.pictures.spec import Spec

_BAKELITE = tones("#2C2D31")


def handle_tones(spec: Spec) -> Tones:
    """What a hand takes hold of: bakelite, oak or walnut."""
    return spec.pick("grip", (_BAKELITE, wood("oak"), wood("walnut")))


@draws("kettle")
def kettle(c: Canvas, spec: Spec) -> None:
    """Electric on its base, a gooseneck for coffee, or one that whistles on the stove."""
    t, kind = spec.tones, spec.text("type")
    k = 0.86 + (spec.number("capacity_ml") - 800) / 900 * 0.14
    grip, steel = handle_tones(spec), metal(spec.pick("metal", ("steel", "brass", "copper")))
    c.table(810)
    c.ground(600, 962, 330 * k, 44)
    with c.group(f"translate({600 * (1 - k):.0f} {962 * (1 - k):.0f}) scale({k:.2f})"):
        {"electric": _electric_kettle, "gooseneck": _gooseneck, "stovetop": _stovetop}[kind](
            c, spec, t, grip, steel
        )


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
    spout = smooth(
        [
            (600 - mouth + 20, top + 6, 0),
            (600 - mouth - 86, top + 30, 0),
            (600 - mouth - 50, top + 96),
            (600 - mouth - 26, top + 210, 0),
            (600 - mouth + 60, top + 190, 0),
        ]
    )
    c.body(spout, t, c.round(t), 5)
    d = turned(profile)
    c.body(d, t, c.round(t), 7)
    with c.clipped(d):
        c.path("M300 868h600v60H300Z", steel.base)
        c.path(
            "M300 868h600v60H300Z",
            c.linear(
                0,
                0,
                1,
                0,
                (0, "#000000", 0.35),
                (0.3, "#FFFFFF", 0.5),
                (0.6, "#000000", 0.1),
                (1, "#000000", 0.45),
            ),
        )
        c.path(f"M300 {top}h600v20H300Z", steel.base, opacity=0.9)
    if shape != "barrel":
        c.path(box(690, 560, 34, 210, 17), _BAKELITE.deep)
        c.path(box(698, 640, 18, 122, 9), "#A9D6E4")
        c.line("M700 600h14M700 640h14M700 680h14M700 720h14", "#FFFFFF", 3, 0.7)
    c.body(turned([(30, top - 44, 0), (110, top - 34), (mouth - 4, top + 2, 0)]), t, c.round(t), 5)
    c.body(box(566, top - 80, 68, 42, 16), grip, c.round(grip), 4)
    c.body(
        polygon([(352, 916, 8), (848, 916, 8), (862, 962, 14), (338, 962, 14)]),
        _BAKELITE,
        c.drop(_BAKELITE),
        4,
    )
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
    profile = spec.design(
        (
            [(130, 470, 0), (170, 520), (262, 860), (256, 962, 0)],
            [(150, 470, 0), (240, 640), (262, 860), (236, 962, 0)],
            [(190, 470, 0), (214, 540), (230, 860), (226, 962, 0)],
        )
    )
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
    profile = spec.design(
        (
            [(120, 540, 0), (240, 620), (312, 800), (290, 920), (266, 962, 0)],
            [(150, 560, 0), (300, 660), (322, 800), (270, 962, 0)],
            [(130, 520, 0), (200, 600), (290, 860), (296, 940), (280, 962, 0)],
        )
    )
    d = turned(profile)
    c.body(d, t, c.round(t), 8)
    with c.clipped(d):
        c.path("M200 924h800v60H200Z", steel.base)
    if spec.pick("flowers", (True, False)):
        for x, y, r in ((600, 770, 46), (490, 820, 28), (716, 824, 28)):
            c.path(
                "".join(
                    ellipse(x + dx * r * 0.62, y + dy * r * 0.62, r * 0.4)
                    for dx, dy in ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3))
                ),
                spec.accent.base,
            )
            c.path(ellipse(x, y, r * 0.3), "#E9C46A")
    mouth, top = profile[0][0], profile[0][1]
    c.body(turned([(36, top - 40, 0), (mouth * 0.8, top - 26), (mouth + 8, top + 4, 0)]), t, c.round(t), 4)
    c.body(ellipse(600, top - 58, 32, 28), grip, c.ball(grip), 4)
    c.path(ellipse(450, 740, 30, 74), t.glint, opacity=0.4)


@draws("toaster")
def toaster(c: Canvas, spec: Spec) -> None:
    """Toast up; round, boxy or curved shell with one lever for two slots."""
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
        c.body(
            smooth(
                [
                    (bx, by + 60),
                    (bx + 10, by + 8),
                    (bx + bw * 0.3, by - 14),
                    (bx + bw * 0.7, by - 14),
                    (bx + bw - 10, by + 8),
                    (bx + bw, by + 60),
                    (bx + bw - 16, by + 200, 0),
                    (bx + 16, by + 200, 0),
                ]
            ),
            crust,
            edge=5,
        )
        c.path(
            smooth(
                [
                    (bx + 20, by + 62),
                    (bx + 28, by + 24),
                    (bx + bw * 0.32, by + 6),
                    (bx + bw * 0.68, by + 6),
                    (bx + bw - 28, by + 24),
                    (bx + bw - 20, by + 62),
                    (bx + bw - 32, by + 200, 0),
                    (bx + 32, by + 200, 0),
                ]
            ),
            c.linear(0, 0, 0.5, 1, (0, "#F0D2A0"), (1, "#D9A968")),
        )
    lip = box(x + 46, top - 12, w - 92, 60, 28)
    c.body(lip, steel, c.steel(steel, True), 2)
    r = {"round": 120, "boxy": 46, "curved": 76}[form]
    if form == "curved":
        shell = smooth(
            [
                (x + 60, top + 14),
                (600, top - 4),
                (x + w - 60, top + 14),
                (x + w - 6, top + 120),
                (x + w + 14, foot - 60),
                (x + w - 8, foot - 20, 0),
                (x + 8, foot - 20, 0),
                (x - 14, foot - 60),
                (x + 6, top + 120),
            ]
        )
    else:
        shell = polygon([(x, top + 10, r), (x + w, top + 10, r), (x + w, foot - 20, 26), (x, foot - 20, 26)])
    c.body(shell, t, c.slope(t), 9)
    with c.clipped(shell):
        c.path(f"M{x - 30} {foot - 74}h{w + 60}v80h{-w - 60}Z", steel.base)
        c.path(
            f"M{x - 30} {foot - 74}h{w + 60}v80h{-w - 60}Z",
            c.linear(0, 0, 0, 1, (0, "#FFFFFF", 0.5), (0.5, "#FFFFFF", 0), (1, "#000000", 0.3)),
        )
        c.path(
            f"M{x + 40} {top + 60}Q{x + 60} {top + 30} {x + 160} {top + 34}L{x + 110} {foot - 80}H{x + 40}Z",
            t.glint,
            opacity=0.22,
        )
        if form == "boxy":
            c.line(
                "".join(f"M{600 - 120 + i * 40} {top + 130}V{foot - 160}" for i in range(7)), t.deep, 6, 0.45
            )
            c.line(
                "".join(f"M{606 - 120 + i * 40} {top + 130}V{foot - 160}" for i in range(7)), t.glint, 4, 0.4
            )
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
    """A jug, a personal bottle, or a hand blender in its beaker; a smoothie inside."""
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
    glass = (
        turned([(118, top, 0), (128, top + 60), (134, neck - 60), (104, neck, 0)])
        if personal
        else polygon([(416, top, 10), (784, top, 10), (726, neck, 20), (474, neck, 20)])
    )
    if not personal:
        c.line(
            "M770 330C900 320 900 380 880 480S800 620 742 620", t.shade if t.lightness < 0.9 else t.deep, 38
        )
        c.line("M774 322C880 314 884 380 868 470", t.glint, 9, 0.6)
    c.path(glass, "#E3EFF2", opacity=0.85)
    with c.clipped(glass):
        level = top + 120
        c.path(
            f"M380 {level}C460 {level - 30} 520 {level + 30} 600 {level}"
            f"S740 {level - 26} 820 {level}V{neck + 20}H380Z",
            c.linear(0, 0, 1, 0, (0, drink[1]), (0.3, drink[0]), (1, drink[1])),
        )
        for bx, by, r in ((500, 150, 16), (560, 210, 11), (680, 190, 14), (620, 300, 12), (540, 340, 9)):
            c.path(ellipse(bx, top + by, r), "#FFFFFF", opacity=0.35)
        c.path("M440 200h46l30 560h-40Z", "#FFFFFF", opacity=0.4)
        c.path(
            polygon(
                [
                    (600, neck - 30),
                    (664, neck - 56),
                    (616, neck - 18),
                    (648, neck + 6),
                    (552, neck + 6),
                    (584, neck - 18),
                    (536, neck - 56),
                ]
            ),
            steel.light,
        )
    c.path(glass, stroke="#FFFFFF", width=7, opacity=0.85)
    if not personal:
        c.line(
            "".join(f"M690 {top + 90 + i * 60}h{34 if i % 2 else 54}" for i in range(5)), "#FFFFFF", 5, 0.85
        )
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
        c.path(
            "M560 720Q740 690 920 720V970H560Z",
            c.linear(0, 0, 1, 0, (0, drink[1]), (0.35, drink[0]), (1, drink[1])),
        )
    with c.group("rotate(-16 600 600)"):
        c.body(box(560, 480, 56, 330, 10), steel, c.steel(steel), 2)
        c.body(
            smooth([(564, 790, 0), (612, 790, 0), (656, 850), (660, 880, 0), (516, 880, 0), (520, 850)]),
            steel,
            c.steel(steel),
            2,
        )
        d = smooth(mirrored([(0, 90), (52, 110), (58, 250), (70, 400), (46, 500, 0)], 588))
        c.body(d, t, c.round(t), 6)
        c.body(box(564, 210, 48, 84, 24), spec.accent, edge=3)
        c.body(box(566, 310, 44, 56, 20), _BAKELITE, edge=3)
        c.line("M588 92C600 20 520 10 500-60", _BAKELITE.base, 14)
    with c.clipped(beaker):
        c.path(
            "M560 726Q740 700 920 726V970H560Z",
            c.linear(0, 0, 1, 0, (0, drink[1]), (0.35, drink[0]), (1, drink[1])),
            opacity=0.8,
        )
    c.path(beaker, stroke="#FFFFFF", width=7, opacity=0.85)
    c.line("".join(f"M800 {590 + i * 60}h{30 if i % 2 else 50}" for i in range(6)), "#FFFFFF", 5, 0.9)
    c.line("M620 560L640 900", "#FFFFFF", 16, 0.4)
