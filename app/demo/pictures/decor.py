"""Decor of cloth: rug, curtain, cushion."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polar, polygon, regular, smooth
from app.demo.pictures.soft_furniture import pillow
from app.demo.pictures.spec import Spec


@draws("rug")
def rug(c: Canvas, spec: Spec) -> None:
    """From above, with its fringes."""
    t, a = spec.tones, spec.accent
    shape, pattern = spec.text("shape"), spec.text("pattern")
    cream = tones("#F2EBDC") if t.lightness < 0.82 else tones("#8C7B66")
    c.flat()
    if shape == "round":
        d, area = ellipse(600, 600, 440), (160.0, 160.0, 880.0, 880.0)
    elif shape == "runner":
        d, area = box(390, 90, 420, 1020, 10), (390.0, 90.0, 420.0, 1020.0)
    else:
        d, area = box(230, 120, 740, 960, 12), (230.0, 120.0, 740.0, 960.0)
    x, y, w, h = area
    if shape != "round":
        fringe = "".join(
            f"M{x + 10 + i * 14:.0f} {y:.0f}v-34M{x + 10 + i * 14:.0f} {y + h:.0f}v34"
            for i in range(int((w - 10) // 14))
        )
        c.line(fringe, cream.shade, 8)
        c.line(fringe, cream.glint, 3, 0.8)
    c.cast(d, 12, 20, 44)
    c.body(d, t, edge=6)
    with c.clipped(d):
        _rug_pattern(c, spec, pattern, shape == "round", area, cream, a)
        knots = (
            f'<path d="M1 3h6M9 8h6" stroke="{t.deep}" stroke-width="2" opacity=".55"/>'
            f'<path d="M9 3h5M1 8h5" stroke="{t.glint}" stroke-width="1.5" opacity=".5"/>'
        )
        c.path(d, c.pattern(16, 10, knots), opacity=0.5)
        c.path(d, c.linear(0, 0, 0.8, 1, (0, "#FFFFFF", 0.16), (0.5, "#FFFFFF", 0), (1, "#000000", 0.12)))
    if shape == "round":
        c.path(ellipse(600, 600, 432), stroke=cream.shade, width=12)


def _rug_pattern(
    c: Canvas,
    spec: Spec,
    pattern: str,
    is_round: bool,
    area: tuple[float, float, float, float],
    cream: Tones,
    a: Tones,
) -> None:
    x, y, w, h = area
    if is_round and pattern in ("stripes", "border", "arches"):
        turns = {
            "stripes": (400, 350, 300, 250, 200, 150, 100, 50),
            "border": (400, 372),
            "arches": (380, 290, 200, 110),
        }[pattern]
        for i, r in enumerate(turns):
            c.path(
                ellipse(600, 600, r), stroke=(cream, a)[i % 2].base, width=22 if pattern != "arches" else 44
            )
        if pattern == "border":
            c.path(polygon(regular(600, 600, 230, 8)), stroke=cream.base, width=16)
            c.path("".join(ellipse(*polar(600, 600, 300, k * 30), 18) for k in range(12)), a.base)
        return
    if pattern == "stripes":
        rhythm = spec.design(((26, 60, 12), (70, 70, 0), (14, 40, 44)))
        at, i = y + 30, 0
        while at < y + h - 30:
            band = rhythm[i % 3]
            if band:
                c.path(f"M{x} {at:.0f}h{w}v{band}h{-w}Z", (cream, a, cream)[i % 3].base)
            at += band + 34
            i += 1
    elif pattern == "diamonds":
        step = w / spec.design((3, 4, 2))
        half = step / 2
        rows = round(h / step)
        rise = h / rows / 2
        outer, inner = [], []
        for r in range(rows):
            for k in range(round(w / step)):
                cx, cy = x + half + k * step, y + rise + r * 2 * rise
                for f, group in ((0.92, outer), (0.42, inner)):
                    group.append(
                        polygon(
                            [
                                (cx, cy - rise * f),
                                (cx + half * f, cy),
                                (cx, cy + rise * f),
                                (cx - half * f, cy),
                            ]
                        )
                    )
        c.path("".join(outer), stroke=cream.base, width=14)
        c.path("".join(inner), a.base)
    elif pattern == "border":
        for inset, width, ink in ((44, 26, cream), (84, 8, a), (112, 8, cream)):
            c.path(box(x + inset, y + inset, w - 2 * inset, h - 2 * inset), stroke=ink.base, width=width)
        cx, cy = x + w / 2, y + h / 2
        for k, ink in ((0.3, cream), (0.2, a), (0.09, cream)):
            c.path(
                polygon([(cx, cy - h * k), (cx + w * k, cy), (cx, cy + h * k), (cx - w * k, cy)]), ink.base
            )
        for sx in (-1, 1):
            for sy in (-1, 1):
                c.path(
                    polygon(regular(cx + sx * w * 0.27, cy + sy * h * 0.3, 40, 4)),
                    stroke=cream.base,
                    width=12,
                )
    elif pattern == "arches":
        count = spec.design((2, 3, 2))
        step = (w - 60) / count
        rows = round((h - 60) / step)
        rise = (h - 60) / rows
        for i, f in enumerate((0.42, 0.28, 0.14)):
            rad = step * f
            arcs = []
            for r in range(rows):
                for k in range(count):
                    cx, base = x + 30 + step * (k + 0.5), y + 30 + rise * (r + 1) - rise * 0.1
                    leg = rise * 0.34
                    arcs.append(
                        f"M{cx - rad:.0f} {base:.0f}v{-leg:.0f}"
                        f"a{rad:.0f} {rad:.0f} 0 0 1 {2 * rad:.0f} 0v{leg:.0f}"
                    )
            c.line("".join(arcs), (cream, a, cream)[i].base, step * 0.085)
    else:
        for i in range(1, 8):
            c.line(
                f"M{x} {y + h * i / 8:.0f}q{w / 4:.0f} 26 {w / 2:.0f} 0t{w / 2:.0f} 0",
                spec.tones.deep,
                5,
                0.4,
            )
            c.line(
                f"M{x} {y + h * i / 8 + 6:.0f}q{w / 4:.0f} 26 {w / 2:.0f} 0t{w / 2:.0f} 0",
                spec.tones.glint,
                4,
                0.35,
            )


@draws("curtain")
def curtain(c: Canvas, spec: Spec) -> None:
    """At a window, drawn aside or tied back."""
    t, heading, pattern = spec.tones, spec.text("heading"), spec.text("pattern")
    panels = spec.number("panels")
    rod = metal(spec.pick("rod", ("brass", "dark", "steel")))
    c.room(1040)
    c.body(box(330, 190, 540, 700, 8), tones("#F4F1EA"), edge=4)
    sky = c.linear(0, 0, 0, 1, (0, "#CFE6F4"), (0.7, "#EEF6F7"), (1, "#DDE9D0"))
    c.path("M352 212H590V868H352ZM610 212H848V868H610Z", sky)
    c.path(
        "M352 868V770q60-50 120-20t118-30V868ZM610 868V730q80-30 130 20t108-10V868Z", "#A9C59A", opacity=0.8
    )
    c.line("M352 530H590M610 530H848", "#F4F1EA", 14)
    c.body(box(310, 884, 580, 30, 8), tones("#F4F1EA"), edge=4)
    c.path(box(130, 156, 940, 18, 9), c.umbra, opacity=0.16)
    c.body(box(120, 132, 960, 22, 11), rod, c.steel(rod, True), 1)
    finial = spec.design(("ball", "cap", "drop"))
    for s in (-1, 1):
        fx = 600 + s * 492
        if finial == "ball":
            c.body(ellipse(fx, 143, 28), rod, c.ball(rod), 3)
        elif finial == "cap":
            c.body(box(fx - 14, 118, 28, 50, 8), rod, c.steel(rod), 2)
        else:
            c.body(smooth([(fx - s * 12, 125), (fx + s * 42, 143, 0), (fx - s * 12, 161)]), rod, edge=3)
    sides = (-1, 1) if panels == 2 else (-1,)
    for s in sides:
        wide = 300.0 if panels == 2 else 420.0
        x0 = 150.0 if s < 0 else 1050.0 - wide
        tied = spec.pick("tied", (False, True, False)) and panels == 2
        x1 = x0 + wide
        if tied:
            pinch0, pinch1 = (x0, x0 + wide * 0.5) if s < 0 else (x1 - wide * 0.5, x1)
            d = smooth(
                [
                    (x0, 160, 0),
                    (x1, 160, 0),
                    (x1 - (10 if s < 0 else 0), 420),
                    (pinch1, 740),
                    (pinch1 + (30 if s < 0 else 0), 1086, 0),
                    (pinch0 - (0 if s < 0 else 30), 1086, 0),
                    (pinch0, 740),
                    (x0 + (0 if s < 0 else 10), 420),
                ]
            )
        else:
            d = polygon([(x0, 160, 4), (x1, 160, 4), (x1 + 12, 1086, 4), (x0 - 12, 1086, 4)])
        c.cast(d, 14, 10, 40, 0.2)
        folds = 6 if panels == 2 else 8
        stops = []
        for k in range(folds):
            stops += [
                (k / folds, t.shade),
                ((k + 0.35) / folds, t.light),
                ((k + 0.7) / folds, t.base),
                ((k + 0.97) / folds, t.deep),
            ]
        c.path(d, c.linear(0, 0, 1, 0, *stops))
        c.cloth(d, pattern, t, spec.accent, 1.1)
        with c.clipped(d):
            shadows = [(0, t.deep, 0.0)]
            for k in range(folds):
                shadows += [
                    ((k + 0.3) / folds, t.deep, 0.0),
                    ((k + 0.97) / folds, t.deep, 0.45),
                    ((k + 1) / folds, t.deep, 0.0),
                ]
            c.path(d, c.linear(0, 0, 1, 0, *shadows))
            c.path(f"M{x0 - 20} 1040h{wide + 40}v60h{-wide - 40}Z", t.deep, opacity=0.18)
            c.stitch(f"M{x0 - 20} 1040h{wide + 40}", t.deep, 3, 0.6)
        for k in range(folds):
            hx = x0 + wide * (k + 0.4) / folds
            if heading == "eyelet":
                c.path(ellipse(hx, 184, 15), rod.deep)
                c.path(ellipse(hx, 184, 15), stroke=rod.light, width=6)
            elif heading == "tab":
                c.body(box(hx - 14, 122, 28, 60, 6), t, c.round(t), 2)
            else:
                c.path(ellipse(hx, 143, 11, 20), stroke=rod.base, width=5)
                c.line(
                    f"M{hx - 8:.0f} 170L{hx - 3:.0f} 240M{hx + 8:.0f} 170L{hx + 3:.0f} 240", t.deep, 4, 0.8
                )
        if tied:
            c.body(box(pinch0 - 8, 722, pinch1 - pinch0 + 16, 36, 16), spec.accent, c.lying(spec.accent), 3)


@draws("cushion")
def cushion(c: Canvas, spec: Spec) -> None:
    """Plain ones come smooth, tufted or ribbed."""
    t, a = spec.tones, spec.accent
    shape, pattern, trim = spec.text("shape"), spec.text("pattern"), spec.text("trim")
    if pattern == "plain":
        pattern = spec.design(("plain", "tufted", "ribs"))
    c.table(800)
    if shape == "round":
        c.ground(600, 968, 330, 46)
        d = ellipse(600, 600, 372)
        c.body(d, t, c.ball(t), 10)
        c.cloth(d, pattern, t, a)
        with c.clipped(d):
            for k in range(20):
                x1, y1 = polar(600, 600, 380, k * 18)
                x0, y0 = polar(600, 600, 46, k * 18 + 5)
                c.line(
                    f"M{x0:.0f} {y0:.0f}Q{(x0 + x1) / 2 + 10:.0f} {(y0 + y1) / 2:.0f} {x1:.0f} {y1:.0f}",
                    t.deep,
                    5,
                    0.45,
                )
            c.path(
                d, c.radial(0.36, 0.3, 0.8, (0, "#FFFFFF", 0.24), (0.5, "#FFFFFF", 0), (1, "#000000", 0.25))
            )
        c.body(ellipse(600, 600, 44), a, c.ball(a), 4)
        if trim == "piping":
            c.path(ellipse(600, 600, 370), stroke=a.base, width=13)
        return
    w, h = (800, 460) if shape == "lumbar" else (680, 660)
    x, y = 600 - w / 2, 962 - h
    c.ground(600, 968, w * 0.5, 46)
    if trim == "tassels":
        for cx, cy, turn in ((x, y, 135), (x + w, y, 225), (x + w, y + h, 315), (x, y + h, 45)):
            with c.group(f"translate({cx:.0f} {cy:.0f}) rotate({turn})"):
                c.path("M-9 6L-24 84Q0 96 24 84L9 6Z", a.base)
                c.line("M-12 40L-16 84M0 30V90M12 40L16 84", a.deep, 3, 0.7)
                c.body(ellipse(0, 6, 17), a, edge=2)
    d = pillow(c, x, y, w, h, t, 0.11)
    c.cloth(d, pattern, t, a, 1.15)
    with c.clipped(d):
        if pattern == "tufted":
            for r in range(3):
                for k in range(3):
                    px, py = x + w * (0.2 + 0.3 * k), y + h * (0.2 + 0.3 * r)
                    c.line(
                        f"M{px - 40:.0f} {py - 24:.0f}Q{px:.0f} {py + 12:.0f} {px + 40:.0f} {py - 24:.0f}",
                        t.deep,
                        6,
                        0.35,
                    )
                    c.body(ellipse(px, py, 14), t, t.shade, 2)
        elif pattern == "ribs":
            for k in range(1, 16):
                c.line(f"M{x + w * k / 16:.0f} {y - 60}V{y + h + 60}", t.deep, 4, 0.5)
                c.line(f"M{x + w * k / 16 + 8:.0f} {y - 60}V{y + h + 60}", t.glint, 8, 0.22)
        c.path(
            d, c.radial(0.36, 0.28, 0.85, (0, "#FFFFFF", 0.26), (0.45, "#FFFFFF", 0.02), (1, "#000000", 0.24))
        )
        c.line(
            smooth([(x - 10, y - 10, 0), (x + 60, y + 70), (x + 120, y + 100)], closed=False), t.deep, 8, 0.3
        )
        c.line(
            smooth([(x + w + 10, y - 10, 0), (x + w - 60, y + 60), (x + w - 110, y + 110)], closed=False),
            t.deep,
            8,
            0.3,
        )
        c.line(
            smooth(
                [(x + w + 10, y + h + 10, 0), (x + w - 80, y + h - 60), (x + w - 120, y + h - 130)],
                closed=False,
            ),
            t.deep,
            8,
            0.35,
        )
        c.line(
            smooth([(x - 10, y + h + 10, 0), (x + 70, y + h - 60), (x + 100, y + h - 120)], closed=False),
            t.deep,
            8,
            0.35,
        )
    if trim == "piping":
        c.path(d, stroke=a.shade, width=13)
        c.path(d, stroke=a.light, width=4, opacity=0.8)
    elif trim == "none":
        c.stitch(f"M{x + 40} {y + h - 6}Q600 {y + h + 18} {x + w - 40} {y + h - 6}", t.glint, 3, 0.6)
