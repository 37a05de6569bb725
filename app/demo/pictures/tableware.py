"""Tableware and what food travels in: mug, plate, water bottle, lunch box."""

from __future__ import annotations

import math

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth, turned
from app.demo.pictures.spec import Spec


@draws("mug")
def mug(c: Canvas, spec: Spec) -> None:
    """Straight, tapered or bellied, with a hot drink."""
    t, a, pattern = spec.tones, spec.accent, spec.text("pattern")
    h = 400 + (spec.number("capacity_ml") - 200) * 0.9
    r, foot = 215.0, 962.0
    cx, top = 560.0, 962.0 - h
    c.table(810)
    c.ground(580, foot, 270, 44)
    form = spec.design(("straight", "tapered", "belly"))
    profile = {
        "straight": [(r, top, 0), (r, top + h * 0.5), (r * 0.98, foot - 40), (r * 0.82, foot, 0)],
        "tapered": [(r * 1.05, top, 0), (r, top + h * 0.4), (r * 0.82, foot - 30), (r * 0.72, foot, 0)],
        "belly": [
            (r * 0.86, top, 0),
            (r * 0.96, top + h * 0.3),
            (r * 1.1, top + h * 0.65),
            (r * 0.7, foot, 0),
        ],
    }[form]
    ear = spec.pick("ear", ("round", "square"))
    x = cx + r * (0.9 if form != "tapered" else 0.86)
    handle = (
        f"M{x:.0f} {top + h * 0.2:.0f}C{x + 230:.0f} {top + h * 0.12:.0f}"
        f" {x + 220:.0f} {top + h * 0.8:.0f} {x - 10:.0f} {top + h * 0.76:.0f}"
        if ear == "round"
        else f"M{x:.0f} {top + h * 0.22:.0f}h110q40 0 40 40v{h * 0.34:.0f}q0 60-70 60h-90"
    )
    c.line(handle, t.deep, 60)
    c.line(handle, t.base, 50)
    with c.group("translate(-5 -9)"):
        c.line(handle, t.light, 14, 0.8)
    d = turned(profile, cx)
    c.body(d, t, c.round(t), 6)
    with c.clipped(d):
        if pattern == "dipped":
            c.path(
                f"M300 {top + h * 0.58:.0f}Q560 {top + h * 0.66:.0f} 820 {top + h * 0.58:.0f}V980H300Z",
                a.base,
            )
        elif pattern == "stripes":
            for k in range(4):
                y = top + h * (0.24 + 0.16 * k)
                c.path(
                    f"M300 {y:.0f}Q560 {y + 40:.0f} 820 {y:.0f}v24Q560 {y + 64:.0f} 300 {y + 24:.0f}Z", a.base
                )
        elif pattern == "dots":
            for row in range(4):
                for k in range(-5, 6):
                    bow = (k + (0.5 if row % 2 else 0)) * 0.3
                    if abs(bow) < 1.45:
                        c.path(
                            ellipse(
                                cx + math.sin(bow) * r,
                                top + h * (0.26 + 0.17 * row) + 16 * math.cos(bow),
                                18 * math.cos(bow),
                                18,
                            ),
                            a.base,
                        )
        elif pattern == "speckled":
            c.speckles(d, t, a)
        c.path(
            d,
            c.linear(
                0,
                0,
                1,
                0,
                (0, "#000000", 0.16),
                (0.25, "#FFFFFF", 0.2),
                (0.5, "#FFFFFF", 0),
                (1, "#000000", 0.28),
            ),
        )
    m = profile[0][0]
    c.path(ellipse(cx, top, m, 44), t.shade)
    c.path(ellipse(cx, top, m - 3, 41), stroke=t.light, width=9)
    inside = tones("#F6F2EA") if pattern in ("dipped", "stripes") else t
    c.path(ellipse(cx, top + 4, m * 0.93, 34), c.linear(0, 0, 1, 0, (0, inside.deep), (1, inside.base)))
    drink = spec.pick("drink", ("#5B3522", "#8A5A32", "#B7752F"))
    c.path(ellipse(cx + 2, top + 16, m * 0.84, 24), drink)
    c.path(ellipse(cx - m * 0.3, top + 12, m * 0.3, 7), "#FFFFFF", opacity=0.25)
    for k in (-0.36, 0.04, 0.44):
        c.line(f"M{cx + r * k:.0f} {top - 40:.0f}q-26-36 0-72t0-72", "#FFFFFF", 11, 0.55)
    c.line(
        smooth(
            [(cx - r * 0.68, top + 90), (cx - r * 0.7, top + h * 0.55), (cx - r * 0.62, foot - 80)],
            closed=False,
        ),
        t.glint,
        16,
        0.5,
    )


@draws("plate")
def plate(c: Canvas, spec: Spec) -> None:
    """One from above with a fork, four overlapping, or a stack of six."""
    pieces, pattern = spec.number("pieces"), spec.text("pattern")
    if pieces == 6:
        _stack(c, spec)
        return
    c.flat()
    if pieces == 1:
        _dish(c, spec, 600, 600, 430, pattern)
        if spec.design((True, False, True)):
            steel = metal(spec.pick("cutlery", ("steel", "brass")))
            with c.group("rotate(8 600 600)"):
                fork = "M1080 330v120q0 40 24 46v380q0 20 12 20t12-20V496q24-6 24-46V330"
                c.line(fork, c.umbra, 10, 0.2)
                c.line(fork, steel.base, 12)
                c.line("M1104 330v110M1128 330v110", steel.base, 10)
                c.line("M1112 500v360", steel.glint, 5, 0.8)
        return
    for x, y, r in ((380, 400, 250), (800, 360, 230), (430, 830, 240), (830, 800, 260)):
        _dish(c, spec, x, y, r, pattern)


def _stack(c: Canvas, spec: Spec) -> None:
    """Six plates from the side, three sizes, with a bowl on top."""
    t, a = spec.tones, spec.accent
    c.table(800)
    c.ground(600, 950, 330, 44)
    y = 950.0
    for i in range(6):
        r = (380, 380, 380, 300, 300, 300)[i]
        ink = t if i % 3 or spec.variation % 2 else a
        d = smooth(
            [
                (600 - r, y - 46, 0),
                (600 - r * 0.7, y - 26),
                (600 - r * 0.5, y, 0),
                (600 + r * 0.5, y, 0),
                (600 + r * 0.7, y - 26),
                (600 + r, y - 46, 0),
                (600, y - 34),
            ]
        )
        c.body(d, ink, c.round(ink), 3)
        c.body(box(600 - r, y - 54, 2 * r, 15, 7), ink, c.round(ink), 2)
        y -= 40
    bowl = smooth(
        [(390, y - 170, 0), (416, y - 70), (520, y - 6), (680, y - 6), (784, y - 70), (810, y - 170, 0)]
    )
    c.path(ellipse(600, y - 170, 210, 30), t.deep)
    c.body(bowl, t, c.round(t), 6)
    with c.clipped(bowl):
        c.path(
            f"M380 {y - 150:.0f}Q600 {y - 100:.0f} 820 {y - 150:.0f}v24Q600 {y - 76:.0f} 380 {y - 126:.0f}Z",
            a.base,
        )
    c.line(f"M390 {y - 170:.0f}A210 30 0 0 0 810 {y - 170:.0f}", t.glint, 8, 0.9)
    c.line(f"M450 {y - 120:.0f}q10 50 46 76", t.glint, 13, 0.5)


def _dish(c: Canvas, spec: Spec, x: float, y: float, r: float, pattern: str) -> None:
    t, a = spec.tones, spec.accent
    c.cast(ellipse(x, y, r), 16, 26, 60, 0.4)
    c.body(ellipse(x, y, r), t, edge=7)
    rim = spec.pick("rim", (0.72, 0.64, 0.8))
    c.path(ellipse(x, y, r * rim), c.linear(0, 0, 0.8, 1, (0, t.shade), (0.5, t.base), (1, t.light)))
    c.path(ellipse(x, y, r * rim * 0.94), c.linear(0, 0, 0.8, 1, (0, t.base), (0.5, t.light), (1, t.base)))
    if pattern == "rim":
        c.path(ellipse(x, y, r * 0.965), stroke=a.base, width=r * 0.035)
        c.path(ellipse(x, y, r * 0.88), stroke=a.base, width=r * 0.012)
    elif pattern == "speckled":
        c.speckles(ellipse(x, y, r), t, t)
    elif pattern == "leaves":
        for k in range(12):
            with c.group(f"translate({x:.0f} {y:.0f}) rotate({k * 30})"):
                c.path(
                    f"M0 {-r * 0.95:.0f}Q{r * 0.07:.0f} {-r * 0.87:.0f} 0 {-r * 0.78:.0f}"
                    f"Q{-r * 0.07:.0f} {-r * 0.87:.0f} 0 {-r * 0.95:.0f}Z",
                    a.base if k % 2 else a.light,
                )
        c.path(ellipse(x, y, r * 0.72), stroke=a.base, width=r * 0.01)
    c.line(
        f"M{x - r * 0.86:.0f} {y - r * 0.14:.0f}A{r * 0.87:.0f}"
        f" {r * 0.87:.0f} 0 0 1 {x - r * 0.14:.0f} {y - r * 0.86:.0f}",
        "#FFFFFF",
        r * 0.022,
        0.6,
    )


@draws("water_bottle")
def water_bottle(c: Canvas, spec: Spec) -> None:
    """Shouldered, slim or flask-shaped, with loop, screw or straw lid."""
    t, a, lid = spec.tones, spec.accent, spec.text("lid")
    size = spec.number("capacity_ml")
    h = 480 + (size - 350) * 0.3
    r = 106 + (size - 350) * 0.045
    foot, top = 966.0, 966.0 - h
    c.table(830)
    c.ground(600, foot, r * 1.25, 36)
    form = spec.design(("shoulder", "slim", "flask"))
    profile = {
        "shoulder": [
            (r * 0.56, top, 0),
            (r * 0.6, top + 30),
            (r, top + 130),
            (r, foot - 60),
            (r * 0.9, foot, 0),
        ],
        "slim": [(r * 0.8, top, 0), (r * 0.84, top + 60), (r, foot - 80), (r * 0.92, foot, 0)],
        "flask": [
            (r * 0.62, top, 0),
            (r * 0.66, top + 70),
            (r * 1.04, top + 200),
            (r * 1.06, foot - 90),
            (r * 0.9, foot, 0),
        ],
    }[form]
    neck = profile[0][0]
    cap = tones("#2F3136") if spec.pick("cap", (True, False)) else metal("steel")
    cap_h = 92.0
    if lid == "loop":
        ring = (
            f"M{600 - neck * 0.8:.0f} {top - cap_h + 26:.0f}C{600 - neck * 0.9:.0f} {top - 220:.0f}"
            f" {600 + neck * 0.9:.0f} {top - 220:.0f} {600 + neck * 0.8:.0f} {top - cap_h + 26:.0f}"
        )
        c.line(ring, cap.deep, 30)
        c.line(ring, cap.base, 22)
    elif lid == "straw":
        c.line(f"M{600 + neck * 0.2:.0f} {top - cap_h:.0f}V{top - 190:.0f}q0-30 40-36l60-10", a.base, 28)
        c.line(f"M{594 + neck * 0.2:.0f} {top - cap_h:.0f}V{top - 190:.0f}", a.glint, 7, 0.7)
    c.body(box(600 - neck * 1.1, top - cap_h, neck * 2.2, cap_h + 8, 18), cap, c.round(cap), 4)
    if lid == "screw":
        ribs = "".join(
            f"M{600 - neck + neck * 2 * k / 10:.0f} {top - cap_h + 16:.0f}v{cap_h - 30:.0f}"
            for k in range(11)
        )
        c.line(ribs, cap.deep, 4, 0.8)
    c.body(box(600 - neck * 1.02, top - 4, neck * 2.04, 20, 6), metal("steel"), c.steel(metal("steel")), 1)
    d = turned([(p[0], p[1] + (14 if i == 0 else 0), *p[2:]) for i, p in enumerate(profile)])
    c.body(d, t, c.round(t), 6)
    deco = spec.pick("decor", ("plain", "band", "dip", "peaks", "base"))
    with c.clipped(d):
        if deco == "band":
            c.path(f"M400 {top + h * 0.52:.0f}h400v70H400ZM400 {top + h * 0.66:.0f}h400v16H400Z", a.base)
        elif deco == "dip":
            c.path(f"M400 {top + h * 0.62:.0f}h400v500H400Z", a.base)
        elif deco == "peaks":
            y = top + h * 0.8
            c.path(f"M400 {y:.0f}l90-150 60 80 70-130 90 140 50-70 60 130v30H400Z", t.glint, opacity=0.6)
        elif deco == "base":
            c.path(f"M400 {foot - 70:.0f}h400v90H400Z", wood("oak").base)
        c.path(
            d,
            c.linear(
                0,
                0,
                1,
                0,
                (0, "#000000", 0.14),
                (0.26, "#FFFFFF", 0.2),
                (0.5, "#FFFFFF", 0),
                (1, "#000000", 0.26),
            ),
        )
        c.line(f"M400 {foot - 30:.0f}h400", t.deep, 4, 0.6)
    c.line(f"M{600 - r * 0.52:.0f} {top + h * 0.34:.0f}V{foot - 90:.0f}", t.glint, 14, 0.55)


@draws("lunch_box")
def lunch_box(c: Canvas, spec: Spec) -> None:
    """Stacked tiers held by clips, a strap or a band with cutlery."""
    t, a = spec.tones, spec.accent
    tiers = spec.number("tiers")
    w, each = 620.0, {1: 270.0, 2: 200.0, 3: 158.0}[tiers]
    x, foot = 600 - w / 2, 960.0
    top = foot - tiers * (each + 8)
    r = spec.design((60, 120, 30))
    c.table(810)
    c.ground(600, foot, w * 0.58, 44)
    lid_t = spec.pick("lid", (wood("oak"), a, t))
    if tiers > 1 and spec.pick("carry", (True, False)):
        arm = f"M{x + 60} {top + 30}V{top - 90:.0f}q0-70 70-70h{w - 260:.0f}q70 0 70 70V{top + 30:.0f}"
        c.line(arm, metal("steel").shade, 22)
        c.line(arm, metal("steel").glint, 6, 0.9)
    for i in range(tiers):
        y = top + i * (each + 8)
        ink = t if i % 2 == 0 or tiers == 1 else tones(t.at(0.06 if t.lightness < 0.7 else -0.07))
        d = polygon(
            [
                (x, y, 20),
                (x + w, y, 20),
                (x + w - 16, y + each + 6, r if i == tiers - 1 else 18),
                (x + 16, y + each + 6, r if i == tiers - 1 else 18),
            ]
        )
        c.body(d, ink, c.round(ink), 6)
        c.path(box(x + 2, y, w - 4, 18, 9), ink.deep, opacity=0.4)
        c.line(f"M{x + 50} {y + 40}V{y + each - 30:.0f}", ink.glint, 16, 0.45)
    lid = polygon(
        [(x - 10, top - 66, 44), (x + w + 10, top - 66, 44), (x + w + 10, top + 8, 12), (x - 10, top + 8, 12)]
    )
    c.body(lid, lid_t, c.drop(lid_t), 6)
    if lid_t is wood("oak"):
        c.grain(lid, (x, top - 60, w, 60), lid_t)
    style = spec.design(("clips", "strap", "band"))
    if style == "clips":
        for s in (0, 1):
            cx = x + 120 if s == 0 else x + w - 120
            c.body(
                box(cx - 44, top - 30, 88, 110, 16),
                lid_t if lid_t is not wood("oak") else a,
                c.drop(a if lid_t is wood("oak") else lid_t),
                4,
            )
            c.line(f"M{cx - 22} {top + 54:.0f}h44", lid_t.deep, 5)
    else:
        sx = 600 - 44 if style == "band" else x + 110
        strap = tones("#33353A") if a.lightness > 0.5 else a
        c.body(
            polygon(
                [(sx, top - 72, 6), (sx + 88, top - 72, 6), (sx + 84, foot + 2, 6), (sx + 4, foot + 2, 6)]
            ),
            strap,
            c.round(strap),
            4,
        )
        c.stitch(
            f"M{sx + 14:.0f} {top - 56:.0f}V{foot - 14:.0f}M{sx + 74:.0f} {top - 56:.0f}V{foot - 14:.0f}",
            strap.glint,
            3,
            0.5,
        )
        if style == "band":
            steel = metal("steel")
            with c.group("rotate(-4 640 540)"):
                c.body(box(560, top + 40, 22, each * tiers * 0.7, 11), steel, c.steel(steel), 1)
                c.body(box(612, top + 40, 22, each * tiers * 0.7, 11), wood("oak"), c.round(wood("oak")), 1)
    c.path(ellipse(600, top - 30, 10, 6), lid_t.deep, opacity=0.5)
