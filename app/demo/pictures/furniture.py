"""Furniture of wood and steel: desk, office chair, bookshelf."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polygon, smooth
from app.demo.pictures.spec import Spec


@draws("desk")
def desk(c: Canvas, spec: Spec) -> None:
    """The colour paints the frame and the drawers, `top` chooses the board."""
    t, top = spec.tones, wood(spec.text("top"))
    w = 560 + (spec.number("width_cm") - 100) * 5.2
    legs, drawers = spec.number("legs"), spec.number("drawers")
    x0, x1, y = 600 - w / 2, 600 + w / 2, 560.0
    foot = 1040.0
    c.room(850)
    c.ground(600, foot + 4, w * 0.53, 44)
    shadow = c.linear(0, 0, 0, 1, (0, c.umbra, 0.25), (1, c.umbra, 0))
    style = spec.design(("straight", "splayed", "trestle"))
    if legs < 4:
        for lx in (x0 + w * 0.16, x1 - w * 0.16):
            c.body(box(lx - 26, y + 40, 52, foot - y - 60, 6), t, c.round(t), 3)
            c.body(box(lx - 19, y + 40, 38, 190, 4), t, c.steel(t), 2)
            c.body(
                polygon(
                    [
                        (lx - 96, foot - 26, 10),
                        (lx + 96, foot - 26, 10),
                        (lx + 110, foot, 8),
                        (lx - 110, foot, 8),
                    ]
                ),
                t,
                edge=3,
            )
        c.body(box(x0 + w * 0.14, y + 44, w * 0.72, 30, 6), t, c.lying(t), 2)
        c.body(box(x1 - w * 0.16 - 170, y + 46, 104, 24, 8), tones("#2F3136"), edge=2)
        c.path("".join(box(x1 - w * 0.16 - 158 + i * 22, y + 54, 12, 8, 3) for i in range(4)), "#DDE1E6")
    else:
        back = tones(t.shade)
        for s, lx in ((1, x0 + 76), (-1, x1 - 76)):
            c.body(
                polygon(
                    [
                        (lx - 12, y + 40),
                        (lx + 12, y + 40),
                        (lx + 8 + s * 6, foot - 70, 4),
                        (lx - 8 + s * 6, foot - 70, 4),
                    ]
                ),
                back,
                c.round(back),
                2,
            )
        if style == "trestle":
            for lx in (x0 + w * 0.14, x1 - w * 0.14):
                for s in (-1, 1):
                    c.body(
                        polygon(
                            [
                                (lx + s * 12 - 13, y + 36),
                                (lx + s * 12 + 13, y + 36),
                                (lx + s * 84 + 12, foot, 5),
                                (lx + s * 84 - 12, foot, 5),
                            ]
                        ),
                        t,
                        c.round(t),
                        3,
                    )
                c.body(box(lx - 62, 860, 124, 20, 8), t, c.lying(t), 2)
        else:
            lean = 34 if style == "splayed" else 0
            wide = 15 if style == "splayed" else 17
            for s, lx in ((-1, x0 + 44 + lean), (1, x1 - 44 - lean)):
                c.body(
                    polygon(
                        [
                            (lx - wide - 5, y + 36),
                            (lx + wide + 5, y + 36),
                            (lx + s * lean + wide - 4, foot, 6),
                            (lx + s * lean - wide + 4, foot, 6),
                        ]
                    ),
                    t,
                    c.round(t),
                    3,
                )
    apron = box(x0 + 46, y + 40, w - 92, 74, 6)
    c.body(apron, t, t.shade, 2)
    if drawers:
        tower = drawers == 3
        dw = 210 if tower else min(240, (w - 130) / max(drawers, 2))
        for i in range(drawers):
            dx = x1 - 62 - dw if tower or drawers == 1 else (x0 + 62 if i == 0 else x1 - 62 - dw)
            dy = y + 46 + (i * 110 if tower else 0)
            dh = 104 if tower else 92
            c.body(box(dx, dy, dw, dh, 8), t, c.drop(t), 4)
            knob = metal("brass")
            if spec.pick("pull", (True, False)):
                c.body(ellipse(dx + dw / 2, dy + dh / 2, 12), knob, edge=2)
            else:
                c.body(box(dx + dw / 2 - 40, dy + 20, 80, 12, 6), knob, c.lying(knob), 1)
    c.path(f"M{x0 + 20:.0f} {y + 34}h{w - 40:.0f}v26h{40 - w:.0f}Z", shadow)
    # The board: its far edge is a little shorter because the eye is above it.
    face = polygon([(x0 + 40, y - 44, 6), (x1 - 40, y - 44, 6), (x1, y, 4), (x0, y, 4)])
    c.body(face, top, c.linear(0, 0, 0.6, 1, (0, top.light), (1, top.base)), 2)
    if not top.lightness > 0.9:
        c.grain(face, (x0, y - 40, w, 36), top)
    c.body(box(x0, y, w, 36, 8), top, c.drop(top), 3)
    _on_the_desk(c, spec, x0, x1, y - 14)


def _on_the_desk(c: Canvas, spec: Spec, x0: float, x1: float, y: float) -> None:
    a = spec.accent
    scene = spec.pick("scene", ("lamp", "books", "plant"))
    if scene == "lamp":
        brass = metal("brass")
        c.body(ellipse(x0 + 120, y, 54, 12), brass, edge=2)
        c.line(f"M{x0 + 120} {y}L{x0 + 96} {y - 130}L{x0 + 168} {y - 214}", brass.base, 11)
        c.body(
            polygon(
                [
                    (x0 + 150, y - 250, 16),
                    (x0 + 196, y - 222, 12),
                    (x0 + 236, y - 120, 8),
                    (x0 + 140, y - 150, 8),
                ]
            ),
            a,
            edge=4,
        )
    elif scene == "books":
        for i, (width, ink) in enumerate(
            ((34, a), (26, tones("#25365E")), (38, tones("#E9A21B")), (28, tones("#F2E8C9")))
        ):
            bx = x0 + 90 + sum((34, 26, 38, 28)[:i]) + i * 2
            h = (150, 128, 166, 140)[i]
            c.body(box(bx, y - h, width, h, 4), ink, c.round(ink), 2)
    else:
        pot = tones("#E9E2D4")
        for dx, dy in ((-46, -150), (-16, -190), (22, -180), (50, -136)):
            c.line(
                f"M{x0 + 124} {y - 60}Q{x0 + 124 + dx * 0.3:.0f} {y + dy * 0.7:.0f} {x0 + 124 + dx} {y + dy}",
                "#4E7A4A",
                18,
            )
            c.line(
                f"M{x0 + 124} {y - 60}Q{x0 + 124 + dx * 0.3:.0f} {y + dy * 0.7:.0f} {x0 + 124 + dx} {y + dy}",
                "#77A468",
                6,
            )
        c.body(
            polygon([(x0 + 80, y - 78, 6), (x0 + 168, y - 78, 6), (x0 + 154, y, 12), (x0 + 94, y, 12)]),
            pot,
            c.round(pot),
            3,
        )
    mug = tones("#F6F5F2")
    c.path(ellipse(x1 - 92, y - 26, 18), stroke=mug.shade, width=8)
    c.body(box(x1 - 150, y - 56, 56, 56, 10), mug, c.round(mug), 2)


@draws("office_chair")
def office_chair(c: Canvas, spec: Spec) -> None:
    """From the front on its five-star base."""
    t = spec.tones
    metals = ("steel", "chrome", "brass") if t.is_dark else ("dark", "steel", "dark")
    frame = metal(spec.pick("frame", metals))
    accent = spec.pick("accent", (False, True, False, True))
    mesh = spec.text("back") == "mesh"
    c.room(900)
    c.ground(600, 1086, 300, 50)
    # Five-star base on castors, gas lift, then seat, then back.
    for dx, dy in ((-236, 6), (236, 6), (-120, -36), (120, -36), (0, 34)):
        ex, ey = 600 + dx, 1040 + dy
        c.line(f"M600 960Q{600 + dx * 0.3:.0f} 970 {ex} {ey - 20}", frame.shade, 30)
        c.line(f"M600 955Q{600 + dx * 0.3:.0f} 964 {ex - 2} {ey - 25}", frame.light, 8, 0.8)
        c.body(ellipse(ex, ey + 12, 27), tones("#2A2B2F"), edge=4)
        c.path(ellipse(ex, ey + 12, 9), "#6B6F77")
    c.body(box(576, 830, 48, 140, 10), frame, c.steel(frame), 2)
    c.body(box(586, 800, 28, 90, 6), metal("chrome"), c.steel(metal("chrome")), 1)
    shape = spec.design(("tapered", "shield", "square"))
    if shape == "tapered":
        half = [(0, 236), (130, 244), (168, 300), (196, 560), (170, 660), (0, 674)]
    elif shape == "shield":
        half = [(0, 216), (120, 226), (200, 310), (206, 470), (140, 640), (0, 668)]
    else:
        half = [(0, 240), (178, 242), (204, 268), (206, 630), (182, 660), (0, 664)]
    back = smooth([(600 + p[0], p[1]) for p in half] + [(600 - p[0], p[1]) for p in reversed(half[1:-1])])
    if spec.text("headrest") == "yes":
        c.body(box(585, 190, 30, 90, 8), frame, c.round(frame), 2)
        c.body(
            smooth(
                [
                    (500, 112),
                    (600, 96),
                    (700, 112),
                    (712, 160),
                    (690, 206),
                    (600, 212),
                    (510, 206),
                    (488, 160),
                ]
            ),
            t,
            edge=6,
        )
    c.body(polygon([(560, 560), (640, 560), (660, 790, 10), (540, 790, 10)]), frame, c.round(frame), 3)
    if mesh:
        grid = f'<path d="M0 0L16 16M16 0L0 16" stroke="{t.deep}" stroke-width="2.4"/>'
        c.path(back, t.base, opacity=0.62)
        c.path(back, c.pattern(16, 16, grid))
        c.path(back, c.linear(0, 0, 0.7, 1, (0, "#FFFFFF", 0.3), (0.6, "#FFFFFF", 0), (1, "#000000", 0.2)))
        c.path(back, stroke=frame.base, width=20)
        c.path(back, stroke=frame.light, width=5, opacity=0.7)
        c.body(box(440, 540, 320, 54, 27), frame, c.lying(frame), 3)
    else:
        c.body(back, t, edge=9)
        with c.clipped(back):
            seams = {"tapered": (380, 520), "shield": (330, 450, 560), "square": (310, 400, 490, 580)}[shape]
            for y in seams:
                c.line(f"M380 {y}Q600 {y + 26} 820 {y}", t.deep, 6, 0.7)
                c.line(f"M380 {y + 8}Q600 {y + 34} 820 {y + 8}", t.glint, 4, 0.45)
    if spec.text("armrests") == "yes":
        for s in (-1, 1):
            ax = 600 + s * 254
            c.line(f"M{600 + s * 150} 790Q{ax} 800 {ax} 740V640", frame.shade, 26)
            c.line(f"M{600 + s * 150 - 3} 784Q{ax - 5} 794 {ax - 5} 736V640", frame.light, 7, 0.7)
            c.body(box(ax - 38, 596, 76, 46, 22), tones("#2F3136"), edge=4)
    seat = smooth(
        [(372, 722), (600, 700), (828, 722), (842, 768), (800, 826), (600, 842), (400, 826), (358, 768)]
    )
    c.body(seat, t, c.drop(t), 9)
    c.line("M372 786Q600 812 828 786", t.deep, 4, 0.6)
    c.path(smooth([(400, 736), (560, 716), (640, 722), (560, 740)]), t.glint, opacity=0.35)
    if accent:
        c.line("M372 786Q600 812 828 786", spec.accent.base, 9)
        c.body(box(556, 300, 88, 30, 15), spec.accent, edge=2)
    if spec.pick("pocket", (False, True, True)) and not mesh:
        c.stitch(box(500, 420, 200, 130, 26), t.glint, 4, 0.6)
    c.line("M700 850h70", frame.base, 10)


@draws("bookshelf")
def bookshelf(c: Canvas, spec: Spec) -> None:
    """The colour paints the back panel, or the steel frame of the open design."""
    t, m = spec.tones, wood(spec.text("material"))
    shelves = spec.number("shelves")
    w = 330 + (spec.number("width_cm") - 40) * 6.0
    h = 330 + shelves * 100
    x, foot = 600 - w / 2, 1070.0
    y = foot - h
    c.room(905)
    c.ground(600, foot + 6, w * 0.56, 36)
    style = spec.design(("case", "frame", "legs"))
    lift = 70 if style == "legs" else 22
    board = 20
    inner = h - lift
    if style == "frame":
        for px in (x + 26, x + w - 42):
            c.body(box(px, y + 8, 16, inner + lift - 16, 4), t, t.deep, 0)
    else:
        c.path(box(x, y, w, inner, 10), t.shade)
        c.path(
            box(x, y, w, inner, 10),
            c.linear(0, 0, 1, 0.3, (0, "#000000", 0.28), (0.25, "#000000", 0.06), (1, "#000000", 0)),
        )
    step = (inner - board) / shelves
    books: dict[str, list[str]] = {}
    for i in range(shelves):
        top = y + i * step + board
        bottom = top + step - board
        if style != "frame":
            c.path(f"M{x:.0f} {top:.0f}h{w:.0f}v22h{-w:.0f}Z", "#000000", opacity=0.16)
        _shelf_goods(c, spec, i, (x + 36, bottom, w - 72, step - board - 14), books)
    for ink, spines in books.items():
        c.path("".join(spines), ink, stroke=ink, width=5)
    for i in range(shelves):
        shadow = c.linear(0, 0, 0, 1, (0, "#000000", 0.2), (0.5, "#000000", 0), (1, "#000000", 0.16))
        c.path(
            f"M{x + 30:.0f} {y + i * step + board:.0f}h{w - 60:.0f}v{step - board:.0f}h{60 - w:.0f}Z", shadow
        )
    for i in range(shelves + 1):
        sy = y + i * step
        plank = box(x, sy, w, board, 4)
        c.body(plank, m, c.drop(m), 3)
    if style == "frame":
        for px in (x - 8, x + w - 14):
            c.body(box(px, y - 14, 22, h + 14, 6), t, c.round(t), 3)
    else:
        for px in (x - 4, x + w - 20):
            c.body(box(px, y, 24, inner, 6), m, c.round(m), 3)
        if style == "legs":
            for px, s in ((x + 40, -1), (x + w - 40, 1)):
                c.body(
                    polygon(
                        [
                            (px - 18, foot - lift),
                            (px + 18, foot - lift),
                            (px + s * 16 + 9, foot, 4),
                            (px + s * 16 - 9, foot, 4),
                        ]
                    ),
                    m,
                    c.round(m),
                    2,
                )
        else:
            c.body(box(x + 8, foot - lift, w - 16, lift, 3), m, m.shade, 2)


_SPINES = (
    "#C4673F",
    "#25365E",
    "#E9A21B",
    "#1C7C83",
    "#F2E8C9",
    "#9C3D31",
    "#A3B394",
    "#CF6E82",
    "#373A41",
    "#E8BDB6",
)


def _shelf_goods(
    c: Canvas, spec: Spec, shelf: int, room: tuple[float, float, float, float], books: dict[str, list[str]]
) -> None:
    """Fills one shelf's room (x, floor, width, height); spines are collected by colour in `books`."""
    x, floor, width, height = room
    kinds = ("books", "vase", "books", "stack", "books", "plant")
    kind = kinds[(shelf + spec.variation * 2) % len(kinds)]
    at, limit = x, x + width
    if kind == "vase":
        v = tones(_SPINES[(shelf * 3 + spec.variation) % 10])
        tall = min(height * 0.8, 120)
        c.body(
            smooth(
                [
                    (at + 44, floor - tall, 0),
                    (at + 66, floor - tall, 0),
                    (at + 62, floor - tall * 0.75),
                    (at + 96, floor - tall * 0.4),
                    (at + 78, floor, 0),
                    (at + 32, floor, 0),
                    (at + 14, floor - tall * 0.4),
                    (at + 48, floor - tall * 0.75),
                ]
            ),
            v,
            c.round(v),
            2,
        )
        at += 130
    elif kind == "stack":
        for k in range(3):
            ink = tones(_SPINES[(shelf * 5 + k * 3 + spec.variation) % 10])
            c.body(box(at + k * 8, floor - 24 * (k + 1), 140 - k * 18, 22, 4), ink, c.drop(ink), 1)
        at += 165
    elif kind == "plant":
        pot = tones("#C4673F")
        tall = min(height * 0.9, 140)
        for dx in (-38, -14, 16, 40):
            c.line(
                f"M{at + 50} {floor - 50}Q{at + 50 + dx * 0.4:.0f} {floor - tall:.0f}"
                f" {at + 50 + dx} {floor - tall + abs(dx) * 0.7:.0f}",
                "#4E7A4A",
                13,
            )
        c.body(
            polygon(
                [(at + 16, floor - 58, 5), (at + 84, floor - 58, 5), (at + 74, floor, 8), (at + 26, floor, 8)]
            ),
            pot,
            c.round(pot),
            2,
        )
        at += 120
    k = shelf * 7 + spec.variation
    end = limit - (60 if shelf % 2 else 10)
    while at + 30 < end:
        bw = 22 + (k * 13) % 19
        bh = min(height, 150) * (0.68 + ((k * 29) % 30) / 100)
        books.setdefault(_SPINES[(k * 3) % 10], []).append(box(at + 3, floor - bh, bw - 5, bh - 3))
        at += bw + 2
        k += 1
        if (k * 7) % 11 == 0:
            at += 26
    c.line(line([(x, floor + 1), (limit, floor + 1)]), "#000000", 3, 0.18)
