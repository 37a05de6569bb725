"""Cookware: saucepan, frying pan, knife."""

from __future__ import annotations

import math

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec


def _grip(name: str) -> Tones:
    return metal("steel") if name == "steel" else wood(name)


@draws("saucepan")
def saucepan(c: Canvas, spec: Spec) -> None:
    """With lid, or open with soup in it; one long handle or two ears."""
    t, grip = spec.tones, _grip(spec.text("handle"))
    steel = metal(spec.pick("metal", ("steel", "brass")))
    r = 215 + (spec.number("diameter_cm") - 14) * 8.0
    h = spec.design((1.0, 1.25, 0.84)) * r
    cx, foot = 470.0, 958.0
    top = foot - h
    two = spec.design((False, True, False, False))
    cx = 600.0 if two else cx
    c.table(800)
    c.ground(cx, foot, r * 1.08, 42)
    if two:
        for s in (-1, 1):
            ear = f"M{cx + s * (r - 6):.0f} {top + 70:.0f}h{s * 70}v70h{-s * 70}"
            c.line(ear, grip.deep, 34)
            c.line(ear, grip.base, 24)
    else:
        c.body(box(cx + r - 10, top + 52, 90, 34, 10), steel, c.steel(steel, True), 2)
        arm = polygon(
            [
                (cx + r + 60, top + 44, 14),
                (cx + r + 390, top + 30, 30),
                (cx + r + 390, top + 90, 30),
                (cx + r + 60, top + 96, 14),
            ]
        )
        c.body(arm, grip, c.lying(grip), 5)
        if grip is not metal("steel"):
            c.grain(arm, (cx + r + 80, top + 36, 300, 54), grip)
        c.path(ellipse(cx + r + 354, top + 60, 13), c.umbra, opacity=0.6)
    d = polygon([(cx - r, top, 6), (cx + r, top, 6), (cx + r * 0.95, foot, 46), (cx - r * 0.95, foot, 46)])
    c.body(d, t, c.round(t), 7)
    with c.clipped(d):
        c.path(f"M0 {foot - 36:.0f}h1200v60H0Z", steel.base)
        c.path(
            f"M0 {foot - 36:.0f}h1200v60H0Z",
            c.linear(0, 0, 1, 0, (0, "#000000", 0.3), (0.3, "#FFFFFF", 0.4), (1, "#000000", 0.4)),
        )
    c.path(ellipse(cx + r - 40, top + 70, 9), steel.light)
    c.path(ellipse(cx + r - 40, top + 100, 9), steel.light)
    if spec.text("lid") == "yes":
        lid = smooth(
            [
                (cx - r - 10, top + 8, 0),
                (cx - r * 0.8, top - 46),
                (cx, top - 92),
                (cx + r * 0.8, top - 46),
                (cx + r + 10, top + 8, 0),
            ]
        )
        glass = spec.pick("lid", (False, True))
        if glass:
            c.path(lid, "#D8E6EA", opacity=0.85)
            c.line(
                smooth(
                    [(cx - r * 0.7, top - 30), (cx - r * 0.4, top - 64), (cx - r * 0.1, top - 76)],
                    closed=False,
                ),
                "#FFFFFF",
                10,
                0.9,
            )
        else:
            c.body(lid, t, c.round(t), 5)
        c.body(box(cx - r - 14, top - 6, 2 * r + 28, 22, 10), steel, c.steel(steel, False), 1)
        c.body(box(cx - 9, top - 120, 18, 34, 4), steel, edge=1)
        c.body(ellipse(cx, top - 134, 44, 22), grip, c.ball(grip), 4)
    else:
        c.path(ellipse(cx, top + 4, r, r * 0.15), t.shade)
        c.path(
            ellipse(cx, top + 8, r * 0.95, r * 0.125),
            c.linear(0, 0, 1, 0, (0, "#8F959C"), (0.5, "#D8DCE0"), (1, "#80868D")),
        )
        c.path(ellipse(cx, top + 18, r * 0.86, r * 0.09), "#D9733A")
        c.path(ellipse(cx - r * 0.2, top + 14, r * 0.4, r * 0.03), "#F2A25C")
        for k in (-0.4, 0, 0.4):
            x = cx + r * k
            c.line(f"M{x:.0f} {top - 40:.0f}q-30-40 0-80t0-80", "#FFFFFF", 12, 0.5)
    c.line(
        smooth(
            [(cx - r * 0.74, top + 60), (cx - r * 0.75, top + h * 0.5), (cx - r * 0.72, foot - 70)],
            closed=False,
        ),
        t.glint,
        18,
        0.5,
    )


@draws("frying_pan")
def frying_pan(c: Canvas, spec: Spec) -> None:
    """Seen from above with the handle to the lower right; the colour paints the outside and rim."""
    t, grip = spec.tones, _grip(spec.text("handle"))
    r = 270 + (spec.number("diameter_cm") - 20) * 6.5
    steel = metal("steel")
    cx, cy = 480.0, 500.0
    c.flat()
    with c.group(f"rotate(42 {cx} {cy})"):
        arm = polygon(
            [
                (cx + r - 16, cy - 34, 6),
                (cx + r + 90, cy - 26, 10),
                (1120, cy - 40, 36),
                (1120, cy + 40, 36),
                (cx + r + 90, cy + 26, 10),
                (cx + r - 16, cy + 34, 6),
            ]
        )
        c.cast(arm, 24, 6, 50, 0.36)
        c.body(
            polygon(
                [
                    (cx + r - 20, cy - 40, 10),
                    (cx + r + 120, cy - 24, 10),
                    (cx + r + 120, cy + 24, 10),
                    (cx + r - 20, cy + 40, 10),
                ]
            ),
            steel,
            c.steel(steel, True),
            2,
        )
        grip_d = polygon(
            [(cx + r + 80, cy - 27, 16), (1110, cy - 40, 38), (1110, cy + 40, 38), (cx + r + 80, cy + 27, 16)]
        )
        c.body(grip_d, grip, c.lying(grip), 5)
        c.grain(grip_d, (cx + r + 90, cy - 32, 1100 - cx - r, 64), grip)
        c.path(ellipse(1076, cy, 14), c.umbra, opacity=0.7)
    c.cast(ellipse(cx, cy, r), 26, 34, 90, 0.45)
    c.body(ellipse(cx, cy, r), t, edge=10)
    coat = spec.design(("#303236", "#3C3A38", "#A9AEB4"))
    ink = tones(coat)
    c.path(ellipse(cx, cy, r * 0.94), c.linear(0, 0, 0.8, 1, (0, ink.deep), (0.5, ink.base), (1, ink.light)))
    c.path(ellipse(cx, cy, r * 0.8), c.linear(0, 0, 0.8, 1, (0, ink.light), (0.5, ink.base), (1, ink.shade)))
    for k in (0.68, 0.52, 0.36):
        c.path(ellipse(cx, cy, r * k), stroke=ink.glint, width=2.5, opacity=0.2)
    food = spec.design(("eggs", "empty", "greens"))
    if food == "eggs":
        for ex, ey, f in ((cx - 70, cy - 30, 1.0), (cx + 110, cy + 70, 0.85)):
            white = smooth(
                [
                    (ex - 110 * f, ey),
                    (ex - 60 * f, ey - 96 * f),
                    (ex + 50 * f, ey - 84 * f),
                    (ex + 112 * f, ey - 10),
                    (ex + 70 * f, ey + 92 * f),
                    (ex - 40 * f, ey + 86 * f),
                ]
            )
            c.body(white, tones("#FBF8F0"), edge=5)
            c.body(ellipse(ex, ey, 46 * f), tones("#F0A92B"), c.ball(tones("#F0A92B")), 3)
            c.path(ellipse(ex - 14 * f, ey - 16 * f, 13 * f, 9 * f), "#FFF3CF", opacity=0.9)
    elif food == "greens":
        for i in range(9):
            a = i * 2.4
            px, py = cx + math.cos(a) * r * (0.2 + 0.05 * i), cy + math.sin(a) * r * (0.2 + 0.05 * i)
            c.path(ellipse(px, py, 34), ("#C4473F", "#7FA14B", "#E9B44C")[i % 3])
            c.path(ellipse(px - 6, py - 7, 22), ("#DB6A5E", "#9CBB69", "#F3CB78")[i % 3])
    for dy in (-15, 15):
        c.path(
            ellipse(cx + math.cos(0.733) * r * 0.87 - dy, cy + math.sin(0.733) * r * 0.87 + dy, 9),
            steel.glint,
        )
    c.line(
        f"M{cx - r * 0.86:.0f} {cy - r * 0.1:.0f}A{r * 0.87:.0f}"
        f" {r * 0.87:.0f} 0 0 1 {cx - r * 0.1:.0f} {cy - r * 0.86:.0f}",
        "#FFFFFF",
        8,
        0.35,
    )


@draws("knife")
def knife(c: Canvas, spec: Spec) -> None:
    """On a board, seen from above; the colour paints bolster band and cloth."""
    t, kind, grip = spec.tones, spec.text("type"), wood(spec.text("handle"))
    board = wood(spec.pick("board", ("oak", "birch", "walnut")))
    c.flat()
    shape = spec.design(("board", "round", "cloth"))
    if shape == "cloth":
        d = polygon([(200, 220, 10), (1010, 170, 10), (1040, 980, 10), (230, 1030, 10)])
        c.cast(d, 10, 14, 36)
        c.body(d, t, edge=5)
        c.cloth(d, spec.pick("cloth", ("checks", "stripes")), t, spec.accent, 1.3)
    else:
        d = ellipse(600, 600, 440) if shape == "round" else box(190, 240, 820, 720, 60)
        c.cast(d, 22, 30, 70, 0.4)
        c.body(d, board, edge=10)
        c.grain(d, (160, 200, 880, 800), board)
        if shape == "board":
            c.path(ellipse(930, 310, 26), board.deep)
            c.path(box(236, 286, 640, 628, 30), stroke=board.deep, width=6, opacity=0.35)
    blade = {
        "chef": [(470, 556, 0), (1010, 540), (1110, 600, 0), (960, 668), (700, 690), (480, 684, 0)],
        "santoku": [(470, 552, 0), (980, 550), (1070, 610), (1076, 678, 0), (760, 694), (480, 690, 0)],
        "bread": [(470, 566, 0), (1080, 566), (1116, 620, 0), (1080, 660, 0), (480, 664, 0)],
        "paring": [(520, 570, 0), (820, 572), (900, 624, 0), (760, 656), (524, 658, 0)],
    }[kind]
    scale = 1.0 if kind != "paring" else 1.12
    with c.group(
        f"rotate(-34 600 600) translate({600 - 600 * scale - 20:.0f} {600 - 620 * scale:.0f}) scale({scale})"
    ):
        d = smooth(blade)
        handle = smooth(
            [
                (120, 566, 0),
                (150, 556),
                (300, 572),
                (480, 562, 0),
                (480, 648, 0),
                (320, 640),
                (180, 668),
                (122, 660),
                (108, 612),
            ]
        )
        c.cast(d + handle, 16, 26, 36, 0.5)
        c.path(d, c.linear(0, 0, 0.2, 1, (0, "#DDE2E7"), (0.45, "#AEB5BD"), (0.5, "#F4F6F8"), (1, "#C3C9D0")))
        with c.clipped(d):
            c.path("M440 640H1200V760H440Z", "#FFFFFF", opacity=0.35)
            if kind == "santoku":
                for k in range(7):
                    c.path(ellipse(590 + k * 62, 650, 16, 28), "#8F969E", opacity=0.5)
            if kind == "bread":
                c.path("M470 668" + "l17-14l17 14" * 18 + "V720H470Z", c.umbra, opacity=0.4)
        c.body(handle, grip, c.lying(grip), 6)
        c.grain(handle, (110, 566, 370, 96), grip)
        for k in (190, 300, 410):
            c.body(ellipse(k, 608, 12), metal("brass"), edge=2)
        c.body(
            polygon([(456, 558, 6), (500, 554, 6), (504, 692 if kind != "bread" else 666, 6), (456, 652, 6)]),
            t,
            c.lying(t),
            3,
        )
