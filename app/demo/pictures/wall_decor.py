"""Decor for the wall: mirror, wall clock."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polar, polygon, smooth
from app.demo.pictures.spec import Spec


@draws("mirror")
def mirror(c: Canvas, spec: Spec) -> None:
    """The colour paints the frame; a wooden frame keeps its grain under it."""
    t, shape = spec.tones, spec.text("shape")
    c.room(940)
    if shape == "round":
        outer, glass = ellipse(600, 500, 350), ellipse(600, 500, 318)
    elif shape == "arch":
        outer = "M330 870V430a270 270 0 0 1 540 0V870q0 24-24 24H354q-24 0-24-24Z"
        glass = "M362 850V430a238 238 0 0 1 476 0V850q0 12-12 12H374q-12 0-12-12Z"
    elif shape == "rectangle":
        r = spec.design((26, 90, 8))
        outer, glass = box(340, 110, 520, 780, r), box(370, 140, 460, 720, max(r - 22, 4))
    else:
        points = spec.design(
            (
                [(600, 130), (850, 230), (900, 520), (780, 800), (520, 860), (310, 690), (330, 360)],
                [(520, 140), (760, 190), (890, 440), (830, 720), (600, 870), (380, 760), (300, 480)],
                [(640, 120), (860, 330), (840, 640), (690, 850), (430, 820), (330, 560), (420, 260)],
            )
        )
        outer = smooth(points)
        glass = smooth([(600 + (px - 600) * 0.915, 500 + (py - 500) * 0.925) for px, py in points])
    c.cast(outer, 26, 30, 70, 0.36)
    c.body(outer, t, edge=7)
    if spec.text("frame") == "wood":
        c.grain(outer, (240, 110, 720, 790), t)
    c.path(glass, t.deep)
    c.path(glass, c.linear(0, 0, 0.8, 1, (0, "#F3F8FA"), (0.5, "#CFDDE3"), (1, "#AFC3CC")))
    with c.clipped(glass):
        # The room opposite: a doorway, a hanging lamp and a plant.
        c.path("M200 740H1000V1000H200Z", "#B9AE9E", opacity=0.6)
        scene = spec.pick("scene", ("door", "plant", "lamp"))
        if scene == "door":
            c.path(box(690, 330, 160, 420, 6), "#F0EAE0", opacity=0.8)
            c.path(box(706, 346, 128, 404, 4), "#DCCFBE", opacity=0.8)
        elif scene == "plant":
            for dx, dy in ((-90, -210), (-40, -280), (20, -290), (80, -220), (110, -130)):
                c.line(
                    f"M690 740Q{690 + dx * 0.2:.0f} {740 + dy * 0.8:.0f} {690 + dx} {740 + dy}",
                    "#6F9275",
                    26,
                    0.8,
                )
            c.path(
                polygon([(630, 720, 6), (750, 720, 6), (734, 810, 10), (646, 810, 10)]),
                "#C4896B",
                opacity=0.9,
            )
        else:
            c.line("M700 60V330", "#6B6F77", 5, 0.7)
            c.path("M610 420a90 90 0 0 1 180 0Z", "#D5A24A", opacity=0.85)
        c.path("M190 620L620 60H760L190 800ZM190 880L820 60H870L190 950Z", "#FFFFFF", opacity=0.42)
    c.path(glass, stroke=t.deep, width=3, opacity=0.5)
    hung = spec.design(("flush", "strap", "beaded"))
    if hung == "beaded":
        c.path(outer, stroke=t.deep, width=13, dash="1 30")
        c.path(outer, stroke=t.glint, width=7, dash="1 30")
    if hung == "strap" and shape in ("round", "pebble"):
        strap = tones("#8A6246")
        c.line("M430 210L600 40L770 210" if shape == "round" else "M460 200L600 40L740 200", strap.base, 14)
        c.body(ellipse(600, 44, 20), metal("brass"), edge=3)


@draws("wall_clock")
def wall_clock(c: Canvas, spec: Spec) -> None:
    """On the wall; rim of the colour, of wood, or a dial of the colour."""
    t, dial = spec.tones, spec.text("dial")
    square = spec.text("shape") == "square"
    style = spec.design(("rim", "wood", "flush"))
    frame = t if style != "wood" else wood(spec.pick("wood", ("oak", "walnut", "birch")))
    pale = tones("#F8F6F1")
    plate = t if style != "rim" else pale
    ink = "#F7F4EC" if plate.lightness < 0.68 else "#2B2F36"
    c.room(1010)
    outer = box(230, 190, 740, 740, 110) if square else ellipse(600, 560, 385)
    inner = box(276, 236, 648, 648, 76) if square else ellipse(600, 560, 338)
    c.cast(outer, 34, 40, 80, 0.4)
    c.body(outer, frame, edge=9)
    if style == "wood":
        c.grain(outer, (215, 180, 770, 770), frame)
    c.path(inner, plate.deep)
    lit = c.linear(0, 0, 0.7, 1, (0, plate.light), (0.5, plate.base), (1, plate.at(-0.04)))
    c.path(inner, lit)
    c.path(inner, stroke=frame.deep, width=6, opacity=0.6)
    marks = range(12) if dial != "quarters" else range(0, 12, 3)
    for i in marks:
        if dial == "dots":
            c.path(ellipse(*polar(600, 560, 280, i * 30), 18 if i % 3 == 0 else 11), ink)
        else:
            c.line(
                line([polar(600, 560, 298, i * 30), polar(600, 560, 250 if i % 3 else 226, i * 30)]),
                ink,
                16 if i % 3 == 0 else 9,
            )
    if dial == "batons":
        c.path(
            "".join(
                line([polar(600, 560, 304, k * 6), polar(600, 560, 292, k * 6)]) for k in range(60) if k % 5
            ),
            stroke=ink,
            width=4,
        )
    hour, minute = spec.pick("time", ((304, 60), (312, 48), (66, 300)))
    for dx, dy, shade in ((8, 12, True), (0, 0, False)):
        with c.group(f"translate({dx} {dy})", 0.2 if shade else 1):
            hand = "#000000" if shade else ink
            c.line(line([polar(600, 560, 40, hour + 180), polar(600, 560, 168, hour)]), hand, 24)
            c.line(line([polar(600, 560, 50, minute + 180), polar(600, 560, 256, minute)]), hand, 15)
            c.line(
                line([polar(600, 560, 74, 20), polar(600, 560, 268, 200)]),
                "#000000" if shade else spec.accent.base,
                6,
            )
    c.body(ellipse(600, 560, 22), spec.accent, edge=3)
    c.path(
        "M330 420C380 320 470 270 560 262L520 300C450 320 400 360 366 430Z",
        "#FFFFFF",
        opacity=0.25 if plate.lightness < 0.8 else 0.6,
    )
