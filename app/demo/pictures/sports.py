"""Sports: yoga mat, dumbbell, football, tennis racket."""

from __future__ import annotations

import math

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polar, polygon, regular, smooth
from app.demo.pictures.spec import Spec


@draws("yoga_mat")
def yoga_mat(c: Canvas, spec: Spec) -> None:
    """Rolled upright, half unrolled, or lying with its carrying strap."""
    t, a = spec.tones, spec.accent
    thick = 10 + spec.number("thickness_mm") * 2.4
    strap = spec.text("strap") == "yes"
    pose = spec.design(("rolled", "half", "lying"))
    c.room(780)
    turns = 4
    if pose == "half":
        c.ground(620, 960, 520, 40)
        sheet = polygon([(520, 842), (1090, 826, 10), (1180, 960, 14), (330, 990)])
        c.body(sheet, t, c.linear(0, 0, 1, 0, (0, t.shade), (0.25, t.light), (1, t.base)), 3)
        c.body(polygon([(330, 988), (1180, 958), (1180, 958 + thick), (330, 988 + thick)]), t, t.deep, 1)
        with c.clipped(sheet):
            for k in range(6):
                c.path(ellipse(560 + k * 100, 906 - k * 5, 36, 13), stroke=t.glint, width=4, opacity=0.6)
        c.body(
            "M330 570L520 548A190 190 0 0 1 590 840L330 990Z",
            t,
            c.linear(0, 0, 0.2, 1, (0, t.light), (0.4, t.base), (1, t.deep)),
            4,
        )
        cx, cy, r = 330.0, 780.0, 210.0
        roll = ellipse(cx, cy, r)
        c.body(roll, t, t.base, 5)
    elif pose == "rolled":
        c.ground(600, 1010, 230, 44)
        cx, cy, r = 600.0, 300.0, 186.0
        d = f"M{cx - r} {cy}V930A{r} 76 0 0 0 {cx + r} 930V{cy}Z"
        c.body(d, t, c.round(t), 6)
        with c.clipped(d):
            ribs = f'<path d="M0 6h14" stroke="{t.deep}" stroke-width="3" opacity=".5"/>'
            c.path(d, c.pattern(14, 12, ribs), opacity=0.5)
        c.line(f"M{cx + 100} 372V{988}", t.deep, 6, 0.6)
    else:
        c.ground(600, 946, 450, 44)
        cx, cy, r = 250.0, 770.0, 176.0
        d = f"M{cx} {cy - r}H980A70 {r} 0 0 1 980 {cy + r}H{cx}Z"
        c.body(d, t, c.lying(t), 6)
        with c.clipped(d):
            ribs = f'<path d="M6 0v14" stroke="{t.deep}" stroke-width="3" opacity=".5"/>'
            c.path(d, c.pattern(12, 14, ribs), opacity=0.5)
        c.line(f"M{cx + 40} {cy + 96}H{1030}", t.deep, 6, 0.6)
    squash = 76 / 186 if pose == "rolled" else 1.0
    lean = 0.42 if pose == "lying" else 1.0
    with c.group(f"translate({cx} {cy}) scale({lean} {squash:.2f})"):
        c.body(ellipse(0, 0, r), t, c.slope(t), 4)
        spiral = []
        for k in range(turns * 24 + 1):
            rad = r - thick * 0.6 - (r - 34) * k / (turns * 24)
            px, py = polar(0, 0, rad, k * 15)
            spiral.append(f"{'M' if k == 0 else 'L'}{px:.0f} {py:.0f}")
        c.line("".join(spiral), t.deep, max(5.0, 26 - thick * 0.6), 0.75)
        c.path(ellipse(0, 0, 26), t.deep)
    if strap:
        belt = tones("#33363B") if a.lightness > 0.86 else a
        if pose == "rolled":
            for y in (470, 780):
                c.body(
                    f"M{cx - r - 4} {y}A{r + 4} 70 0 0 0 {cx + r + 4} {y}"
                    f"V{y + 46}A{r + 4} 70 0 0 1 {cx - r - 4} {y + 46}Z",
                    belt,
                    c.round(belt),
                    4,
                )
            c.line(f"M{cx + 60} 540C{cx + 330} 480 {cx + 330} 860 {cx + 60} 860", belt.deep, 30)
            c.line(f"M{cx + 60} 536C{cx + 324} 476 {cx + 324} 856 {cx + 60} 856", belt.light, 8, 0.6)
        elif pose == "lying":
            for x in (430, 800):
                c.body(
                    f"M{x} {cy - r - 4}A60 {r + 4} 0 0 1 {x} {cy + r + 4}"
                    f"h46A60 {r + 4} 0 0 0 {x + 46} {cy - r - 4}Z",
                    belt,
                    c.lying(belt),
                    4,
                )
            c.line(f"M480 {cy - 150}C500 430 800 430 846 {cy - 150}", belt.deep, 30)
            c.line(f"M476 {cy - 154}C496 426 796 426 840 {cy - 154}", belt.light, 8, 0.6)
    if pose != "half":
        block = spec.pick("block", (True, False))
        if block:
            cork = tones("#C79A66")
            x = 850 if pose == "rolled" else 880
            c.ground(x + 90, 1036, 120, 24)
            c.body(box(x, 930, 190, 104, 14), cork, c.drop(cork), 4)
            c.path(
                "".join(ellipse(x + 14 + (k * 53) % 165, 944 + (k * 31) % 78, 3 + k % 3) for k in range(16)),
                cork.deep,
                opacity=0.6,
            )


@draws("dumbbell")
def dumbbell(c: Canvas, spec: Spec) -> None:
    """One, or one in front of another; heavier is larger."""
    t, shape = spec.tones, spec.text("shape")
    k = 0.72 + spec.number("weight_kg") / 20 * 0.28
    c.table(780)
    if spec.number("pieces") == 2:
        with c.group("translate(150 -150) scale(.8)"):
            _one_dumbbell(c, spec, shape, k, t)
    _one_dumbbell(c, spec, shape, k, t)


def _one_dumbbell(c: Canvas, spec: Spec, shape: str, k: float, t: Tones) -> None:
    steel = metal("chrome")
    r = 190 * k
    foot = 950.0
    cy = foot - r * (0.9 if shape == "hex" else 1.0)
    c.ground(600, foot, 430 * k + 30, 40)
    span = 330 * k
    bar = smooth(
        [
            (600 - span, cy - 36),
            (600 - span * 0.5, cy - 42),
            (600, cy - 50),
            (600 + span * 0.5, cy - 42),
            (600 + span, cy - 36),
            (600 + span, cy + 36),
            (600 + span * 0.5, cy + 42),
            (600, cy + 50),
            (600 - span * 0.5, cy + 42),
            (600 - span, cy + 36),
        ]
    )
    handle = t if shape == "vinyl" else steel
    c.body(bar, handle, c.steel(handle, True) if shape != "vinyl" else c.lying(handle), 3)
    if shape != "vinyl":
        knurl = f'<path d="M0 0l9 9M9 0l-9 9" stroke="{steel.deep}" stroke-width="2"/>'
        with c.clipped(box(600 - span * 0.62, cy - 60, span * 1.24, 120)):
            c.path(bar, c.pattern(9, 9, knurl), opacity=0.55)
    style = spec.design(("ring", "number", "lines"))
    for s in (-1, 1):
        x = 600 + s * span
        w = 150 * k
        if shape == "hex":
            pts = [
                (x - w, cy - r * 0.52),
                (x - w * 0.62, cy - r * 0.9),
                (x + w * 0.62, cy - r * 0.9),
                (x + w, cy - r * 0.52),
                (x + w, cy + r * 0.52),
                (x + w * 0.62, cy + r * 0.9),
                (x - w * 0.62, cy + r * 0.9),
                (x - w, cy + r * 0.52),
            ]
            c.body(polygon(pts, 22), t, c.lying(t), 7)
            c.line(f"M{x - w + 8:.0f} {cy - r * 0.34:.0f}H{x + w - 8:.0f}", t.glint, 5, 0.6)
            c.line(f"M{x - w + 8:.0f} {cy + r * 0.4:.0f}H{x + w - 8:.0f}", t.deep, 6, 0.7)
        elif shape == "round":
            for j, (dx, f) in enumerate(((0.55, 0.8), (0.1, 1.0), (-0.35, 0.9))):
                px = x + s * w * dx
                c.body(
                    box(px - w * 0.24, cy - r * f, w * 0.48, 2 * r * f, 22),
                    t if j != 1 else tones(t.at(-0.04)),
                    c.lying(t),
                    5,
                )
            c.body(box(x + s * w * 0.86 - 20, cy - 34, 40, 68, 12), steel, c.steel(steel, True), 2)
        else:
            c.body(ellipse(x, cy, w * 1.05, r), t, c.ball(t), 7)
            c.path(ellipse(x - w * 0.34, cy - r * 0.44, w * 0.3, r * 0.2), t.glint, opacity=0.55)
        if style == "ring":
            c.path(box(x - s * w * 0.98 - 9, cy - 58, 18, 116, 9), spec.accent.base)
        elif style == "number" and shape != "round":
            c.path(ellipse(x, cy, w * 0.42), spec.accent.base)
            c.path(polygon(regular(x, cy, w * 0.26, 3, 0), 6), spec.accent.glint)
        elif shape != "round":
            for dy in (-20, 0, 20):
                c.line(f"M{x - w * 0.36:.0f} {cy + dy}h{w * 0.72:.0f}", spec.accent.base, 8)


def _icosahedron() -> list[tuple[float, float, float]]:
    g = (1 + 5**0.5) / 2
    size = math.hypot(1, g)
    return [
        (x / size, y / size, z / size)
        for a in (-1, 1)
        for b in (-g, g)
        for x, y, z in ((0, a, b), (a, b, 0), (b, 0, a))
    ]


@draws("football")
def football(c: Canvas, spec: Spec) -> None:
    """The truncated icosahedron, turned and seen head-on; the colour paints its pentagons."""
    t, pattern = spec.tones, spec.text("pattern")
    white = tones("#F5F4F0") if t.lightness < 0.8 else tones("#33363B")
    second = spec.accent if abs(spec.accent.lightness - white.lightness) > 0.25 else tones("#C4673F")
    cx, cy, r = 600.0, 600.0, 350.0
    c.table(790)
    c.ground(600, 956, 300, 50)
    ball = ellipse(cx, cy, r)
    c.path(ball, white.base)
    tilt, spin = 0.5 + 0.3 * spec.pick("tilt", (0, 1, 2)), 0.35 + 0.5 * spec.pick("spin", (0, 1, 2))

    def turned(v: tuple[float, float, float]) -> tuple[float, float, float]:
        x, y, z = v
        x, z = x * math.cos(spin) + z * math.sin(spin), z * math.cos(spin) - x * math.sin(spin)
        y, z = y * math.cos(tilt) - z * math.sin(tilt), z * math.cos(tilt) + y * math.sin(tilt)
        return x, y, z

    corners = [turned(v) for v in _icosahedron()]

    def seen(a: tuple[float, ...], b: tuple[float, ...], f: float) -> tuple[float, float, float]:
        p = [a[i] + (b[i] - a[i]) * f for i in range(3)]
        size = math.sqrt(sum(v * v for v in p))
        return cx + r * p[0] / size, cy + r * p[1] / size, p[2] / size

    with c.clipped(ball):
        seams = []
        for i, v in enumerate(corners):
            near = [w for w in corners if 0.9 < math.dist(v, w) < 1.2]
            for w in near:
                p, q = seen(v, w, 1 / 3), seen(v, w, 2 / 3)
                if corners.index(w) > i and max(p[2], q[2]) > -0.05:
                    seams.append(line([p, q]))
            if v[2] < -0.25:
                continue
            ring = [seen(v, w, 0.34) for w in near]
            mx, my = sum(p[0] for p in ring) / 5, sum(p[1] for p in ring) / 5
            ring.sort(key=lambda p: math.atan2(p[1] - my, p[0] - mx))
            if pattern == "star":
                tips = [seen(v, w, 0.42) for w in near]
                tips.sort(key=lambda p: math.atan2(p[1] - my, p[0] - mx))
                shape = []
                for j in range(5):
                    one, two = tips[j], tips[(j + 1) % 5]
                    shape += [
                        one[:2],
                        (mx + ((one[0] + two[0]) / 2 - mx) * 0.5, my + ((one[1] + two[1]) / 2 - my) * 0.5),
                    ]
                c.path(polygon(shape, 8), t.base if i % 2 else second.base)
            elif pattern == "swoosh":
                for j in range(5):
                    one, two = ring[j], ring[(j + 1) % 5]
                    ox, oy = one[0] * 2 - mx, one[1] * 2 - my
                    c.path(
                        f"M{mx:.0f} {my:.0f}Q{one[0]:.0f} {one[1]:.0f} {ox:.0f}"
                        f" {oy:.0f}Q{two[0]:.0f} {two[1]:.0f} {mx:.0f} {my:.0f}Z",
                        t.base if j % 2 else second.base,
                    )
            else:
                c.path(polygon([p[:2] for p in ring], 10), t.base, stroke=t.deep, width=4)
        if pattern != "swoosh":
            c.line("".join(seams), white.deep, 7, 0.9)
        c.path(
            ball,
            c.radial(
                0.32,
                0.26,
                0.85,
                (0, "#FFFFFF", 0.5),
                (0.35, "#FFFFFF", 0),
                (0.7, "#000000", 0.12),
                (1, "#000000", 0.5),
            ),
        )
    c.path(ellipse(480, 420, 70, 40), "#FFFFFF", opacity=0.35)


@draws("tennis_racket")
def tennis_racket(c: Canvas, spec: Spec) -> None:
    """From above, with the balls that come along."""
    t, a = spec.tones, spec.accent
    c.flat()
    grip = tones(spec.design(("#F4F1EA", "#2F3136", "#C4A27A")))
    rx, ry = 232.0, 290.0
    with c.group("rotate(38 600 600)"):
        cy = 380.0
        hoop = ellipse(600, cy, rx, ry)
        throat = (
            f"M{600 - 150} {cy + 228}C{600 - 90} {cy + 330} {600 - 24} {cy + 380} {600 - 22} 860"
            f"M{600 + 150} {cy + 228}C{600 + 90} {cy + 330} {600 + 24} {cy + 380} {600 + 22} 860"
        )
        with c.group("translate(30 14)", 0.25):
            c.path(hoop, stroke=c.umbra, width=40)
            c.line(throat, c.umbra, 44)
            c.line("M600 860V1120", c.umbra, 70)
        with c.clipped(hoop):
            strings = "".join(f"M{600 - rx + k * 27.4:.0f} 60V700" for k in range(1, 17)) + "".join(
                f"M340 {cy - ry + k * 29:.0f}H860" for k in range(1, 20)
            )
            c.path(hoop, "#FFFFFF", opacity=0.22)
            c.line(strings, "#B9B6AC", 4)
            c.line(strings, "#FFFFFF", 2, 0.9)
        bridge = f"M{600 - 156} {cy + 216}Q600 {cy + 330} {600 + 156} {cy + 216}"
        for d, w in ((bridge, 26), (throat, 38), (hoop, 36)):
            c.line(d, t.deep, w)
            c.line(d, t.base, w - 7)
            c.path(d, stroke=t.glint, width=5, opacity=0.5)
        for k in range(4):
            turn0, turn1 = k * 90 + 30, k * 90 + 60
            p, q = polar(0, 0, 1, turn0), polar(0, 0, 1, turn1)
            c.line(
                f"M{600 + p[0] * rx:.0f} {cy + p[1] * ry:.0f}A{rx:.0f}"
                f" {ry:.0f} 0 0 1 {600 + q[0] * rx:.0f} {cy + q[1] * ry:.0f}",
                a.base,
                29,
            )
        c.body(polygon([(562, 800, 10), (638, 800, 10), (640, 870), (560, 870)]), t, c.round(t), 3)
        c.body(box(564, 850, 72, 270, 14), grip, c.round(grip), 3)
        with c.clipped(box(564, 850, 72, 270, 14)):
            c.line("".join(f"M550 {890 + k * 36}L650 {862 + k * 36}" for k in range(8)), grip.deep, 5, 0.7)
        c.body(box(554, 1104, 92, 34, 14), t, c.round(t), 3)
        c.body(box(558, 846, 84, 20, 8), a, edge=2)
    for x, y, r in ((820, 840, 96), (1010, 690, 84), (940, 1010, 90))[: spec.number("balls")]:
        felt = tones("#CFDB45")
        c.cast(ellipse(x, y, r), 16, 24, 40, 0.42)
        c.body(ellipse(x, y, r), felt, c.ball(felt), 4)
        with c.clipped(ellipse(x, y, r)):
            for s in (-1, 1):
                c.path(ellipse(x + s * r * 1.12, y + s * r * 0.3, r * 0.84), stroke="#F7F5EC", width=9)
