"""Furniture to sit and sleep on: sofa, bed frame."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, pair, polygon, smooth
from app.demo.pictures.spec import Spec


def pillow(c: Canvas, x: float, y: float, w: float, h: float, t: Tones, plump: float = 0.13) -> str:
    """A stuffed cushion with pinched corners; returns its outline."""
    p = plump * min(w, h)
    r = p * 0.5
    # Each side dents beside the corner and swells in the middle; corners stay tight.
    d = (
        f"M{pair(x + r, y + r * 0.2)}C{pair(x + w * 0.2, y + p * 0.55)}"
        f" {pair(x + w * 0.3, y - p * 0.3)} {pair(x + w * 0.5, y - p * 0.3)}"
        f"S{pair(x + w * 0.8, y + p * 0.55)} {pair(x + w - r, y + r * 0.2)}"
        f"Q{pair(x + w + r * 0.3, y - r * 0.3)} {pair(x + w - r * 0.2, y + r)}"
        f"C{pair(x + w - p * 0.55, y + h * 0.2)}"
        f" {pair(x + w + p * 0.3, y + h * 0.3)} {pair(x + w + p * 0.3, y + h * 0.5)}"
        f"S{pair(x + w - p * 0.55, y + h * 0.8)} {pair(x + w - r * 0.2, y + h - r)}"
        f"Q{pair(x + w + r * 0.3, y + h + r * 0.3)} {pair(x + w - r, y + h - r * 0.2)}"
        f"C{pair(x + w * 0.8, y + h - p * 0.5)}"
        f" {pair(x + w * 0.7, y + h + p * 0.2)} {pair(x + w * 0.5, y + h + p * 0.2)}"
        f"S{pair(x + w * 0.2, y + h - p * 0.5)} {pair(x + r, y + h - r * 0.2)}"
        f"Q{pair(x - r * 0.3, y + h + r * 0.3)} {pair(x + r * 0.2, y + h - r)}"
        f"C{pair(x + p * 0.55, y + h * 0.8)}"
        f" {pair(x - p * 0.3, y + h * 0.7)} {pair(x - p * 0.3, y + h * 0.5)}"
        f"S{pair(x + p * 0.55, y + h * 0.2)} {pair(x + r * 0.2, y + r)}"
        f"Q{pair(x - r * 0.3, y - r * 0.3)} {pair(x + r, y + r * 0.2)}Z"
    )
    c.body(d, t, edge=6)
    return d


@draws("sofa")
def sofa(c: Canvas, spec: Spec) -> None:
    """From the front; four seats end in a chaise. Lounge, track-arm or shell design."""
    t, leg = spec.tones, wood(spec.text("legs_material"))
    seats = spec.number("seats")
    w = {2: 720, 3: 920, 4: 1070}[seats]
    x0, x1, foot = 600 - w / 2, 600 + w / 2, 1020.0
    arm = {2: 92, 3: 92, 4: 84}[seats]
    style = spec.design(("lounge", "track", "shell"))
    c.room(870)
    c.ground(600, foot + 2, w * 0.54, 46)
    for lx in (x0 + 60, x1 - 60):
        s = -1 if lx < 600 else 1
        c.body(
            polygon([(lx - 17, 930), (lx + 17, 930), (lx + s * 14 + 9, foot, 4), (lx + s * 14 - 9, foot, 4)]),
            leg,
            c.round(leg),
            2,
        )
    back_top = {"lounge": 500, "track": 540, "shell": 470}[style]
    inner = w - 2 * arm + 30
    if style == "shell":
        c.body(
            smooth(
                [
                    (x0 + 16, 720),
                    (x0 + 40, back_top + 40),
                    (x0 + 150, back_top),
                    (600, back_top - 8),
                    (x1 - 150, back_top),
                    (x1 - 40, back_top + 40),
                    (x1 - 16, 720),
                    (x1 - 30, 900, 0),
                    (x0 + 30, 900, 0),
                ]
            ),
            t,
            edge=8,
        )
    else:
        c.body(box(x0 + arm - 40, back_top, w - 2 * arm + 80, 400, 46), t, t.shade, 7)
    bw = inner / seats
    for i in range(seats):
        bx = x0 + arm - 15 + i * bw
        if style == "lounge":
            d = smooth(
                [
                    (bx + 10, back_top + 16),
                    (bx + bw / 2, back_top - 20),
                    (bx + bw - 10, back_top + 16),
                    (bx + bw - 4, 640),
                    (bx + bw - 14, 780),
                    (bx + 14, 780),
                    (bx + 4, 640),
                ]
            )
            c.body(d, t, edge=8)
            c.path(ellipse(bx + bw / 2, 640, 8), t.deep)
            c.line(
                f"M{bx + bw / 2 - 26:.0f} 628Q{bx + bw / 2:.0f} 646 {bx + bw / 2 + 26:.0f} 628",
                t.deep,
                4,
                0.6,
            )
        elif style == "track":
            c.body(box(bx + 3, back_top + 14, bw - 6, 270, 34), t, edge=8)
            c.stitch(f"M{bx + 26:.0f} {back_top + 38}h{bw - 52:.0f}", t.glint, 3, 0.6)
        else:
            c.line(f"M{bx + bw / 2:.0f} {back_top + 20}V740", t.deep, 6, 0.5)
            c.line(f"M{bx + bw / 2 + 6:.0f} {back_top + 20}V740", t.glint, 4, 0.3)
    c.path(box(x0 + arm - 10, 740, w - 2 * arm + 20, 40, 20), "#000000", opacity=0.14)
    chaise = seats == 4
    for i in range(seats):
        bx = x0 + arm - 15 + i * bw
        deep = 172 if chaise and i == seats - 1 else 96
        c.body(box(bx + 2, 752, bw - 4, deep, 34), t, c.drop(t), 8)
        c.line(f"M{bx + 24:.0f} {752 + deep - 26}h{bw - 48:.0f}", t.deep, 3.5, 0.5)
        c.path(box(bx + 28, 764, bw * 0.55, 16, 8), t.glint, opacity=0.28)
    front = w - 2 * arm + 20 - (bw if chaise else 0)
    c.body(box(x0 + arm - 10, 846, front, 96, 12), t, t.shade, 4)
    for s in (-1, 1):
        ax = x0 if s < 0 else x1 - arm
        if style == "shell":
            d = smooth(
                [
                    (ax + arm / 2, 610),
                    (ax + arm + 6, 650),
                    (ax + arm, 800),
                    (ax + arm - 4, 944, 0),
                    (ax + 4, 944, 0),
                    (ax, 800),
                    (ax - 6, 650),
                ]
            )
        elif style == "track":
            d = box(ax, 650, arm, 296, 26)
        else:
            d = polygon([(ax, 630, 46), (ax + arm, 630, 46), (ax + arm, 946, 16), (ax, 946, 16)])
        c.body(d, t, c.slope(t) if s < 0 else c.linear(0, 0, 1, 1, (0, t.base), (1, t.deep)), 8)
        if style != "shell":
            c.stitch(f"M{ax + arm / 2 + s * -30:.0f} 676V920", t.glint, 3, 0.45)
    a = spec.accent
    c.path(box(x0 + arm + 22, 640, 170, 150, 40), "#000000", opacity=0.14)
    with c.group(f"rotate(-10 {x0 + arm + 100} 690)"):
        d = pillow(c, x0 + arm + 14, 610, 166, 160, a)
        c.cloth(d, spec.pick("pillow", ("plain", "stripes", "geometric", "dots")), a, tones("#F6F1E6"), 0.6)
    if spec.pick("second", (True, False)):
        other = tones("#F2E8C9") if spec.tones.lightness < 0.8 else tones("#A3B394")
        with c.group(f"rotate(8 {x1 - arm - 100} 690)"):
            pillow(c, x1 - arm - 190, 624, 156, 146, other)


@draws("bed_frame")
def bed_frame(c: Canvas, spec: Spec) -> None:
    """The colour dresses the upholstery and the blanket, `material` the wood."""
    t, m = spec.tones, wood(spec.text("material"))
    w = 520 + (spec.number("width_cm") - 90) * 5.6
    x0, x1, foot = 600 - w / 2, 600 + w / 2, 1050.0
    head = spec.text("headboard")
    c.room(800)
    c.ground(600, foot, w * 0.56, 50)
    top = 380.0
    hx, hw = x0 - 22, w + 44
    for lx in (x0 - 4, x1 - 22):
        c.body(box(lx, 760, 26, 200, 6), m, m.deep, 1)
    if head == "upholstered":
        shape = spec.design(("straight", "winged", "arched"))
        if shape == "arched":
            d = smooth(
                [
                    (hx, 860, 0),
                    (hx, 480),
                    (hx + hw * 0.2, top + 10),
                    (600, top - 50),
                    (hx + hw * 0.8, top + 10),
                    (hx + hw, 480),
                    (hx + hw, 860, 0),
                ]
            )
        else:
            d = box(
                hx - (16 if shape == "winged" else 0), top, hw + (32 if shape == "winged" else 0), 480, 44
            )
        c.body(d, t, edge=9)
        with c.clipped(d):
            if shape == "winged":
                for row in range(3):
                    for k in range(7):
                        c.path(
                            ellipse(hx + hw * (k + (0.5 if row % 2 else 0)) / 6, top + 70 + row * 76, 8),
                            t.deep,
                        )
            else:
                for k in range(1, 6):
                    c.line(f"M{hx + hw * k / 6:.0f} {top - 60}V860", t.deep, 6, 0.6)
                    c.line(f"M{hx + hw * k / 6 + 6:.0f} {top - 60}V860", t.glint, 4, 0.35)
    elif head == "slatted":
        for k in range(9):
            sx = hx + 20 + (hw - 64) * k / 8
            c.body(box(sx, top + 30, 24, 400, 4), m, c.round(m), 2)
        for px in (hx, hx + hw - 30):
            c.body(box(px, top - 20, 30, 520, 10), m, c.round(m), 3)
        c.body(box(hx - 6, top, hw + 12, 44, 14), m, c.lying(m), 3)
    else:
        radius = spec.design((18, 120, 40))
        d = polygon([(hx, top, radius), (hx + hw, top, radius), (hx + hw, 880, 4), (hx, 880, 4)])
        c.body(d, m, edge=6)
        c.grain(d, (hx, top + 20, hw, 300), m)
    linen = tones("#F5F2EC")
    mattress = polygon([(x0 + 34, 640, 30), (x1 - 34, 640, 30), (x1 + 2, 900, 30), (x0 - 2, 900, 30)])
    c.body(mattress, linen, c.drop(linen), 6)
    count = 1 if w < 650 else 2
    pw = (w - 110) / count - 16
    for i in range(count):
        px = 600 + (i - (count - 1) / 2) * (pw + 22) - pw / 2
        c.path(box(px + 10, 590, pw, 120, 40), "#000000", opacity=0.1)
        pillow(c, px, 566, pw, 116, tones("#FBFAF6") if i % 2 == 0 else linen, 0.16)
    a = spec.accent
    if count == 2:
        d = pillow(c, 600 - 84, 612, 168, 104, a, 0.14)
        c.cloth(d, spec.pick("small", ("plain", "stripes", "dots")), a, tones("#F6F1E6"), 0.5)
    fold = 726
    quilt = polygon(
        [
            (x0 + 20, fold, 8),
            (x1 - 20, fold, 8),
            (x1 + 26, 905, 20),
            (x1 + 22, 990, 30),
            (x0 - 22, 990, 30),
            (x0 - 26, 905, 20),
        ]
    )
    c.body(quilt, t, c.drop(t), 7)
    with c.clipped(quilt):
        for k in (-0.3, -0.1, 0.12, 0.34):
            c.line(
                smooth(
                    [(600 + w * k, fold), (600 + w * k * 1.06 + 10, 840), (600 + w * k * 1.08 - 6, 1000)],
                    closed=False,
                ),
                t.deep,
                6,
                0.35,
            )
            c.line(
                smooth(
                    [(608 + w * k, fold), (608 + w * k * 1.06 + 10, 840), (608 + w * k * 1.08 - 6, 1000)],
                    closed=False,
                ),
                t.glint,
                5,
                0.25,
            )
        if spec.pick("throw", (True, False)):
            band = polygon([(x0 - 40, 850), (x1 + 40, 850), (x1 + 60, 950), (x0 - 60, 950)])
            c.body(band, a, c.drop(a), 4)
            c.cloth(band, "stripes", a, tones("#F6F1E6"), 0.5)
    c.body(
        polygon(
            [
                (x0 + 14, fold - 6, 14),
                (x1 - 14, fold - 6, 14),
                (x1 - 6, fold + 42, 14),
                (x0 + 6, fold + 42, 14),
            ]
        ),
        linen,
        c.lying(linen),
        3,
    )
    rail = box(x0 - 26, 950, w + 52, 62, 12)
    c.body(rail, m if head != "upholstered" else t, c.drop(m if head != "upholstered" else t), 5)
    if head != "upholstered":
        c.grain(rail, (x0 - 26, 952, w + 52, 58), m)
    for lx in (x0 - 18, x1 - 16):
        c.body(
            polygon([(lx, 1008), (lx + 34, 1008), (lx + 28, foot + 2, 5), (lx + 6, foot + 2, 5)]),
            m,
            c.round(m),
            2,
        )
