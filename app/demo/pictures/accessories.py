"""Accessories: scarf, watch, sunglasses, belt."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import tones
from app.demo.pictures.devices import watch_strap
from app.demo.pictures.garments import folds
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polar, smooth
from app.demo.pictures.spec import Spec


@draws("scarf")
def scarf(c: Canvas, spec: Spec) -> None:
    """Hung over a peg, two tails down."""
    t, a, pattern = spec.tones, spec.accent, spec.text("pattern")
    c.room(1096)
    rod = metal(spec.pick("rod", ("brass", "dark")))
    peg = wood(spec.pick("peg", ("oak", "walnut")))
    c.body(box(300, 120, 600, 74, 20), peg, c.drop(peg), 5)
    c.grain(box(300, 120, 600, 74, 20), (310, 130, 580, 60), peg)
    shape = spec.design(("loop", "long", "knot"))
    left_end, right_end = {"loop": (1010.0, 860.0), "long": (1060.0, 1010.0), "knot": (900.0, 1040.0)}[shape]

    def tail(x0: float, x1: float, drift: float, end: float, shade: bool) -> None:
        d = smooth(
            [
                (x0, 230, 0),
                (x1, 230, 0),
                (x1 + drift * 0.4, 560),
                (x1 + drift, end, 0),
                (x0 + drift - 10, end, 0),
                (x0 + drift * 0.4 - 14, 560),
            ]
        )
        if spec.text("fringe") == "yes":
            strands = "".join(
                f"M{x0 + drift + 2 + k * 16:.0f} {end - 4:.0f}"
                f"q{-4 if k % 2 else 4} 30 {2 if k % 2 else -3} 66"
                for k in range(int((x1 - x0) / 16))
            )
            c.line(strands, t.shade, 9)
            c.line(strands, t.light, 4)
        c.cast(d, 18, 16, 50, 0.34)
        fill = (
            c.linear(
                0,
                0,
                1,
                0,
                (0, t.base),
                (0.2, t.light),
                (0.42, t.shade),
                (0.58, t.base),
                (0.8, t.light),
                (1, t.shade),
            )
            if not shade
            else c.linear(
                0, 0, 1, 0, (0, t.deep), (0.25, t.base), (0.5, t.shade), (0.75, t.base), (1, t.deep)
            )
        )
        c.body(d, t, fill, 5)
        c.cloth(d, pattern, t, a, 1.5)
        with c.clipped(d):
            folds(
                c,
                t,
                [
                    ([(x0 + 50, 240), (x0 + 70 + drift * 0.4, 560), (x0 + 60 + drift, end - 40)], 14),
                    ([(x1 - 60, 240), (x1 - 80 + drift * 0.3, 480), (x1 - 50 + drift * 0.8, end - 160)], 12),
                ],
                0.3,
            )
            if pattern == "plain":
                for k in range(3):
                    c.path(f"M{x0 - 60} {end - 150 + k * 44:.0f}h500v22h-500Z", a.base)
            knit = f'<path d="M0 0l6 7 6-7M0 12l6 7 6-7" fill="none" stroke="{t.deep}" stroke-width="2.4"/>'
            c.path(d, c.pattern(12, 24, knit), opacity=0.32)

    tail(590, 800, 26, right_end, True)
    tail(410, 630, -14, left_end, False)
    # The part over the peg, and what holds it.
    c.body(ellipse(600, 190, 34), rod, c.ball(rod), 3)
    if shape == "knot":
        d = smooth(
            [(392, 250), (480, 196), (720, 196), (812, 250), (800, 330), (700, 380), (500, 380), (400, 330)]
        )
    else:
        d = smooth(
            [
                (400, 262),
                (440, 206),
                (600, 180),
                (766, 206),
                (806, 262),
                (800, 330),
                (700, 300),
                (600, 290),
                (500, 300),
                (404, 340),
            ]
        )
    c.body(d, t, c.drop(t), 6)
    c.cloth(d, pattern, t, a, 1.5)
    with c.clipped(d):
        folds(
            c,
            t,
            [
                ([(430, 330), (500, 240), (600, 210)], 10),
                ([(780, 320), (720, 240), (600, 214)], 10),
                ([(520, 360), (570, 270), (600, 220)], 8),
            ],
            0.34,
        )
    c.body(ellipse(600, 176, 26), rod, c.ball(rod), 3)


@draws("watch")
def watch(c: Canvas, spec: Spec) -> None:
    """The colour paints the strap, or with a steel strap the dial."""
    t, a = spec.tones, spec.accent
    strap, dial = spec.text("strap"), spec.text("dial")
    case = metal(spec.design(("steel", "brass", "dark", "copper")))
    c.flat()
    watch_strap(c, case if strap == "steel" else t, strap, 236, 390, 810)
    c.cast(ellipse(600, 600, 262), 18, 28, 54, 0.42)
    for s in (-1, 1):
        for y in (384, 816):
            c.body(box(600 + s * 118 - 22, y - 50, 44, 100, 14), case, c.round(case), 3)
    c.body(box(848, 570, 46, 60, 10), case, c.steel(case, True), 2)
    if dial == "chronograph":
        for turn in (58, 122):
            x, y = polar(600, 600, 272, turn)
            c.body(ellipse(x, y, 24), case, c.ball(case), 2)
    c.body(ellipse(600, 600, 262), case, edge=10)
    face = (
        t
        if strap == "steel"
        else tones(spec.pick("face", ("#F7F4EC", "#25365E", "#2B2D31", "#F7F4EC", "#2D5A3F")))
    )
    c.path(ellipse(600, 600, 226), face.deep)
    c.path(ellipse(600, 600, 222), c.linear(0, 0, 0.7, 1, (0, face.light), (0.5, face.base), (1, face.shade)))
    ink = "#2B2F36" if face.lightness > 0.66 else "#F4F1EA"
    c.path(
        "".join(line([polar(600, 600, 214, k * 6), polar(600, 600, 204, k * 6)]) for k in range(60)),
        stroke=ink,
        width=3,
        opacity=0.8,
    )
    if dial == "chronograph":
        for x, y in ((600, 500), (510, 640), (690, 640)):
            c.path(ellipse(x, y, 56), face.shade)
            c.path(ellipse(x, y, 52), stroke=ink, width=3, opacity=0.6)
            c.line(line([(x, y), polar(x, y, 42, x % 300)]), a.base, 5)
    for i in range(12):
        if dial == "dots":
            c.path(ellipse(*polar(600, 600, 180, i * 30), 14 if i % 3 == 0 else 9), ink)
        else:
            marks = line(
                [polar(600, 600, 194, i * 30), polar(600, 600, 158 if dial == "batons" else 176, i * 30)]
            )
            c.line(marks, case.light if dial == "batons" else ink, 13 if i % 3 == 0 else 8)
    if dial != "chronograph":
        c.path(box(716, 578, 52, 44, 6), "#FAF8F3")
        c.path(box(730, 590, 10, 20, 3) + box(746, 590, 10, 20, 3), "#2B2F36")
    for shade in (True, False):
        with c.group("translate(5 8)" if shade else "", 0.25 if shade else 1):
            hand = "#000000" if shade else ink
            c.line(line([polar(600, 600, 24, 126), polar(600, 600, 112, 306)]), hand, 15)
            c.line(line([polar(600, 600, 28, 238), polar(600, 600, 172, 58)]), hand, 10)
            c.line(line([polar(600, 600, 50, 20), polar(600, 600, 190, 200)]), hand if shade else a.base, 4)
    c.path(ellipse(600, 600, 11), a.base)
    c.path(
        "M440 470A210 210 0 0 1 620 380L560 430A240 240 0 0 0 450 540Z",
        "#FFFFFF",
        opacity=0.4 if face.lightness < 0.6 else 0.7,
    )


@draws("sunglasses")
def sunglasses(c: Canvas, spec: Spec) -> None:
    """From the front; round and aviator frames are of wire."""
    t, shape = spec.tones, spec.text("shape")
    c.table(760)
    c.ground(600, 800, 470, 44, 0.34)
    lens_t = tones(spec.design(("#3B4A3F", "#6B4A31", "#3A4663", "#A65E3A")))
    gold = metal(spec.pick("metal", ("brass", "steel")))
    wire = shape in ("aviator", "round")
    for s in (-1, 1):
        arm = f"M{600 + s * 420} 520Q{600 + s * 470} 540 {600 + s * 452} 640L{600 + s * 420} 770"
        c.line(arm, gold.deep if wire else t.deep, 14 if wire else 30)
        c.line(arm, gold.light if wire else t.base, 6 if wire else 20)
        half = {
            "round": [(-0.0, -165), (150, -90), (165, 60), (80, 165), (-80, 165), (-165, 60), (-150, -90)],
            "square": [(-176, -140), (0, -156), (186, -144), (180, 40), (130, 132), (-110, 132), (-166, 30)],
            "aviator": [(-170, -130), (0, -156), (190, -134), (196, 20), (110, 168), (-30, 172), (-150, 60)],
            "cat-eye": [(-170, -84), (0, -128), (238, -196), (206, 20), (110, 122), (-90, 118), (-164, 30)],
        }[shape]
        cx, cy = 600 + s * 226, 600
        d = smooth([(cx + s * x, cy + y) for x, y in half])
        inner = smooth(
            [(cx + s * x * (0.95 if wire else 0.83), cy + y * (0.95 if wire else 0.8)) for x, y in half]
        )
        c.body(d, gold if wire else t, edge=5)
        c.path(
            inner,
            c.linear(0, 0, 0.3, 1, (0, lens_t.deep), (0.5, lens_t.base), (1, lens_t.glint)),
            opacity=0.95,
        )
        with c.clipped(inner):
            c.path(
                f"M{cx - 200} {cy + 120}L{cx + 40} {cy - 220}H{cx + 110}L{cx - 130} {cy + 180}Z",
                "#FFFFFF",
                opacity=0.2,
            )
            c.path(
                f"M{cx + 10} {cy + 170}L{cx + 190} {cy - 120}H{cx + 214}L{cx + 40} {cy + 190}Z",
                "#FFFFFF",
                opacity=0.14,
            )
        if wire and shape == "round":
            c.path(d, stroke=t.base, width=14)
            c.path(d, stroke=t.glint, width=4, opacity=0.6)
        c.body(
            box(600 + s * 420 - 26, 500 if shape != "cat-eye" else 470, 52, 44, 12),
            gold if wire else t,
            edge=3,
        )
        if not wire:
            c.path(
                ellipse(600 + s * 398, 520 if shape != "cat-eye" else 484, 7)
                + ellipse(600 + s * 420, 520 if shape != "cat-eye" else 484, 7),
                gold.light,
            )
            if spec.pick("tortoise", (True, False)):
                with c.clipped(d):
                    c.path(
                        "".join(
                            ellipse(cx + s * (-140 + k * 70), cy - 128 + (k % 2) * 34, 30, 14)
                            for k in range(6)
                        ),
                        t.deep,
                        opacity=0.6,
                    )
    bridge = "M546 560Q600 520 654 560" if shape != "aviator" else "M556 500H644M548 570Q600 530 652 570"
    c.line(bridge, gold.deep if wire else t.deep, 15 if wire else 34)
    c.line(bridge, gold.light if wire else t.base, 7 if wire else 26)
    for s in (-1, 1):
        c.path(ellipse(600 + s * 52, 640, 12, 26), "#FFFFFF", opacity=0.6)


@draws("belt")
def belt(c: Canvas, spec: Spec) -> None:
    """Laid in a curve on a table."""
    t, shape = spec.tones, spec.text("buckle")
    width = 66 + (spec.number("width_mm") - 25) * 3.0
    gold = metal(spec.design(("brass", "steel", "dark")))
    c.flat()
    d = spec.pick(
        "lay",
        (
            "M300 420C560 200 1040 260 1000 540S560 700 420 800S560 1000 900 960",
            "M330 380C640 300 1020 400 960 640S480 640 380 800S600 1010 960 940",
        ),
    )
    x, y, turn = (300, 420, -38) if d.startswith("M300") else (330, 380, -14)
    for i in range(5):
        with c.group("translate(14 24)", 0.06):
            c.line(d, c.umbra, width + 50 - i * 12)
    c.line(d, t.deep, width)
    c.line(d, t.base, width - 7)
    texture = spec.pick("texture", ("stitched", "braided", "smooth"))
    if texture == "braided":
        c.path(d, stroke=t.deep, width=width - 14, dash="7 15", opacity=0.7)
        c.path(d, stroke=t.glint, width=width - 40, dash="5 17", opacity=0.5)
    elif texture == "stitched":
        c.path(d, stroke=t.glint, width=width * 0.74, dash="12 11")
        c.line(d, t.base, width * 0.74 - 8)
    with c.group(f"translate({-width * 0.1:.0f} {-width * 0.16:.0f})"):
        c.line(d, t.light, width * 0.24, 0.5)
    end_x, end_y, end_turn = (900, 960, -10) if d.startswith("M300") else (960, 940, -12)
    with c.group(f"translate({end_x} {end_y}) rotate({end_turn})"):
        c.path("".join(ellipse(-20 - k * 52, 0, 9, 8) for k in range(5)), t.deep)
        c.path(
            "".join(ellipse(-20 - k * 52, 0, 9, 8) for k in range(5)), stroke=t.glint, width=2, opacity=0.6
        )
    with c.group(f"translate({x} {y}) rotate({turn})"):
        h = width * 1.5
        if shape == "round":
            ring = ellipse(-10, 0, h * 0.62) + ellipse(-10, 0, h * 0.44)
        elif shape == "double":
            ring = (
                box(-h * 0.7, -h * 0.5, h * 0.62, h, 26)
                + box(-h * 0.54, -h * 0.34, h * 0.3, h * 0.68, 12)
                + box(-h * 0.14, -h * 0.5, h * 0.62, h, 26)
                + box(h * 0.02, -h * 0.34, h * 0.3, h * 0.68, 12)
            )
        else:
            ring = box(-h * 0.62, -h * 0.56, h, h * 1.12, 26) + box(
                -h * 0.42, -h * 0.38, h * 0.62, h * 0.76, 10
            )
        c.cast(ring, 10, 16, 26, 0.4)
        c.body(ring, gold, edge=6, even_odd=True)
        c.body(box(-h * 0.6, -9, h * 0.95, 18, 9), gold, c.steel(gold, True), 2)
        c.body(box(h * 0.62, -width * 0.58, 40, width * 1.16, 8), t, c.round(t), 4)
        c.stitch(f"M{h * 0.62 + 8:.0f} {-width * 0.4:.0f}V{width * 0.4:.0f}", t.glint, 3)
