"""Electronics with a screen: laptop, tablet, phone, monitor, television."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import oklch, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polygon, smooth
from app.demo.pictures.spec import Spec

_GLASS = tones("#1B1D22")


def wallpaper(c: Canvas, spec: Spec, x: float, y: float, w: float, h: float, radius: float = 0) -> None:
    """Screen content: one of four calm landscapes in the accent's hue, with a sheen of daylight."""
    hue = spec.accent.hue
    screen = box(x, y, w, h, radius)
    motif = spec.pick("wallpaper", ("hills", "planet", "waves", "facets"))
    night = spec.pick("night", (True, False, False))
    low, high = (0.28, 0.5) if night else (0.72, 0.93)

    def ink(step: float, turn: float = 0, chroma: float = 0.09) -> str:
        return oklch(low + (high - low) * step, chroma * (0.6 if night else 0.9), hue + turn)

    with c.clipped(screen):
        c.path(screen, c.linear(0, 0, 0.4, 1, (0, ink(0.8, 40, 0.07)), (1, ink(1, -30, 0.07))))
        if motif == "hills":
            c.path(ellipse(x + w * 0.7, y + h * 0.34, h * 0.13), oklch(0.93, 0.09, 85))
            for i, (lift, step) in enumerate(((0.52, 0.75), (0.66, 0.45), (0.8, 0.1))):
                points = [
                    (x + w * k / 4, y + h * (lift + (0.09 if (k + i) % 2 else -0.07))) for k in range(5)
                ]
                c.path(smooth(points, closed=False) + f"L{x + w} {y + h}H{x}Z", ink(step, 12 * i, 0.1))
        elif motif == "planet":
            c.path(ellipse(x + w * 0.5, y + h * 1.02, h * 0.75), ink(0.15, 0, 0.13))
            c.path(ellipse(x + w * 0.44, y + h * 1.1, h * 0.72), ink(0.4, 20, 0.12))
            c.path(ellipse(x + w * 0.24, y + h * 0.26, h * 0.09), oklch(0.92, 0.08, 70))
        elif motif == "waves":
            for i in range(5):
                rise = y + h * (0.22 + i * 0.16)
                c.path(
                    f"M{x} {rise:.0f}C{x + w * 0.3:.0f} {rise - h * 0.2:.0f}"
                    f" {x + w * 0.55:.0f} {rise + h * 0.22:.0f} "
                    f"{x + w:.0f} {rise - h * 0.06:.0f}V{y + h:.0f}H{x}Z",
                    ink(0.9 - i * 0.22, i * 14, 0.12),
                )
        else:
            for i, (a, b, d) in enumerate(((0, 0.5, 0.2), (0.3, 0.9, 0.55), (0.55, 1, 0.8))):
                c.path(
                    f"M{x + w * a:.0f} {y + h:.0f}L{x + w * b:.0f} {y + h * (0.1 + 0.2 * i):.0f}"
                    f"L{x + w * (d + 0.45):.0f} {y + h:.0f}Z",
                    ink(0.7 - i * 0.3, i * 25, 0.12),
                )
        c.path(polygon([(x, y), (x + w * 0.42, y), (x + w * 0.2, y + h), (x, y + h)]), "#FFFFFF", opacity=0.1)


@draws("laptop")
def laptop(c: Canvas, spec: Spec) -> None:
    """Open, from the front and a little above."""
    t = spec.tones
    w = {13: 700, 14: 760, 16: 850}.get(spec.number("screen_inches"), 760)
    h = w * 0.64
    x, bottom = 600 - w / 2, 822.0
    c.table(760)
    c.ground(600, 938, w * 0.62, 46)
    lid = box(x, bottom - h, w, h + 20, 26)
    c.body(lid, t, edge=5)
    c.path(box(x + 9, bottom - h + 9, w - 18, h, 19), _GLASS.base)
    wallpaper(c, spec, x + 24, bottom - h + 26, w - 48, h - 58, 8)
    c.path(ellipse(600, bottom - h + 17, 4), "#4A5568")
    # The dock of open programs along the screen's lower edge.
    dock = 600 - 118
    c.path(box(dock - 12, bottom - 86, 260, 42, 14), "#FFFFFF", opacity=0.5)
    for i, ink in enumerate(("#C4673F", "#1C7C83", "#E9A21B", "#25365E", "#CF6E82")):
        c.path(box(dock + i * 49, bottom - 80, 30, 30, 8), ink)
    deck = polygon(
        [(x - 4, bottom, 4), (x + w + 4, bottom, 4), (x + w + 84, bottom + 88, 16), (x - 84, bottom + 88, 16)]
    )
    c.body(deck, t, c.linear(0, 0, 0.4, 1, (0, t.shade), (0.5, t.base), (1, t.light)), 3)
    well = polygon(
        [
            (x + 44, bottom + 9, 4),
            (x + w - 44, bottom + 9, 4),
            (x + w - 12, bottom + 52, 6),
            (x + 12, bottom + 52, 6),
        ]
    )
    keys = _GLASS if spec.design((True, False, True)) else tones("#DAD9D5")
    c.path(well, keys.base)
    gaps = []
    for row in range(1, 4):
        gaps.append(f"M{x + 44 - row * 8:.0f} {bottom + 9 + row * 10.8:.0f}H{x + w - 44 + row * 8:.0f}")
    for k in range(1, 15):
        u = k / 15
        gaps.append(f"M{x + 44 + (w - 88) * u:.0f} {bottom + 9}L{x + 12 + (w - 24) * u:.0f} {bottom + 52}")
    c.line("".join(gaps), keys.light if keys.is_dark else keys.deep, 2.2, 0.8)
    c.path(
        polygon([(490, bottom + 58, 4), (710, bottom + 58, 4), (722, bottom + 84, 5), (478, bottom + 84, 5)]),
        t.shade,
    )
    c.path(
        polygon([(492, bottom + 60, 4), (708, bottom + 60, 4), (719, bottom + 82, 5), (481, bottom + 82, 5)]),
        t.light,
    )
    front = polygon(
        [
            (x - 84, bottom + 84, 4),
            (x + w + 84, bottom + 84, 4),
            (x + w + 72, bottom + 116, 18),
            (x - 72, bottom + 116, 18),
        ]
    )
    c.body(front, t, c.lying(t), 3)
    c.path(box(530, bottom + 86, 140, 12, 6), t.deep)
    if spec.design((False, True, False)):
        c.line(line([(x - 70, bottom + 106), (x + w + 70, bottom + 106)]), spec.accent.base, 5)


@draws("tablet")
def tablet(c: Canvas, spec: Spec) -> None:
    """Upright or on its side, with the stylus next to it."""
    t = spec.tones
    size = spec.number("screen_inches")
    h = 600 + (size - 8) * 34
    w = h * 0.74
    lying = spec.design((False, True, False, True))
    if lying:
        w, h = h * 1.06, w * 1.02
    c.table(820)
    x, y = 600 - w / 2, 965 - h
    c.ground(600, 968, w * 0.56, 44)
    if spec.text("stylus") == "yes":
        white = tones("#F2F1EE")
        with c.group(f"rotate(7 {x + w + 66} 960)"):
            px = x + w + 40
            c.body(
                polygon([(px, 380, 10), (px + 30, 380, 10), (px + 30, 890), (px + 15, 962, 3), (px, 890)]),
                white,
                c.round(white),
                2,
            )
            c.path(f"M{px + 15} 962l-6-28h12Z", _GLASS.base)
            c.path(box(px, 420, 30, 10), t.base)
    c.body(box(x, y, w, h, 44), t, edge=6)
    c.path(box(x + 9, y + 9, w - 18, h - 18, 36), _GLASS.base)
    wallpaper(c, spec, x + 38, y + 38, w - 76, h - 76, 14)
    c.path(ellipse(600, y + 24, 6), "#3C4350")
    cols, rows = (6, 3) if lying else (4, 4)
    step = (w - 150) / cols
    inks = ("#F6F5F2", "#C4673F", "#1C7C83", "#E9A21B", "#CF6E82", "#25365E", "#A3B394")
    for i in range(cols * rows):
        ax, ay = x + 75 + step * (i % cols + 0.5), y + 100 + step * (i // cols + 0.4)
        c.path(box(ax - 29, ay - 29, 58, 58, 16), inks[(i + spec.variation) % 7], opacity=0.92)
    c.path(box(600 - 60, y + h - 62, 120, 8, 4), "#FFFFFF", opacity=0.85)


@draws("phone")
def phone(c: Canvas, spec: Spec) -> None:
    """Two phones: the front leaning in front of the coloured back with its cameras."""
    t = spec.tones
    h = {5: 640, 6: 700, 7: 750}.get(spec.number("screen_inches"), 700)
    w = h * 0.485
    c.table(830)
    c.ground(610, 966, 370, 46)
    bx, by = 640, 962 - h
    rail = metal("dark" if t.is_dark else "steel")
    c.body(box(bx, by, w, h, 56), rail, edge=4)
    c.body(box(bx + 8, by + 8, w - 16, h - 16, 50), t, edge=5)
    c.path(
        polygon(
            [(bx + 60, by + 10), (bx + w * 0.62, by + 10), (bx + 10, by + h * 0.62), (bx + 10, by + h * 0.2)]
        ),
        t.glint,
        opacity=0.18,
    )
    count = spec.number("cameras")
    layout = spec.design(("island", "bar", "column"))
    if layout == "island":
        c.body(box(bx + 30, by + 30, 156, 156 if count > 1 else 92, 40), t, c.slope(t), 4)
        spots = ((74, 74), (142, 142), (74, 142))[:count]
    elif layout == "bar":
        c.body(box(bx + 10, by + 62, w - 20, 92, 46), t, t.shade, 4)
        spots = ((w * 0.3, 108), (w * 0.52, 108), (w * 0.74, 108))[:count]
    else:
        spots = ((84, 92), (84, 188), (84, 284))[:count]
    for sx, sy in spots:
        c.body(ellipse(bx + sx, by + sy, 38 if layout == "column" else 31), rail, edge=3)
        c.path(ellipse(bx + sx, by + sy, 25), "#14161B")
        c.path(ellipse(bx + sx, by + sy, 14), "#27405E")
        c.path(ellipse(bx + sx - 7, by + sy - 8, 5), "#B9D6F2")
    c.path(
        ellipse(bx + (142 if layout == "island" else w - 60), by + (74 if layout == "island" else 100), 9),
        "#FFF3D6",
    )
    c.path(ellipse(bx + w / 2, by + h * 0.52, 30), stroke=t.shade, width=6, opacity=0.8)
    fx, fy = 262.0, 975 - h
    c.path(box(fx + 14, fy + 20, w + 16, h - 22, 60), c.umbra, opacity=0.22)
    c.body(box(fx, fy, w, h, 58), rail, edge=4)
    c.path(box(fx + 7, fy + 7, w - 14, h - 14, 52), _GLASS.base)
    wallpaper(c, spec, fx + 17, fy + 17, w - 34, h - 34, 44)
    c.path(box(fx + w / 2 - 42, fy + 34, 84, 24, 12), _GLASS.deep)
    # Clock bars, a card of today's delivery and the dock.
    c.path(box(fx + w / 2 - 84, fy + 104, 168, 44, 10), "#FFFFFF", opacity=0.9)
    c.path(box(fx + w / 2 - 48, fy + 164, 96, 12, 6), "#FFFFFF", opacity=0.75)
    c.path(box(fx + 44, fy + h * 0.52, w - 88, 108, 24), "#FFFFFF", opacity=0.8)
    c.path(box(fx + 62, fy + h * 0.52 + 22, 62, 62, 16), spec.accent.base)
    c.path(box(fx + 142, fy + h * 0.52 + 30, w - 226, 14, 7), "#4A5260")
    c.path(box(fx + 142, fy + h * 0.52 + 60, w - 270, 12, 6), "#9AA2AE")
    for i, ink in enumerate(("#C4673F", "#F6F5F2", "#1C7C83", "#E9A21B")):
        c.path(box(fx + 46 + i * (w - 92 - 52) / 3, fy + h - 112, 52, 52, 15), ink)
    c.path(box(fx + w / 2 - 56, fy + h - 40, 112, 7, 4), "#FFFFFF", opacity=0.9)


def _panel(c: Canvas, spec: Spec, x: float, y: float, w: float, h: float, bezel: float) -> None:
    t = spec.tones
    c.body(box(x, y, w, h, 18), t, edge=4)
    c.path(box(x + 6, y + 6, w - 12, h - 12, 13), _GLASS.base)
    wallpaper(c, spec, x + bezel, y + bezel, w - 2 * bezel, h - 2 * bezel - 8, 4)


@draws("monitor")
def monitor(c: Canvas, spec: Spec) -> None:
    """On a plate, a tripod or a disc, with a document and a chart open."""
    t = spec.tones
    inches, ratio = spec.number("screen_inches"), spec.text("ratio")
    shape = {"16:9": 0.575, "21:9": 0.45, "32:9": 0.31}[ratio]
    w = (
        {"16:9": 760, "21:9": 900, "32:9": 960}[ratio]
        + (min(inches, 34) - 27) * 9
        + max(inches - 34, 0) * 1.5
    )
    h = w * shape
    x, y = 600 - w / 2, 740 - h
    c.table(840)
    c.ground(600, 968, w * 0.34, 44)
    stand = spec.design(("plate", "tripod", "disc"))
    neck = metal("dark") if t.is_dark else metal("steel")
    if stand == "tripod":
        c.body(
            polygon([(588, 720), (612, 720), (560, 958, 8), (330, 972, 8), (330, 958, 8), (530, 940)], 4),
            neck,
            edge=3,
        )
        c.body(
            polygon([(588, 720), (612, 720), (670, 940), (870, 958, 8), (870, 972, 8), (640, 958, 8)], 4),
            neck,
            edge=3,
        )
        c.body(box(572, 700, 56, 250, 10), neck, c.round(neck), 3)
    elif stand == "disc":
        c.body(ellipse(600, 948, 170, 26), neck, c.slope(neck), 4)
        c.body(box(566, 700, 68, 250, 10), neck, c.round(neck), 3)
    else:
        c.body(
            polygon([(430, 930, 6), (770, 930, 6), (800, 968, 10), (400, 968, 10)]), neck, c.slope(neck), 4
        )
        c.body(polygon([(548, 700), (652, 700), (664, 944, 8), (536, 944, 8)]), neck, c.round(neck), 3)
        c.body(box(584, 850, 32, 46, 16), neck, neck.deep, 2)
    _panel(c, spec, x, y, w, h, 18)
    # Two windows: a document and a chart.
    wx, wy = x + w * 0.09, y + h * 0.2
    c.path(box(wx, wy, w * 0.34, h * 0.56, 10), "#FFFFFF", opacity=0.92)
    c.path(box(wx, wy, w * 0.34, 22, 10), spec.accent.base)
    for i in range(5):
        c.path(box(wx + 18, wy + 44 + i * h * 0.085, w * (0.29 if i % 3 else 0.22), 8, 4), "#B9C0C9")
    gx, gy = x + w * 0.52, y + h * 0.3
    c.path(box(gx, gy, w * 0.36, h * 0.5, 10), "#20242C", opacity=0.9)
    for i, k in enumerate((0.35, 0.55, 0.45, 0.75, 0.62)):
        c.path(
            box(gx + w * 0.035 + i * w * 0.062, gy + h * (0.46 - 0.4 * k), w * 0.038, h * 0.4 * k, 5),
            "#6FC7BE",
        )
    c.path(ellipse(x + w - 34, y + h - 10, 3), "#7FD1A6")


@draws("television")
def television(c: Canvas, spec: Spec) -> None:
    """On a low sideboard, or on an easel."""
    inches = spec.number("screen_inches")
    w = 700 + (inches - 32) * 7.2
    h = w * 0.575
    stand = spec.text("stand")
    dark = metal("dark")
    if stand == "easel":
        oak = wood(spec.pick("easel", ("oak", "walnut", "birch")))
        w *= 0.86
        h *= 0.86
        c.room(900)
        c.ground(600, 1082, 340, 40)
        bottom = 790.0
        c.body(polygon([(592, 200, 8), (612, 200, 8), (640, 1050, 8), (616, 1050, 8)]), oak, oak.shade, 3)
        for s in (-1, 1):
            c.body(
                polygon(
                    [
                        (600 + s * 70, 180, 10),
                        (600 + s * 100, 180, 10),
                        (600 + s * 292, 1084, 10),
                        (600 + s * 262, 1084, 10),
                    ]
                ),
                oak,
                c.round(oak),
                3,
            )
        c.body(box(600 - w * 0.4, bottom - 4, w * 0.8, 26, 10), oak, c.lying(oak), 3)
    else:
        # On a low sideboard in the room.
        board = wood(spec.pick("board", ("oak", "walnut", "white")))
        c.room(930)
        c.ground(600, 1092, 540, 36)
        for lx in (150, 1020):
            c.body(
                polygon([(lx, 1040), (lx + 34, 1040), (lx + 26, 1094, 6), (lx + 8, 1094, 6)]),
                board,
                c.round(board),
                2,
            )
        c.body(box(84, 860, 1032, 190, 12), board, edge=5)
        c.grain(box(84, 860, 1032, 190, 12), (84, 880, 1032, 160), board)
        for dx in (428, 772):
            c.line(f"M{dx} 884V1040", board.deep, 4)
        for dx in (256, 600, 944):
            c.path(box(dx - 30, 902, 60, 9, 4), dark.base)
        bottom = 818.0
        if stand == "pedestal":
            c.body(box(420, 840, 360, 22, 8), dark, edge=3)
            c.body(polygon([(560, 800), (640, 800), (656, 846), (544, 846)]), dark, edge=2)
        else:
            for s in (-1, 1):
                fx = 600 + s * w * 0.34
                c.line(f"M{fx - 6} 812L{fx - 34} 856M{fx + 6} 812L{fx + 34} 856", dark.base, 12)
    x, y = 600 - w / 2, bottom - h
    c.path(box(x + 16, y + 26, w, h, 24), c.umbra, opacity=0.14)
    _panel(c, spec, x, y, w, h, 15)
    c.path(box(584, bottom - 11, 32, 5, 2), spec.tones.light)
    if spec.design((False, True, False)):
        for i, ink in enumerate(("#C4673F", "#E9A21B", "#1C7C83", "#CF6E82")):
            c.path(box(x + w * (0.08 + i * 0.21), y + h * 0.66, w * 0.18, h * 0.2, 10), ink, opacity=0.9)
        c.path(box(x + w * 0.08, y + h * 0.14, w * 0.3, h * 0.06, 8), "#FFFFFF", opacity=0.85)
        c.path(box(x + w * 0.08, y + h * 0.25, w * 0.2, h * 0.035, 6), "#FFFFFF", opacity=0.6)
    elif spec.design((False, False, True)):
        c.path(ellipse(600, y + h / 2, h * 0.11), "#FFFFFF", opacity=0.85)
        c.path(
            polygon(
                [
                    (600 - h * 0.03, y + h * 0.44),
                    (600 + h * 0.055, y + h * 0.5),
                    (600 - h * 0.03, y + h * 0.56),
                ],
                6,
            ),
            "#20242C",
        )
