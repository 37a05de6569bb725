"""Tools and garden: drill, hammer, watering can."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, pair, polygon, smooth
from app.demo.pictures.spec import Spec

_RUBBER = tones("#2D2E33")


@draws("drill")
def drill(c: Canvas, spec: Spec) -> None:
    """From the side, chuck to the left."""
    t, a = spec.tones, spec.accent
    cordless = spec.text("power") == "cordless"
    steel = metal("steel")
    rubber = _RUBBER if not t.is_dark else tones("#55585F")
    c.table(810)
    c.ground(620, 962, 300, 42)
    if not cordless:
        c.line("M640 930C640 1040 760 1060 860 1020S1040 960 1220 1040", _RUBBER.base, 20)
        c.line("M636 930C636 1036 756 1056 856 1016S1040 954 1216 1034", _RUBBER.light, 5, 0.7)
    # Bit and chuck point to the left.
    c.body(
        polygon([(80, 446, 2), (112, 434), (250, 434), (250, 458), (112, 458)]),
        steel,
        c.steel(steel, True),
        1,
    )
    c.line("".join(f"M{120 + i * 26} 434l16 24" for i in range(5)), steel.deep, 4)
    c.body(
        polygon([(236, 410, 6), (300, 392, 8), (300, 500, 8), (236, 482, 6)]),
        _RUBBER,
        c.steel(tones("#55585F"), True),
        2,
    )
    c.body(
        polygon([(296, 378, 12), (390, 372, 8), (390, 520, 8), (296, 514, 12)]), _RUBBER, c.lying(_RUBBER), 4
    )
    c.line("".join(f"M306 {394 + i * 18}H382" for i in range(7)), "#000000", 4, 0.5)
    c.body(box(386, 356, 66, 180, 14), steel, c.steel(steel, True), 2)
    c.line("".join(f"M{398 + i * 12} 362v168" for i in range(4)), steel.deep, 3, 0.6)
    shape = spec.design(("compact", "long", "classic"))
    tail = {"compact": 850.0, "long": 920.0, "classic": 880.0}[shape]
    grip_d = smooth(
        [
            (600, 520, 0),
            (760, 520, 0),
            (770, 640),
            (800, 800),
            (806, 880, 0),
            (650, 880, 0),
            (634, 740),
            (606, 640),
        ]
    )
    c.body(grip_d, t, c.slope(t), 6)
    c.body(
        smooth([(690, 560), (752, 560), (766, 660), (796, 800), (790, 850), (720, 850), (706, 720)]),
        rubber,
        edge=4,
    )
    c.line("".join(f"M{716 + i * 5} {620 + i * 34}l56-8" for i in range(7)), rubber.deep, 6, 0.7)
    body = smooth(
        [
            (440, 360, 0),
            (620, 330),
            (tail - 90, 328),
            (tail - 10, 360),
            (tail + 14, 440),
            (tail - 14, 520),
            (tail - 90, 556),
            (620, 560),
            (440, 536, 0),
        ]
    )
    c.body(body, t, c.drop(t), 8)
    with c.clipped(body):
        c.path(f"M{tail - 110} 300H{tail + 40}V600H{tail - 110}Z", rubber.base, opacity=0.95)
        c.line("".join(f"M{tail - 86 + i * 24} 390v96" for i in range(4)), rubber.deep, 9)
        c.path("M430 470H900V496H430Z", a.base)
        c.path("M460 372H720V388H460Z", t.glint, opacity=0.5)
    c.body(box(530, 408, 130, 46, 10), tones("#F4F1EA") if t.lightness < 0.85 else a, edge=3)
    c.path(box(546, 422, 70, 16, 5), t.base)
    for x, y in ((480, 384), (480, 512), (700, 510), (tail - 134, 384)):
        c.path(ellipse(x, y, 9), t.deep)
    c.body(
        smooth([(578, 566), (610, 560), (622, 620), (606, 668), (580, 640)]),
        a if a.lightness < 0.85 else _RUBBER,
        edge=4,
    )
    if cordless:
        pack = polygon([(580, 866, 16), (860, 866, 16), (876, 962, 18), (564, 962, 18)])
        c.body(pack, _RUBBER, c.drop(_RUBBER), 5)
        c.path(box(600, 898, 210, 30, 8), t.base)
        for i in range(3):
            c.path(ellipse(640 + i * 34, 913, 9), "#7FD1A6" if i < 2 + spec.variation % 2 else "#4A4D54")
    else:
        c.body(box(636, 870, 180, 60, 20), rubber, c.drop(rubber), 4)
    if spec.pick("light", (True, False)):
        c.path(ellipse(520, 552, 16, 9), "#FFF1C2")
    if spec.pick("handle", (False, True)):
        c.body(
            polygon([(386, 530, 6), (452, 530, 6), (442, 720, 26), (396, 720, 26)]),
            rubber,
            c.round(rubber),
            4,
        )


@draws("hammer")
def hammer(c: Canvas, spec: Spec) -> None:
    """The colour paints the grip band, the mallet's head or the rubber handle."""
    t, kind = spec.tones, spec.text("type")
    rubber = spec.text("handle") == "rubber"
    steel = metal(spec.design(("steel", "dark", "chrome")))
    oak = wood(spec.pick("ash", ("oak", "birch", "walnut")))
    c.flat()
    with c.group("rotate(32 600 600)"):
        shaft = smooth(
            [
                (566, 280, 0),
                (634, 280, 0),
                (630, 560),
                (644, 900),
                (650, 1090),
                (600, 1116),
                (550, 1090),
                (556, 900),
                (570, 560),
            ]
        )
        c.cast(shaft, 26, 14, 44, 0.42)
        if rubber:
            c.body(polygon([(574, 280), (626, 280), (624, 640), (576, 640)]), steel, c.steel(steel), 2)
            grip = smooth(
                [
                    (566, 600, 0),
                    (634, 600, 0),
                    (640, 700),
                    (652, 900),
                    (660, 1090),
                    (600, 1122),
                    (540, 1090),
                    (548, 900),
                    (560, 700),
                ]
            )
            c.body(grip, t, c.round(t), 5)
            black = _RUBBER if not t.is_dark else tones("#5A5D64")
            c.body(
                smooth(
                    [(572, 720), (628, 720), (636, 900), (636, 1040), (600, 1060), (564, 1040), (564, 900)]
                ),
                black,
                c.round(black),
                3,
            )
            c.line("".join(f"M574 {770 + i * 34}q26 14 52 0" for i in range(8)), black.deep, 7, 0.8)
        else:
            c.body(shaft, oak, c.round(oak), 5)
            c.grain(shaft, (552, 290, 96, 820), oak, upright=True)
            with c.clipped(shaft):
                c.path("M500 880H700V1130H500Z", t.base)
                c.path(
                    "M500 880H700V1130H500Z",
                    c.linear(
                        0, 0, 1, 0, (0.2, "#000000", 0.2), (0.4, "#FFFFFF", 0.25), (0.8, "#000000", 0.3)
                    ),
                )
                c.path("M500 850H700V864H500Z", t.base)
            c.path(ellipse(600, 1076, 11), oak.deep)
        if kind == "mallet":
            head = box(400, 170, 400, 210, 34)
            face = t if not rubber or t.is_dark else _RUBBER
            c.cast(head, 22, 18, 50, 0.42)
            c.body(head, face, c.lying(face), 8)
            c.body(box(396, 180, 46, 190, 16), face, c.lying(tones(face.at(0.06))), 4)
            c.body(box(758, 180, 46, 190, 16), face, c.lying(tones(face.at(-0.05))), 4)
            c.path(box(566, 160, 68, 16, 6), oak.shade)
            c.line("M480 190V360M720 190V360", face.deep, 5, 0.5)
        elif kind == "ball-peen":
            head = smooth(
                [
                    (400, 210, 0),
                    (470, 206),
                    (540, 230),
                    (660, 230),
                    (720, 200),
                    (760, 180),
                    (840, 200),
                    (860, 268),
                    (840, 330),
                    (760, 356),
                    (720, 336),
                    (660, 306),
                    (540, 310),
                    (470, 336),
                    (400, 330, 0),
                ]
            )
            c.cast(head, 22, 18, 50, 0.42)
            c.body(head, steel, c.steel(steel, True), 4)
            c.body(box(384, 196, 44, 150, 14), steel, c.lying(steel), 4)
            c.body(ellipse(800, 268, 70), steel, c.ball(steel), 4)
            c.body(box(556, 212, 88, 112, 12), steel, c.lying(steel), 3)
        else:
            head = smooth(
                [
                    (386, 196, 0),
                    (430, 190),
                    (470, 214),
                    (540, 206),
                    (660, 196),
                    (760, 190),
                    (860, 236),
                    (930, 350, 0),
                    (872, 320),
                    (800, 290),
                    (720, 300),
                    (660, 320),
                    (540, 320),
                    (470, 306),
                    (430, 332),
                    (386, 326, 0),
                ]
            )
            c.cast(head, 22, 18, 50, 0.42)
            c.body(head, steel, c.lying(steel), 6)
            c.line(smooth([(720, 248), (820, 258), (900, 326)], closed=False), steel.deep, 9, 0.8)
            c.body(box(374, 186, 48, 150, 14), steel, c.lying(steel), 4)
            c.line("M386 196V326", steel.glint, 5, 0.8)
            c.body(box(556, 190, 88, 146, 14), steel, c.lying(steel), 3)
            c.path(ellipse(600, 262, 15), steel.deep)
            c.path("M440 222Q600 206 740 206L740 218Q600 222 440 240Z", "#FFFFFF", opacity=0.5)
    if spec.pick("nails", (True, False)):
        for x, y, turn in ((900, 800, 20), (1000, 900, -24), (880, 960, 70)):
            with c.group(f"translate({x} {y}) rotate({turn})"):
                nail = metal("steel")
                c.line("M6 12V134", c.umbra, 12, 0.25)
                c.body(polygon([(-5, 0), (5, 0), (5, 110), (0, 128, 1), (-5, 110)]), nail, c.steel(nail), 1)
                c.body(ellipse(0, 0, 17, 8), nail, edge=2)


@draws("watering_can")
def watering_can(c: Canvas, spec: Spec) -> None:
    """From the side, rose to the left."""
    t, a = spec.tones, spec.accent
    enamel = spec.text("material") == "metal"
    k = {2: 0.8, 5: 0.92, 10: 1.0}.get(spec.number("capacity_l"), 0.92)
    trim = metal(spec.pick("trim", ("brass", "copper", "dark"))) if enamel else t
    c.table(810)
    c.ground(620, 962, 330 * k, 42)
    shape = spec.design(("classic", "round", "long"))
    with c.group(f"translate({600 * (1 - k):.1f} {962 * (1 - k):.1f}) scale({k})"):
        back = "M800 560C980 520 1000 760 830 840"
        over = "M520 500C540 290 780 290 800 520"
        if shape == "round":
            over = "M486 566C500 330 800 330 824 566"
        handles = (back, over) if shape != "long" else ("M500 640C470 300 960 250 960 560S900 820 830 840",)
        for d in handles:
            c.line(d, t.deep if not enamel else trim.deep, 38)
            c.line(d, t.base if not enamel else trim.base, 28)
            with c.group("translate(-4 -6)"):
                c.line(d, t.light if not enamel else trim.glint, 8, 0.8)
        tip = (150.0, 380.0) if shape != "long" else (96.0, 330.0)
        c.body(
            polygon([(520, 800), (520, 700), (tip[0] + 40, tip[1] - 16, 4), (tip[0], tip[1] + 26, 4)]),
            t,
            c.linear(0, 0, 0.5, 1, (0, t.light), (0.5, t.base), (1, t.deep)),
            5,
        )
        c.line(f"M520 600L{pair(tip[0] + 170, tip[1] + 116)}", trim.shade, 13)
        with c.group(f"translate({tip[0] + 10} {tip[1]}) rotate(-42)"):
            rose = trim if enamel else a
            c.body(polygon([(-26, 20), (26, 20), (84, -54, 6), (-84, -54, 6)]), rose, c.round(rose), 4)
            c.body(ellipse(0, -56, 86, 24), rose, c.slope(rose), 3)
            c.path(
                "".join(
                    ellipse(dx, -56 + dy, 6, 3)
                    for dx, dy in ((-54, 0), (-28, -9), (-28, 9), (0, 0), (28, -9), (28, 9), (54, 0))
                ),
                rose.deep,
            )
        if shape == "round":
            d = smooth(
                [
                    (470, 560, 0),
                    (840, 560, 0),
                    (900, 720),
                    (860, 900),
                    (800, 962, 0),
                    (500, 962, 0),
                    (440, 900),
                    (410, 720),
                ]
            )
        elif shape == "long":
            d = polygon([(450, 600, 30), (850, 600, 30), (870, 962, 30), (430, 962, 30)])
        else:
            d = polygon([(490, 500, 10), (830, 500, 10), (880, 962, 26), (440, 962, 26)])
        top = {"round": 560.0, "long": 600.0, "classic": 500.0}[shape]
        left, right = (490, 830) if shape == "classic" else (470, 840)
        c.path(ellipse((left + right) / 2, top + 2, (right - left) / 2, 34), t.deep)
        c.body(d, t, c.round(t), 8)
        with c.clipped(d):
            if enamel:
                for y in (top + 70, 900):
                    c.path(box(380, y, 560, 16), t.deep, opacity=0.35)
                    c.path(box(380, y - 5, 560, 6), t.glint, opacity=0.5)
            deco = spec.pick("decor", ("plain", "band", "flower", "dip"))
            if deco == "band":
                c.path("M380 720H940V800H380Z", a.base, opacity=0.95)
            elif deco == "dip":
                c.path("M380 820H940V980H380Z", a.base, opacity=0.95)
            elif deco == "flower":
                for q in range(5):
                    with c.group(f"translate(660 760) rotate({q * 72})"):
                        c.path(ellipse(0, -52, 32, 42), a.base)
                c.path(ellipse(660, 760, 28), "#E9C46A")
            c.path(
                d,
                c.linear(
                    0,
                    0,
                    1,
                    0,
                    (0, "#000000", 0.12),
                    (0.27, "#FFFFFF", 0.16),
                    (0.5, "#FFFFFF", 0),
                    (1, "#000000", 0.24),
                ),
            )
        c.path(f"M{left} {top + 2}A{(right - left) / 2} 34 0 0 0 {right} {top + 2}", stroke=t.light, width=9)
        c.line(smooth([(520, top + 110), (500, 760), (496, 880)], closed=False), t.glint, 16, 0.5)
    if spec.pick("drops", (True, False)):
        for x, y, s in ((110, 560, 1.0), (60, 640, 0.8), (150, 680, 0.7)):
            c.path(
                f"M{x} {y}q{16 * s:.0f} {26 * s:.0f} {16 * s:.0f} {36 * s:.0f}a{16 * s:.0f}"
                f" {16 * s:.0f} 0 0 1-{32 * s:.0f} 0q0-{10 * s:.0f} {16 * s:.0f}-{36 * s:.0f}Z",
                "#8CC3DC",
                opacity=0.85,
            )
