"""Electronics held or worn: smartwatch, camera, keyboard, mouse."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polar, polygon, smooth
from app.demo.pictures.spec import Spec

_GLASS = tones("#1A1C21")
_GRIP = tones("#303237")


def watch_strap(c: Canvas, t: Tones, strap: str, width: float, top: float, bottom: float) -> None:
    """The two straps of a watch seen from the front, tapering away from the case."""
    for y0, y1 in ((top, 96.0), (bottom, 1110.0)):
        up = y1 < y0
        near, far = width / 2, width * 0.4
        d = polygon([(600 - near, y0, 2), (600 + near, y0, 2), (600 + far, y1, 44), (600 - far, y1, 44)])
        c.cast(d, 14, 20, 44)
        c.body(d, t, c.round(t), 5)
        if strap == "steel":
            count = 9
            for k in range(1, count):
                y = y0 + (y1 - y0) * k / count
                half = near + (far - near) * k / count
                c.line(f"M{600 - half:.0f} {y:.0f}H{600 + half:.0f}", t.deep, 5)
                c.line(f"M{600 - half:.0f} {y + 5:.0f}H{600 + half:.0f}", t.glint, 2, 0.8)
            for s in (-1, 1):
                c.line(
                    f"M{600 + s * near * 0.42:.0f} {y0}"
                    f"L{600 + s * far * 0.42:.0f} {y1 + (18 if up else -18)}",
                    t.deep,
                    4,
                )
        elif strap == "leather":
            inset = 17
            c.stitch(
                line([(600 - near + inset, y0), (600 - far + inset, y1 + (40 if up else -40))]), t.glint, 3.5
            )
            c.stitch(
                line([(600 + near - inset, y0), (600 + far - inset, y1 + (40 if up else -40))]), t.glint, 3.5
            )
        elif strap == "nylon":
            with c.clipped(d):
                c.path(
                    f"M{600 - near * 0.36:.0f} 60h{near * 0.72:.0f}v1100h{-near * 0.72:.0f}Z",
                    t.glint,
                    opacity=0.4,
                )
        if not up and strap != "steel":
            for k in range(5):
                c.path(ellipse(600, 960 + k * 32, 8, 6), t.deep)
    if strap != "steel":
        half = width * 0.43
        buckle = metal("steel")
        c.body(
            box(600 - half - 8, 108, half * 2 + 16, 84, 18) + box(600 - half + 12, 126, half * 2 - 24, 50, 6),
            buckle,
            edge=3,
            even_odd=True,
        )
        c.body(box(594, 116, 12, 78, 6), buckle, c.round(buckle), 2)
        c.body(box(600 - half - 10, 208, half * 2 + 20, 34, 8), t, c.round(t), 3)


@draws("smartwatch")
def smartwatch(c: Canvas, spec: Spec) -> None:
    """From above, its face showing rings, hands or digits."""
    t = spec.tones
    round_case = spec.text("case") == "round"
    strap = spec.text("strap")
    case = metal(spec.pick("metal", ("dark", "steel", "brass")))
    c.flat()
    band = metal("steel") if strap == "steel" else t
    rx = 236 if round_case else 214
    ry = 236 if round_case else 256
    watch_strap(c, band, strap, 300, 600 - ry + 30, 600 + ry - 30)
    shell = ellipse(600, 600, rx) if round_case else box(600 - rx, 600 - ry, 2 * rx, 2 * ry, 96)
    c.cast(shell, 16, 26, 50)
    c.body(box(600 + rx - 12, 548, 40, 76, 14), case, c.steel(case, True), 2)
    c.body(box(600 + rx - 14, 660, 22, 90, 11), case, c.round(case), 2)
    c.body(shell, t if strap == "steel" else case, edge=7)
    glass = (
        ellipse(600, 600, rx - 18) if round_case else box(618 - rx, 618 - ry, 2 * rx - 36, 2 * ry - 36, 80)
    )
    c.path(glass, _GLASS.deep)
    face, a = spec.design(("rings", "hands", "digits")), spec.accent
    k = 0.92
    if face == "rings":
        for i, (ink, turn) in enumerate((("#E0566F", 290), ("#A5D64C", 230), ("#4CC3D6", 160))):
            r = (168 - i * 38) * k
            c.path(ellipse(600, 600, r), stroke=ink, width=28 * k, opacity=0.25)
            x1, y1 = polar(600, 600, r, turn)
            c.line(f"M600 {600 - r:.0f}A{r:.0f} {r:.0f} 0 {int(turn > 180)} 1 {x1:.0f} {y1:.0f}", ink, 28 * k)
    elif face == "hands":
        for i in range(60):
            x0, y0 = polar(600, 600, 196 * k, i * 6)
            x1, y1 = polar(600, 600, (182 if i % 5 else 164) * k, i * 6)
            c.line(line([(x0, y0), (x1, y1)]), "#E9EBEE" if i % 5 == 0 else "#6C7480", 3 if i % 5 else 6)
        c.path(ellipse(600, 686, 46), stroke=a.light, width=9)
        c.line(line([(600, 600), polar(600, 600, 96, 304)]), "#F4F5F7", 15)
        c.line(line([(600, 600), polar(600, 600, 148, 58)]), "#F4F5F7", 10)
        c.line(line([(600, 600), polar(600, 600, 168, 212)]), "#E9A21B", 4)
        c.path(ellipse(600, 600, 12), "#E9A21B")
    else:
        for i, seg in enumerate(((-128, 1), (-64, 1), (22, 2), (86, 2))):
            x = 600 + seg[0]
            c.path(box(x, 500, 46, 92, 16), stroke=a.light if i > 1 else "#F4F5F7", width=13)
        c.path(ellipse(594, 528, 7), "#F4F5F7")
        c.path(ellipse(594, 566, 7), "#F4F5F7")
        c.line(
            smooth([(460, 690), (520, 668), (560, 700), (610, 640), (660, 690), (740, 672)], closed=False),
            "#E0566F",
            8,
        )
        c.path(box(500, 420, 200, 14, 7), "#6C7480")
    with c.clipped(glass):
        c.path("M330 330H640L430 870H330Z", "#FFFFFF", opacity=0.07)


def _lens(c: Canvas, x: float, y: float, r: float, ring: Tones) -> None:
    barrel = tones("#2A2C31")
    c.path(ellipse(x + 10, y + 16, r * 1.02), c.umbra, opacity=0.3)
    c.body(ellipse(x, y, r), barrel, edge=5)
    for i in range(48):
        c.line(line([polar(x, y, r * 0.985, i * 7.5), polar(x, y, r * 0.9, i * 7.5)]), barrel.deep, 4, 0.8)
    c.path(ellipse(x, y, r * 0.86), stroke=ring.base, width=r * 0.045)
    c.path(ellipse(x, y, r * 0.76), c.linear(0, 0, 0.8, 1, (0, "#121317"), (1, "#3A3D44")))
    c.path(
        ellipse(x, y, r * 0.6),
        c.radial(0.4, 0.35, 0.7, (0, "#5F4E86"), (0.45, "#26375E"), (0.8, "#10131C"), (1, "#08090C")),
    )
    c.path(ellipse(x, y, r * 0.3), "#07080B", opacity=0.75)
    c.path(ellipse(x - r * 0.24, y - r * 0.26, r * 0.14, r * 0.1), "#DDE9FF", opacity=0.85)
    c.path(ellipse(x + r * 0.22, y + r * 0.24, r * 0.07), "#8FC7D6", opacity=0.6)


@draws("camera")
def camera(c: Canvas, spec: Spec) -> None:
    """From the front: mirrorless, compact, or instant with a photo coming out."""
    t, body = spec.tones, spec.text("body")
    chrome = metal("chrome")
    c.table(800)
    if body == "instant":
        c.ground(600, 962, 350, 46)
        shell = polygon([(330, 330, 90), (870, 330, 90), (930, 955, 60), (270, 955, 60)])
        c.body(shell, t, edge=8)
        c.path("M286 800h628l12 120H276Z", t.shade)
        c.path(box(360, 838, 480, 30, 12), _GLASS.deep)
        photo = polygon([(400, 852), (800, 852), (812, 1010, 4), (388, 1010, 4)])
        c.path(photo, "#FAF8F3")
        c.path(polygon([(424, 852), (776, 852), (782, 960), (418, 960)]), spec.accent.base)
        with c.clipped(box(418, 852, 364, 108)):
            c.path(ellipse(690, 884, 26), "#F6E3A8")
            c.path("M410 960l110-86 76 60 60-40 140 70Z", spec.accent.deep)
        c.body(box(380, 384, 170, 96, 26), _GLASS, edge=3)
        c.path(box(392, 396, 146, 72, 18), c.linear(0, 0, 1, 1, (0, "#FFFFFF"), (1, "#C9CED6")))
        c.body(box(690, 390, 120, 84, 20), _GLASS, edge=3)
        c.path(ellipse(750, 432, 24), "#3C4C74")
        for i, ink in enumerate(("#C4673F", "#E9A21B", "#1C7C83")):
            c.path(f"M{293 - i * 2:.0f} {744 + i * 20}h{614 + i * 4}v20h{-616 - i * 4}Z", ink, opacity=0.95)
        _lens(c, 600, 624, 142, chrome)
        c.body(ellipse(852, 600, 30), spec.accent, edge=3)
        return
    compact = body == "compact"
    w, h = (660, 400) if compact else (740, 460)
    x, y = 600 - w / 2, 950 - h
    c.ground(600, 958, w * 0.56, 46)
    if not compact:
        c.body(polygon([(470, y + 10), (500, y - 104, 30), (700, y - 104, 30), (730, y + 10)]), t, edge=5)
        c.path(box(520, y - 84, 160, 60, 12), _GLASS.deep, opacity=0.85)
    top = chrome if spec.design((True, False, True)) else t
    c.body(box(x + 70, y - 44, 110, 60, 14), top, c.round(top), 3)
    for i in range(9):
        c.line(f"M{x + 80 + i * 11:.0f} {y - 36}v34", top.deep, 3, 0.6)
    c.body(box(x + w - 190, y - 30, 120, 46, 12), top, c.round(top), 3)
    c.body(ellipse(x + w - 240, y - 10, 30, 14), spec.accent, edge=2)
    shell = box(x, y, w, h, 54)
    c.body(shell, top, edge=7)
    leather = f'<circle cx="6" cy="6" r="3" fill="{t.deep}"/><circle cx="14" cy="14" r="3" fill="{t.deep}"/>'
    with c.clipped(shell):
        c.path(f"M{x} {y + 96}h{w}v{h - 176}h{-w}Z", c.slope(t))
        c.path(f"M{x} {y + 96}h{w}v{h - 176}h{-w}Z", c.pattern(16, 16, leather), opacity=0.35)
        c.line(f"M{x} {y + 96}h{w}M{x} {y + h - 80}h{w}", t.deep, 5, 0.7)
    if not compact:
        grip = polygon(
            [(x - 6, y + 70, 40), (x + 112, y + 70, 50), (x + 112, y + h - 14, 50), (x - 6, y + h - 14, 50)]
        )
        c.body(grip, t if t.is_dark else _GRIP, c.round(t if t.is_dark else _GRIP), 4)
    c.path(box(x + w - 136, y + 26, 92, 48, 12), _GLASS.base)
    c.path(box(x + w - 128, y + 33, 76, 34, 8), "#F5EBD0" if compact else "#3A4A66")
    for s in (0, 1):
        lug = x + 8 if s == 0 else x + w - 8
        c.path(ellipse(lug, y + 60, 13), stroke=chrome.shade, width=7)
    if spec.pick("strap", (True, False)):
        c.line(f"M{x + 8} {y + 60}C{x - 150} {y + 150} {x - 120} 1010 {x + 40} 1000", spec.accent.shade, 24)
        c.stitch(f"M{x + 8} {y + 60}C{x - 150} {y + 150} {x - 120} 1010 {x + 40} 1000", spec.accent.glint, 3)
    _lens(c, 600 + (30 if compact else 10), y + h * 0.52, 150 if compact else 190, spec.accent)


@draws("keyboard")
def keyboard(c: Canvas, spec: Spec) -> None:
    """From above, every key of the layout in its place."""
    t, a = spec.tones, spec.accent
    layout = spec.text("layout")
    columns = {"full": 21, "tenkeyless": 18, "compact": 15}[layout]
    rows = 5 if layout == "compact" else 6
    pitch = min(1010 / columns, 68.0)
    w, h = columns * pitch + 40, rows * pitch + 44
    x, y = 600 - w / 2, 600 - h / 2
    c.flat()
    caps = spec.design((tones("#F1EFEA"), t, tones("#3A3D43")))
    case = box(x, y, w, h, 30)
    with c.group("rotate(-7 600 600)"):
        if spec.pick("cable", (False, True)):
            c.line(f"M600 {y}C600 {y - 120} 720 {y - 60} 720 -40", a.shade, 14)
            c.line(f"M600 {y}C600 {y - 120} 720 {y - 60} 720 -40", a.light, 4, dash="4 10")
        c.cast(case, 14, 30, 70, 0.36)
        c.body(case, t, edge=8)
        c.path(box(x + 14, y + 14, w - 28, h - 28, 18), t.deep)
        # Keys in rows; widths in units, None leaves a gap.
        main = [
            [1.0] * 13 + [2.0],
            [1.5] + [1.0] * 12 + [1.5],
            [1.75] + [1.0] * 11 + [2.25],
            [2.25] + [1.0] * 10 + [2.75],
            [1.25, 1.25, 1.25, 6.25, 1.25, 1.25, 1.25, 1.25],
        ]
        if rows == 6:
            main.insert(0, [1.0, -0.67] + [1.0] * 4 + [-0.67] + [1.0] * 4 + [-0.66] + [1.0] * 4)
        bright = {(rows - 1, 3), (rows - 3, len(main[rows - 3]) - 1), (0, 0)}
        plain, special, accented = [], [], []
        for r, row in enumerate(main):
            at = 0.0
            for k, unit in enumerate(row):
                if unit > 0:
                    d = (x + 20 + at * pitch, y + 22 + r * pitch, unit * pitch)
                    (
                        accented
                        if (r, k) in bright
                        else special
                        if unit != 1 or (r == 0 and rows == 6)
                        else plain
                    ).append(d)
                at += abs(unit)
        if columns > 15:
            for r, cells in enumerate(((0, 1, 2), (0, 1, 2), (0, 1, 2), (), (1,), (0, 1, 2))):
                special += [
                    (x + 20 + (15.2 + k * 0.93) * pitch, y + 22 + r * pitch, pitch * 0.93) for k in cells
                ]
        if columns > 18:
            for r in range(1, 6):
                plain += [
                    (x + 20 + (18.2 + k * 0.92) * pitch, y + 22 + r * pitch, pitch * 0.92) for k in range(3)
                ]
        dark_caps = tones(caps.at(-0.12 if not caps.is_dark else 0.12))
        for group, ink in ((plain, caps), (special, dark_caps), (accented, a)):
            # The stroke rounds the corners of plain rectangles.
            side = "".join(box(kx + 8, ky + 9, kw - 16, pitch - 16) for kx, ky, kw in group)
            c.path(side, ink.deep, stroke=ink.deep, width=12)
            top = c.linear(0, 0, 0.6, 1, (0, ink.light), (1, ink.base))
            face = "".join(box(kx + 12, ky + 10, kw - 24, pitch - 26) for kx, ky, kw in group)
            c.path(face, top, stroke=top, width=12)
        legend = caps.glint if caps.is_dark else caps.deep
        c.line(
            "".join(
                f"M{kx + pitch * 0.3:.0f} {ky + pitch * 0.36:.0f}h{pitch * 0.18:.0f}" for kx, ky, _ in plain
            ),
            legend,
            4,
            0.75,
        )


@draws("mouse")
def mouse(c: Canvas, spec: Spec) -> None:
    """From above: split, palm-rest or seamed shell."""
    t, shape, a = spec.tones, spec.text("shape"), spec.accent
    c.flat()
    wired = spec.text("connection") == "wired"
    if wired:
        c.line("M600 300C600 180 700 190 690 90S760-20 760-40", _GRIP.base, 18)
        c.line("M597 300C597 180 697 190 687 90S757-20 757-40", _GRIP.light, 5, 0.8)
    if shape == "vertical":
        half = [(0, 250), (150, 275), (220, 430), (250, 700), (190, 930), (0, 985)]
    elif shape == "low-profile":
        half = [(0, 260), (150, 270), (205, 330), (222, 600), (210, 860), (150, 945), (0, 965)]
    else:
        half = [(0, 250), (140, 268), (205, 380), (200, 560), (228, 760), (190, 920), (0, 985)]
    lean = -40 if shape == "vertical" else 0
    right = [(600 + p[0], p[1]) for p in half]
    left = [
        (600 - p[0] * (1.12 if shape == "ergonomic" else 1) + lean * (p[1] - 250) / 700, p[1])
        for p in reversed(half[1:-1])
    ]
    outline = smooth([*right, *left])
    with c.group("rotate(14 600 620)"):
        c.cast(outline, 26, 34, 90, 0.42)
        c.body(outline, t, c.ball(t), 9)
        with c.clipped(outline):
            style = spec.design(("split", "palm", "seam"))
            if style == "palm":
                c.path("M300 620C450 560 750 560 900 620V1000H300Z", t.shade)
                c.line("M300 620C450 560 750 560 900 620", t.deep, 4)
            elif style == "seam":
                c.line("M300 560C450 520 750 520 900 560", t.deep, 5)
                c.line("M300 566C450 526 750 526 900 566", t.glint, 3, 0.6)
            else:
                c.path(
                    "M300 250H470C430 500 430 760 480 990H300Z",
                    _GRIP.base if not t.is_dark else t.light,
                    opacity=0.85,
                )
            c.line("M600 240V545", t.deep, 7)
            c.line("M606 240V545", t.glint, 3, 0.6)
            if shape != "low-profile":
                for y in (520, 610):
                    c.body(box(384, y, 26, 76, 13), a, c.round(a), 2)
            c.path("M430 330C480 280 560 270 590 270L560 420C520 470 450 470 420 440Z", t.glint, opacity=0.22)
        c.path(box(568, 355, 64, 140, 32), t.deep)
        c.body(box(578, 366, 44, 118, 22), _GRIP, c.steel(_GRIP, True), 2)
        for i in range(7):
            c.line(f"M582 {382 + i * 14}h36", a.base if i == 3 else _GRIP.light, 4, 0.9)
        c.path(ellipse(600, 540, 7), "#7FD1A6")
        c.path(ellipse(600, 830, 18), t.deep, opacity=0.5)
