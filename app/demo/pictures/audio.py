"""Electronics to listen with: headphones, earbuds, speakers."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, polygon, smooth, turned
from app.demo.pictures.spec import Spec

_RUBBER = tones("#34363B")
_MESH = tones("#2B2D31")


@draws("headphones")
def headphones(c: Canvas, spec: Spec) -> None:
    """From the front; disc, ring, ridged or plated cups."""
    t = spec.tones
    big = spec.text("fit") == "over-ear"
    trim = metal(spec.pick("trim", ("steel", "brass", "dark")))
    pad = spec.pick("pad", (_RUBBER, tones("#8A6246"), tones("#D8CFC0")))
    design = spec.design(("disc", "ring", "ridged", "plate"))
    c.table(820)
    c.ground(600, 962, 390, 46)
    rx, ry = (118, 168) if big else (98, 128)
    cy = 950 - ry
    if spec.text("connection") == "wired":
        c.line(f"M345 {cy + ry - 12}C350 1010 470 1060 640 1040S900 990 1010 1060", _RUBBER.base, 9)
        c.line(f"M345 {cy + ry - 12}C350 1010 470 1060 640 1040S900 990 1010 1060", _RUBBER.light, 2.5, 0.8)
    # Headband: a sprung arch, padded on the inside.
    top = 232
    outer = f"M318 {cy - 60}C300 {top + 120} 420 {top} 600 {top}S900 {top + 120} 882 {cy - 60}"
    inner = f"L846 {cy - 60}C862 {top + 150} 760 {top + 46} 600 {top + 46}S338 {top + 150} 354 {cy - 60}Z"
    c.body(
        f"M352 560C380 {top + 130} 470 {top + 52} 600 {top + 52}S820 {top + 130} 848 560"
        f"C800 {top + 190} 720 {top + 96} 600 {top + 96}S400 {top + 190} 352 560Z",
        pad,
        edge=4,
    )
    c.body(outer + inner, t, edge=6)
    if design in ("ridged", "plate"):
        c.stitch(
            f"M352 500C392 {top + 110} 480 {top + 22} 600 {top + 22}S808 {top + 110} 848 500", t.glint, 3, 0.7
        )
    for s in (-1, 1):
        x = 600 + s * 264
        # Slider and yoke.
        c.body(box(x - 13, cy - ry - 104, 26, 130, 13), trim, c.round(trim), 2)
        c.line(
            f"M{x - 52} {cy - ry + 44}Q{x - 54} {cy - ry - 24} {x} {cy - ry - 26}T{x + 52} {cy - ry + 44}",
            trim.shade,
            17,
        )
        c.line(
            f"M{x - 52} {cy - ry + 44}Q{x - 54} {cy - ry - 24} {x} {cy - ry - 26}T{x + 52} {cy - ry + 44}",
            trim.light,
            6,
        )
        with c.group(f"rotate({s * 5} {x} {cy})"):
            ex = x - s * 58
            c.body(ellipse(ex, cy, rx * 0.86, ry), pad, edge=4)
            c.line(
                f"M{ex - s * 42} {cy - ry * 0.8}Q{ex - s * 92} {cy} {ex - s * 42} {cy + ry * 0.8}",
                pad.deep,
                5,
                0.6,
            )
            c.body(ellipse(x + s * 4, cy, rx, ry * 0.97), t, c.round(t) if s < 0 else c.slope(t), 6)
            fx = x + s * 16
            if design == "disc":
                c.body(ellipse(fx, cy, rx * 0.66, ry * 0.68), trim, c.slope(trim), 3)
                c.body(ellipse(fx, cy, rx * 0.54, ry * 0.57), t, edge=3)
            elif design == "ring":
                c.path(ellipse(fx, cy, rx * 0.7, ry * 0.72), stroke=t.deep, width=6)
                c.path(ellipse(fx, cy, rx * 0.3, ry * 0.32), spec.accent.base)
            elif design == "ridged":
                for k in (0.78, 0.6, 0.42, 0.24):
                    c.path(ellipse(fx, cy, rx * k, ry * k), stroke=t.deep, width=4, opacity=0.7)
                    c.path(ellipse(fx + 2, cy + 3, rx * k, ry * k), stroke=t.glint, width=2, opacity=0.5)
            else:
                c.body(box(fx - 34, cy - ry * 0.6, 68, ry * 1.2, 34), trim, c.round(trim), 3)
    c.path(ellipse(880, 905, 5), "#7FD1A6")


@draws("earbuds")
def earbuds(c: Canvas, spec: Spec) -> None:
    """Both buds standing in their open case."""
    t = spec.tones
    fit, case = spec.text("fit"), spec.text("case")
    c.table(790)
    c.ground(600, 985, 330, 50)
    w, r = {"pill": (520, 118), "round": (430, 190), "square": (440, 74)}[case]
    x = 600 - w / 2
    # The open lid behind, the tray with its two wells, then the case in front.
    lid = box(x + 6, 500, w - 12, 230, r)
    c.body(lid, t, c.drop(t), 6)
    c.path(box(x + 36, 530, w - 72, 190, r * 0.8), t.deep, opacity=0.55)
    c.line(line([(x + 70, 560), (x + w - 140, 560)]), t.glint, 6, 0.35)
    base = polygon([(x, 720, 24), (x + w, 720, 24), (x + w, 975, r), (x, 975, r)])
    c.body(base, t, edge=7)
    c.path(box(x + 10, 712, w - 20, 44, 20), t.shade)
    c.path(box(x + 26, 720, w - 52, 28, 14), t.deep)
    for s in (-1, 1):
        _bud(c, spec, 600 + s * w * 0.24, 560, s, fit)
    c.body(polygon([(x, 742, 26), (x + w, 742, 26), (x + w, 975, r), (x, 975, r)]), t, edge=7)
    c.path(ellipse(600, 802, 8), "#7FD1A6")
    mark = spec.design(("hinge", "band", "groove"))
    if mark == "hinge":
        c.body(box(560, 738, 80, 18, 9), metal("steel"), edge=2)
    elif mark == "band":
        c.path(f"M{x + 6} 868h{w - 12}v20h{-w + 12}Z", spec.accent.base, opacity=0.9)
    else:
        c.line(f"M{x + 60} 860h{w - 120}", t.deep, 4, 0.6)
        c.line(f"M{x + 60} 865h{w - 120}", t.glint, 3, 0.6)


def _bud(c: Canvas, spec: Spec, x: float, y: float, s: int, fit: str) -> None:
    t, tip = spec.tones, tones("#EDEBE6") if spec.tones.is_dark else _RUBBER
    if fit == "sport":
        c.line(
            f"M{x - s * 30} {y - 10}C{x - s * 60} {y - 190} {x + s * 110} {y - 220} {x + s * 112} {y + 20}",
            t.shade,
            22,
        )
        c.line(
            f"M{x - s * 32} {y - 14}C{x - s * 60} {y - 194} {x + s * 106} {y - 222} {x + s * 108} {y + 14}",
            t.light,
            7,
        )
    if fit == "stem":
        c.body(box(x - 27, y + 10, 54, 230, 27), t, c.round(t), 3)
    else:
        c.body(box(x - 46, y + 30, 92, 170, 40), t, c.round(t), 3)
    c.body(ellipse(x - s * 66, y + 4, 44, 50), tip, edge=3)
    c.path(ellipse(x - s * 84, y + 4, 16, 24), tip.deep)
    c.body(ellipse(x, y, 78, 82), t, c.ball(t), 4)
    c.path(ellipse(x + s * 18, y + 6, 34, 38), spec.accent.base if fit == "sport" else t.shade)
    c.path(ellipse(x + s * 18, y + 6, 34, 38), stroke=metal("steel").light, width=4)
    c.path(ellipse(x - 26, y - 38, 16, 10), t.glint, opacity=0.8)


@draws("speaker")
def speaker(c: Canvas, spec: Spec) -> None:
    """A bookshelf box with two drivers, a portable one with a strap, or a smart one of cloth."""
    form = spec.text("form")
    if form == "bookshelf":
        _bookshelf_speaker(c, spec)
    elif form == "portable":
        _portable_speaker(c, spec)
    else:
        _smart_speaker(c, spec)


def _driver(c: Canvas, x: float, y: float, r: float, cone: Tones) -> None:
    rim = metal("steel")
    c.body(ellipse(x, y, r), rim, c.slope(rim), 3)
    c.path(ellipse(x, y, r * 0.93), _RUBBER.deep)
    c.path(ellipse(x, y, r * 0.86), c.linear(0.2, 0, 0.7, 1, (0, _RUBBER.deep), (1, _RUBBER.light)))
    c.path(ellipse(x, y, r * 0.7), c.linear(0.2, 0, 0.7, 1, (0, cone.deep), (1, cone.light)))
    c.body(ellipse(x, y, r * 0.28), cone, c.ball(cone), 2)
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        c.path(ellipse(x + dx * r * 0.685, y + dy * r * 0.685, 6), rim.deep)


def _bookshelf_speaker(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    cone = tones(spec.pick("cone", ("#C8A254", "#3A3D43", "#D9DCE0")))
    c.table(830)
    c.ground(620, 985, 330, 46)
    side = polygon([(800, 205, 12), (890, 245, 8), (890, 955, 8), (800, 985, 12)])
    c.body(side, t, t.deep, 2)
    face = box(340, 200, 480, 785, 18)
    c.body(face, t, edge=6)
    design = spec.design(("wood", "stripe", "grille"))
    if design != "stripe":
        oak = wood(spec.pick("wood", ("oak", "walnut")))
        c.body(polygon([(808, 205, 10), (890, 245, 8), (890, 955, 8), (808, 985, 10)]), oak, oak.shade, 2)
    else:
        c.path(box(340, 852, 480, 12), spec.accent.base)
    if design == "grille":
        # A cloth cover hides the drivers; they show through a little.
        cloth = f'<path d="M0 0l10 10M10 0L0 10" stroke="{_MESH.deep}" stroke-width="2"/>'
        cover = box(368, 232, 424, 676, 22)
        c.body(cover, _MESH, edge=4)
        for cy, r in ((390, 116), (698, 180)):
            c.path(ellipse(580, cy, r), _RUBBER.light, opacity=0.5)
            c.path(ellipse(580, cy, r * 0.4), cone.base, opacity=0.35)
        c.path(cover, c.pattern(10, 10, cloth))
    else:
        _driver(c, 580, 390, 116, cone)
        _driver(c, 580, 698, 194, cone)
    c.path(box(500, 930, 160, 26, 13), _RUBBER.deep)
    c.path(box(372, 940, 46, 8, 4), metal("steel").light)


def _portable_speaker(c: Canvas, spec: Spec) -> None:
    t, a = spec.tones, spec.accent
    c.table(800)
    c.ground(600, 930, 440, 44)
    if spec.design((True, False, True)):
        c.line("M250 520C240 330 420 300 600 300S960 330 950 520", t.deep, 30)
        c.line("M250 514C240 326 420 294 600 294S960 326 950 514", t.light, 8, 0.7)
    else:
        c.line("M960 610C1060 640 1050 800 985 840", a.base, 20)
    shape = box(180, 490, 840, 430, 150)
    c.body(shape, t, c.lying(t), 8)
    mesh = f'<circle cx="7" cy="7" r="3.6" fill="{t.deep}"/><circle cx="18" cy="18" r="3.6" fill="{t.deep}"/>'
    front = box(232, 540, 736, 330, 112)
    c.path(front, t.shade)
    c.path(front, c.pattern(22, 22, mesh))
    c.path(front, c.linear(0, 0, 0.5, 1, (0, "#FFFFFF", 0.22), (0.5, "#FFFFFF", 0), (1, "#000000", 0.2)))
    c.path(front, stroke=t.deep, width=5)
    c.body(ellipse(600, 705, 62), a, edge=3)
    c.line("M578 705v-24M600 705m0 26v-62M622 705v24", a.glint, 9)
    for i in range(4):
        c.path(box(492 + i * 58, 506, 42, 14, 7), t.deep, opacity=0.7)


def _smart_speaker(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    c.table(800)
    c.ground(600, 970, 262, 46)
    profile = spec.design(
        (
            [(0, 300), (170, 300), (222, 352), (236, 640), (222, 930), (170, 968), (0, 968)],
            [(0, 380), (150, 392), (258, 520), (282, 690), (240, 880), (150, 966), (0, 968)],
            [(0, 330), (190, 330), (212, 360), (252, 900), (226, 966), (0, 968)],
        )
    )
    shape = turned(profile)
    c.body(shape, t, c.round(t), 6)
    weave = (
        f'<path d="M0 5h7M9 15h7" stroke="{t.deep}" stroke-width="4" stroke-linecap="round"/>'
        f'<path d="M9 5h4M1 15h4" stroke="{t.glint}" stroke-width="2" stroke-linecap="round"/>'
    )
    c.path(shape, c.pattern(18, 20, weave), opacity=0.4)
    with c.clipped(shape):
        c.path(box(250, 905, 700, 90), t.deep, opacity=0.55)
        c.path(box(250, 888, 700, 14), spec.accent.base)
    top, half = profile[1][1] + 26, profile[1][0]
    c.body(ellipse(600, top, half * 0.94, 30), _MESH, edge=2)
    c.path(ellipse(600, top, half * 0.8, 22), stroke="#6FD3E6", width=7)
    c.line(smooth([(440, top + 120), (424, 560), (440, 800)], closed=False), t.glint, 12, 0.35)
