"""Toys: building blocks, teddy bear, toy car."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polar, polygon, smooth, star
from app.demo.pictures.spec import Spec

_PLAY = ("#C4473F", "#E9A21B", "#1C7C83", "#3F6FB0", "#7FA14B", "#F2E8C9", "#CF6E82")


@draws("building_blocks")
def building_blocks(c: Canvas, spec: Spec) -> None:
    """Built up: three constructions of studded bricks, three of wood."""
    c.table(800)
    c.ground(600, 960, 430, 46)
    if spec.text("material") == "studs":
        _stud_bricks(c, spec)
    else:
        _wooden_blocks(c, spec)
    _loose_blocks(c, spec, spec.number("pieces") // 20)


def _loose_blocks(c: Canvas, spec: Spec, count: int) -> None:
    """Blocks in front of the construction: the more pieces in the box, the more lie about."""
    paints = _paints(spec)
    studs = spec.text("material") == "studs"
    for i in range(min(count, 5)):
        t = paints[(i + 2) % len(paints)]
        x, y = (180, 960, 420, 740, 590)[i], (1040, 1050, 1090, 1096, 1060)[i]
        c.ground(x, y + 34, 58, 12)
        with c.group(f"rotate({(-9, 12, 5, -14, 20)[i]} {x} {y})"):
            if studs:
                c.body(box(x - 32, y - 50, 26, 24, 6) + box(x + 8, y - 50, 26, 24, 6), t, edge=2)
            c.body(box(x - 48, y - 34, 96, 68, 7 if studs else 14), t, edge=3)


def _paints(spec: Spec) -> list[Tones]:
    start = spec.pick("paints", range(len(_PLAY)))
    others = [tones(_PLAY[(start + i * 2) % len(_PLAY)]) for i in range(4)]
    return [spec.tones, *others]


def _stud_bricks(c: Canvas, spec: Spec) -> None:
    paints = _paints(spec)
    layout = spec.design(
        (
            (
                (0, 0, 4),
                (4, 0, 4),
                (8, 0, 2),
                (1, 1, 4),
                (5, 1, 4),
                (2, 2, 2),
                (4, 2, 4),
                (3, 3, 4),
                (4, 4, 2),
            ),
            (
                (0, 0, 2),
                (2, 0, 6),
                (8, 0, 2),
                (0, 1, 4),
                (6, 1, 4),
                (0, 2, 2),
                (8, 2, 2),
                (0, 3, 4),
                (4, 3, 2),
                (6, 3, 4),
                (2, 4, 6),
            ),
            ((1, 0, 8), (2, 1, 6), (3, 2, 4), (4, 3, 2), (0, 0, 1), (9, 0, 1), (4, 4, 2)),
        )
    )
    unit, rise = 86.0, 104.0
    x0, foot = 600 - 5 * unit, 958.0
    taken = {(cell, row) for col, row, width in layout for cell in range(col, col + width)}
    for i, (col, row, width) in enumerate(layout):
        t = paints[i % len(paints)]
        x, y, w = x0 + col * unit, foot - (row + 1) * rise, width * unit
        free = [x + k * unit + 18 for k in range(width) if (col + k, row + 1) not in taken]
        if free:
            c.path("".join(box(sx, y - 22, unit - 36, 30, 8) for sx in free), c.drop(t))
            c.path("".join(box(sx + 4, y - 24, unit - 44, 8, 4) for sx in free), t.light)
        c.body(box(x + 1, y, w - 2, rise - 1, 7), t, edge=3)
        c.path(box(x + 12, y + 12, min(w - 24, 90), 9, 4), t.glint, opacity=0.5)


def _wooden_blocks(c: Canvas, spec: Spec) -> None:
    p = _paints(spec)
    natural = wood("birch")
    foot = 958.0

    def block(d: str, t: Tones, area: tuple[float, float, float, float]) -> None:
        c.body(d, t, edge=6)
        c.grain(d, area, t)

    design = spec.design(("castle", "tower", "bridge"))
    if design == "castle":
        for x, t in ((220, p[0]), (820, p[1])):
            block(box(x, foot - 330, 160, 330, 12), t, (x, foot - 330, 160, 330))
            c.body(
                polygon([(x - 14, foot - 330, 10), (x + 80, foot - 480, 12), (x + 174, foot - 330, 10)]),
                p[2] if x < 600 else p[3],
                edge=6,
            )
        arch = f"M400 {foot - 240:.0f}H800V{foot:.0f}H700a100 100 0 0 0-200 0H400Z"
        block(arch, natural, (400, foot - 240, 400, 240))
        for x in (400, 533, 667):
            t = p[(x // 133) % 4]
            block(box(x + 8, foot - 340, 117, 98, 10), t, (x, foot - 340, 120, 98))
        c.body(f"M500 {foot - 342:.0f}a100 100 0 0 1 200 0Z", p[1], edge=3)
        c.line(f"M600 {foot - 440:.0f}v-90", natural.deep, 8)
        c.path(f"M604 {foot - 530:.0f}l70 26-70 28Z", p[3].base)
    elif design == "tower":
        turns = (0, -3, 4, -2, 3)
        for i in range(5):
            t = (p[0], natural, p[1], p[2], natural)[i]
            size = 170 - i * 8
            y = foot - sum(170 - j * 8 for j in range(i + 1))
            with c.group(f"rotate({turns[i]} 520 {y + size:.0f})"):
                block(
                    box(520 - size / 2 + turns[i] * 4, y, size, size, 16), t, (520 - size / 2, y, size, size)
                )
                mark = (spec.variation + i) % 4
                mx, my = 520 + turns[i] * 4, y + size / 2
                if mark == 0:
                    c.path(polygon(star(mx, my, 52, 22), 6), t.glint if t is not natural else p[3].base)
                elif mark == 1:
                    c.path(ellipse(mx, my, 42), t.glint if t is not natural else p[0].base)
                elif mark == 2:
                    c.path(box(mx - 38, my - 38, 76, 76, 10), t.glint if t is not natural else p[2].base)
                else:
                    c.path(
                        polygon([(mx, my - 46), (mx + 46, my + 36), (mx - 46, my + 36)], 10),
                        t.glint if t is not natural else p[1].base,
                    )
        with c.group(f"rotate(14 820 {foot - 80:.0f})"):
            c.body(box(750, foot - 160, 150, 150, 14), p[3], edge=3)
        c.body(ellipse(330, foot - 62, 62), p[1], c.ball(p[1]), 3)
        c.body(polygon([(900, foot, 8), (980, foot - 130, 10), (1060, foot, 8)]), p[0], edge=3)
    else:
        for x, t in ((190, p[0]), (860, p[2])):
            block(box(x, foot - 262, 150, 262, 12), t, (x, foot - 262, 150, 262))
        block(
            f"M340 {foot - 260:.0f}H860V{foot:.0f}H780a180 180 0 0 0-360 0H340Z",
            natural,
            (340, foot - 260, 520, 260),
        )
        block(box(150, foot - 350, 900, 84, 12), p[1], (150, foot - 350, 900, 84))
        for i, x in enumerate((230, 400, 700, 870)):
            t = p[(i + 2) % 5]
            if i % 2:
                c.body(
                    polygon([(x, foot - 352, 8), (x + 55, foot - 470, 10), (x + 110, foot - 352, 8)]),
                    t,
                    edge=5,
                )
            else:
                block(box(x, foot - 470, 110, 118, 12), t, (x, foot - 470, 110, 118))
        # A little wagon crosses the bridge.
        c.body(box(510, foot - 450, 170, 66, 16), p[0], edge=3)
        c.body(box(600, foot - 500, 70, 60, 10), p[3], edge=3)
        for x in (550, 640):
            c.body(ellipse(x, foot - 378, 28), wood("walnut"), edge=3)


@draws("teddy_bear")
def teddy_bear(c: Canvas, spec: Spec) -> None:
    """Sitting; smiling, asleep or with its head tilted."""
    t, a, wears = spec.tones, spec.accent, spec.text("wears")
    k = 0.86 + (spec.number("height_cm") - 20) / 40 * 0.14
    soft = tones(t.at(0.13 if t.lightness < 0.75 else -0.07))
    nose = tones("#3A2A22") if t.lightness > 0.42 else tones("#151517")
    c.table(810)
    c.ground(600, 966, 350 * k, 50)
    expression = spec.design(("smile", "sleepy", "tilt"))
    with c.group(f"translate({600 * (1 - k):.1f} {968 * (1 - k):.1f}) scale({k:.3f})"):
        # Arms behind the belly's edge, body, then legs with soles to the front.
        for s in (-1, 1):
            arm = smooth(
                [
                    (600 + s * 120, 560),
                    (600 + s * 190, 560),
                    (600 + s * 256, 660),
                    (600 + s * 270, 760),
                    (600 + s * 218, 800),
                    (600 + s * 166, 740),
                    (600 + s * 130, 660),
                ]
            )
            _fur(c, arm, t)
            c.path(ellipse(600 + s * 228, 756, 32, 36), soft.base, opacity=0.8)
        body = smooth(
            [
                (600, 500),
                (716, 540),
                (776, 680),
                (776, 820),
                (716, 920),
                (600, 944),
                (484, 920),
                (424, 820),
                (424, 680),
                (484, 540),
            ]
        )
        _fur(c, body, t)
        c.path(ellipse(600, 770, 122, 138), c.ball(soft))
        c.line("M600 640V900", soft.deep, 4, 0.5)
        c.stitch("M600 650V890", soft.deep, 5, 0.4)
        for s in (-1, 1):
            x = 600 + s * 196
            leg = smooth(
                [
                    (600 + s * 90, 850),
                    (600 + s * 150, 800),
                    (x + s * 40, 810),
                    (x + s * 104, 870),
                    (x + s * 96, 950),
                    (x, 976),
                    (600 + s * 106, 950),
                ]
            )
            _fur(c, leg, t)
            c.body(ellipse(x + s * 18, 890, 70, 76), soft, c.ball(soft), 3)
            c.path(ellipse(x + s * 18, 908, 28, 26), t.base)
            for dx, dy in ((-34, -26), (0, -40), (34, -26)):
                c.path(ellipse(x + s * 18 + dx, 890 + dy + 4, 12, 14), t.base)
        turn = 5 if expression == "tilt" else 0
        with c.group(f"rotate({turn} 600 500)"):
            for s in (-1, 1):
                ear = ellipse(600 + s * 172, 236, 84)
                _fur(c, ear, t)
                c.path(ellipse(600 + s * 170, 244, 50), c.ball(soft))
            head = smooth(
                [
                    (600, 182),
                    (740, 214),
                    (824, 330),
                    (826, 430),
                    (760, 520),
                    (600, 552),
                    (440, 520),
                    (374, 430),
                    (376, 330),
                    (460, 214),
                ]
            )
            _fur(c, head, t)
            c.body(ellipse(600, 452, 112, 86), soft, c.ball(soft), 3)
            c.body(
                smooth([(556, 408), (600, 396), (644, 408), (634, 440), (600, 458), (566, 440)]), nose, edge=3
            )
            c.path(ellipse(588, 412, 13, 6), "#FFFFFF", opacity=0.6)
            c.line("M600 456V486", nose.base, 7)
            c.line("M556 482Q578 508 600 486Q622 508 644 482", nose.base, 7)
            for s in (-1, 1):
                ex = 600 + s * 96
                if expression == "sleepy":
                    c.line(
                        f"M{ex - 26} 366Q{ex} 390 {ex + 26} 366", soft.glint if t.is_dark else nose.base, 9
                    )
                else:
                    if t.is_dark:
                        c.path(ellipse(ex, 366, 34), soft.light)
                    c.path(ellipse(ex, 366, 27), nose.base)
                    c.path(ellipse(ex - 8, 356, 9), "#FFFFFF")
                    c.path(ellipse(ex + 8, 374, 4), "#FFFFFF", opacity=0.7)
                c.path(ellipse(600 + s * 160, 440, 42, 26), "#E58B86", opacity=0.35)
        if wears == "bow":
            for s in (-1, 1):
                c.body(
                    smooth(
                        [
                            (600 + s * 10, 560),
                            (600 + s * 96, 506),
                            (600 + s * 128, 530),
                            (600 + s * 128, 596),
                            (600 + s * 92, 616),
                        ]
                    ),
                    a,
                    edge=4,
                )
                c.line(f"M{600 + s * 26} 560Q{600 + s * 66} 552 {600 + s * 96} 560", a.deep, 5, 0.6)
            c.body(ellipse(600, 560, 30, 33), a, edge=4)
        elif wears == "scarf":
            c.body(
                smooth(
                    [
                        (430, 520),
                        (520, 560),
                        (600, 570),
                        (680, 560),
                        (770, 520),
                        (780, 570),
                        (700, 616),
                        (600, 626),
                        (500, 616),
                        (420, 570),
                    ]
                ),
                a,
                c.drop(a),
                4,
            )
            tail = polygon([(660, 590, 8), (740, 580, 8), (764, 760, 6), (684, 770, 6)])
            c.body(tail, a, c.round(a), 4)
            c.cloth(tail, "stripes", a, tones("#F6F1E6") if a.lightness < 0.8 else t, 0.6)
            c.line("".join(f"M{690 + i * 18} 768v26" for i in range(5)), a.base, 8)
            c.body(ellipse(690, 596, 44, 38), a, edge=4)


def _fur(c: Canvas, d: str, t: Tones) -> None:
    """A plush part: a fuzzy outline of short dashes around a soft ball."""
    c.body(d, t, c.ball(t), 5)
    c.path(d, stroke=t.shade, width=13, dash="1 12")
    pile = (
        f'<path d="M3 4l4 7M21 16l-4 7M34 3l2 8" stroke="{t.deep}" stroke-width="3" opacity=".5"/>'
        f'<path d="M12 20l3-7M30 24l4-6M22 4l4 5" stroke="{t.glint}" stroke-width="3" opacity=".4"/>'
    )
    c.path(d, c.pattern(40, 34, pile, 12), opacity=0.55)


@draws("toy_car")
def toy_car(c: Canvas, spec: Spec) -> None:
    """From the side, heading right."""
    t, a, style = spec.tones, spec.accent, spec.text("style")
    wooden = spec.text("material") == "wood"
    c.table(790)
    c.ground(600, 950, 470, 42)
    glass = tones("#BFE0EA")
    if style == "van":
        d = smooth(
            [
                (170, 880, 0),
                (166, 620),
                (200, 500),
                (290, 466),
                (820, 466),
                (900, 500),
                (960, 640),
                (1040, 700),
                (1056, 800),
                (1050, 880, 0),
            ]
        )
    elif style == "pickup":
        d = smooth(
            [
                (150, 880, 0),
                (150, 700),
                (176, 690, 0),
                (500, 690, 0),
                (540, 520),
                (600, 490),
                (740, 490),
                (800, 530),
                (870, 680),
                (1020, 706),
                (1062, 760),
                (1056, 880, 0),
            ]
        )
    else:
        d = smooth(
            [
                (140, 870, 0),
                (150, 760),
                (240, 690),
                (400, 670),
                (520, 660),
                (700, 664),
                (900, 690),
                (1030, 740),
                (1066, 810),
                (1060, 870, 0),
            ]
        )
    if style == "roadster":
        c.body(smooth([(400, 676), (430, 590), (500, 560), (540, 600), (560, 676)]), tones("#8A5A3A"), edge=4)
        c.line("M690 676L640 560", metal("chrome").base, 14)
        c.path(polygon([(690, 674), (640, 548), (660, 548), (740, 674)]), glass.base, opacity=0.7)
        c.line("M600 640l36-46", "#33363B", 10)
    c.body(d, t, c.drop(t), 9)
    if wooden:
        c.grain(d, (150, 480, 920, 400), t)
    with c.clipped(d):
        deco = spec.design(("stripe", "two-tone", "plain", "number"))
        if deco == "stripe":
            c.path("M100 770H1100V810H100Z", a.base)
        elif deco == "two-tone":
            c.path("M100 740H1100V900H100Z", a.base)
            c.line("M100 740H1100", metal("chrome").light, 9)
        elif deco == "number":
            c.path(ellipse(470 if style != "pickup" else 640, 776, 66), "#F7F4EC")
            c.path(polygon(star(470 if style != "pickup" else 640, 776, 46, 20), 5), a.base)
        c.path("M100 850H1100V900H100Z", t.deep, opacity=0.5)
    if style == "van":
        for x, w in ((236, 150), (416, 150), (596, 150)):
            c.body(box(x, 530, w, 120, 26), glass, edge=4)
            c.path(f"M{x + 20} 640L{x + 70} 536h36L{x + 56} 640Z", "#FFFFFF", opacity=0.5)
        c.body(smooth([(780, 530), (850, 530), (916, 650, 0), (780, 650, 0)]), glass, edge=4)
        c.line("M766 520V840", t.deep, 5, 0.6)
        c.body(box(290, 430, 420, 26, 10), metal("chrome"), c.steel(metal("chrome"), True), 1)
        if spec.pick("load", (True, False)):
            c.body(
                smooth([(250, 410), (500, 372), (800, 396), (780, 424), (500, 404), (270, 430)]),
                tones("#F2E8C9"),
                edge=4,
            )
    elif style == "pickup":
        c.body(
            smooth([(570, 556), (620, 530), (730, 530), (770, 560), (822, 670, 0), (560, 670, 0)]),
            glass,
            edge=4,
        )
        c.line("M690 526V670", t.base, 18)
        c.path("M600 660L640 536h30L630 660Z", "#FFFFFF", opacity=0.5)
        c.line("M700 690V840M540 690V840", t.deep, 5, 0.6)
        for i, (x, r) in enumerate(((230, 54), (330, 66), (430, 56))):
            log = tones("#A9784C")
            c.body(ellipse(x, 640 + i % 2 * 6, r), log, edge=4)
            c.path(ellipse(x, 640 + i % 2 * 6, r * 0.6), stroke=log.deep, width=4)
            c.path(ellipse(x, 640 + i % 2 * 6, r * 0.3), stroke=log.deep, width=4)
        c.body(box(146, 690, 370, 40, 10), t, c.drop(t), 4)
    else:
        c.line("M700 690V840", t.deep, 5, 0.5)
        c.body(box(250, 640, 130, 50, 24), t, c.drop(t), 4)
    c.body(box(728 if style != "van" else 800, 720, 56, 14, 7), metal("chrome"), edge=2)
    c.body(ellipse(1026, 770, 26, 34), tones("#FFF0C4"), edge=4)
    c.body(box(146, 748, 24, 56, 10), tones("#C4473F"), edge=2)
    for x in (120, 1000):
        c.body(box(x, 838, 96, 34, 16), metal("chrome"), c.steel(metal("chrome"), True), 2)
    for x in (344, 866):
        c.path(ellipse(x, 856, 124), t.deep)
        tyre = wood("walnut") if wooden else tones("#2B2C30")
        c.body(ellipse(x, 846, 106), tyre, c.slope(tyre), 6)
        if not wooden:
            c.path(
                ellipse(x, 846, 76),
                stroke="#F4F1EA",
                width=10,
                opacity=0.9 if spec.pick("wall", (True, False)) else 0,
            )
        hub = wood("birch") if wooden else metal("chrome")
        c.body(ellipse(x, 846, 58), hub, edge=4)
        c.line(
            "".join(line([polar(x, 846, 18, k * 72), polar(x, 846, 48, k * 72)]) for k in range(5)),
            hub.deep,
            9,
            0.5,
        )
        c.body(ellipse(x, 846, 17), a, edge=2)
