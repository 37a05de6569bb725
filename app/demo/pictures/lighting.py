"""Lamps for tables and floors."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth, turned
from app.demo.pictures.spec import Spec

_LIGHT = "#FFF1CC"


def _shade(c: Canvas, t: Tones, kind: str, cx: float, top: float, width: float) -> float:
    """A lit shade; returns the height of its lower rim."""
    half = width / 2
    if kind == "drum":
        h = width * 0.62
        c.path(ellipse(cx, top + h, half, half * 0.1), _LIGHT)
        c.body(
            polygon(
                [
                    (cx - half * 0.86, top, 8),
                    (cx + half * 0.86, top, 8),
                    (cx + half, top + h, 10),
                    (cx - half, top + h, 10),
                ]
            ),
            t,
            c.round(t),
            4,
        )
    elif kind == "cone":
        h = width * 0.66
        c.path(ellipse(cx, top + h, half * 0.98, half * 0.1), _LIGHT)
        c.body(
            polygon(
                [
                    (cx - half * 0.3, top, 10),
                    (cx + half * 0.3, top, 10),
                    (cx + half, top + h, 12),
                    (cx - half, top + h, 12),
                ]
            ),
            t,
            c.round(t),
            4,
        )
    elif kind == "dome":
        h = width * 0.5
        c.path(ellipse(cx, top + h, half * 0.97, half * 0.12), _LIGHT)
        d = smooth(
            [
                (cx - half, top + h, 0),
                (cx - half * 0.86, top + h * 0.45),
                (cx - half * 0.4, top + h * 0.08),
                (cx, top),
                (cx + half * 0.4, top + h * 0.08),
                (cx + half * 0.86, top + h * 0.45),
                (cx + half, top + h, 0),
            ]
        )
        c.body(d, t, c.round(t), 5)
    else:
        h = width * 0.9
        glass = c.radial(0.45, 0.4, 0.65, (0, "#FFFDF4"), (0.6, "#FFF3D4"), (1, "#F1D9A4"))
        c.path(ellipse(cx, top + h / 2, h / 2), glass)
        c.path(ellipse(cx - h * 0.17, top + h * 0.24, h * 0.1, h * 0.06), "#FFFFFF", opacity=0.9)
        return top + h
    light = c.radial(0.5, 0.75, 0.6, (0, "#FFF6DC", 0.6), (1, "#FFF6DC", 0))
    c.path(
        box(cx - half, top, width, h, 10)
        if kind == "drum"
        else ellipse(cx, top + h * 0.72, half * 0.6, h * 0.27),
        light,
    )
    return top + h


@draws("table_lamp")
def table_lamp(c: Canvas, spec: Spec) -> None:
    """The colour paints the shade, except for a glass globe, where it paints the foot."""
    t, kind = spec.tones, spec.text("shade")
    c.table(830)
    foot = 968.0
    c.glow(600, 470, 520, 420, "#FFE9B0", 0.55)
    c.ground(600, foot, 190, 36)
    stem = t if kind == "globe" else spec.accent
    brass = metal(spec.pick("metal", ("brass", "steel", "dark")))
    base = spec.design(("gourd", "column", "wood", "stacked"))
    rim = 588.0
    if base == "gourd":
        d = turned([(26, rim + 20, 0), (30, 650), (74, 690), (148, 800), (140, 900), (96, foot, 0)])
        c.body(d, stem, c.round(stem), 5)
        c.path(ellipse(548, 790, 16, 46), stem.glint, opacity=0.5)
    elif base == "column":
        c.body(box(586, rim, 28, 360, 8), brass, c.steel(brass), 1)
        c.body(turned([(30, 900, 0), (130, 926), (150, foot, 0)]), stem, c.round(stem), 4)
    elif base == "wood":
        oak = wood(spec.pick("wood", ("oak", "walnut", "birch")))
        d = polygon([(556, rim + 40, 14), (644, rim + 40, 14), (690, foot, 16), (510, foot, 16)])
        c.body(d, oak, c.round(oak), 5)
        c.grain(d, (510, rim + 40, 180, 340), oak, upright=True)
    else:
        for y, r in ((690, 62), (792, 84), (906, 104)):
            ink = stem if y != 792 else tones(stem.glint)
            c.body(ellipse(600, y, r, 60), ink, c.ball(ink), 4)
        c.body(box(500, 950, 200, 20, 8), stem, edge=2)
    c.body(box(588, rim - 60, 24, 110, 6), brass, c.steel(brass), 1)
    width = 470 if kind != "globe" else 320
    if kind == "globe":
        _shade(c, t, kind, 600, rim - 288, width)
        c.body(box(556, rim - 14, 88, 26, 12), brass, c.steel(brass), 2)
    else:
        height = {"drum": 0.62, "cone": 0.66, "dome": 0.5}[kind] * width
        _shade(c, t, kind, 600, rim + 12 - height, width)
        c.body(box(590, rim - 14 - height, 20, 28, 8), brass, edge=2)
        if kind == "drum" and spec.pick("trim", (True, False)):
            for y, half in ((rim + 26 - height, 0.42), (rim - 6, 0.485)):
                c.line(f"M{600 - width * half:.0f} {y:.0f}h{2 * width * half:.0f}", t.deep, 5, 0.5)
        if kind != "dome":
            c.line(f"M680 {rim + 10}v60", brass.base, 4)
            c.path(ellipse(680, rim + 76, 9), brass.light)
    c.line(
        f"M690 {foot - 8}C800 {foot + 10} 860 {foot - 40} 1000 {foot - 6}S1160 {foot} 1210 {foot - 40}",
        "#4A4742",
        7,
        0.8,
    )


@draws("floor_lamp")
def floor_lamp(c: Canvas, spec: Spec) -> None:
    """An arc from a stone foot, a wooden tripod, or a straight pole; lit."""
    t, form = spec.tones, spec.text("form")
    pole = metal(spec.design(("brass", "dark", "steel")))
    c.room(900)
    foot = 1078.0
    if form == "arc":
        c.glow(800, 480, 420, 420, "#FFE9B0", 0.6)
        c.ground(400, foot, 190, 34)
        stone = tones(spec.pick("stone", ("#EFECE6", "#3A3B40")))
        c.body(
            polygon([(250, 1010, 16), (520, 1010, 16), (534, foot, 12), (236, foot, 12)]),
            stone,
            c.drop(stone),
            5,
        )
        c.line("M300 1030c30 14 60-10 96 12M420 1050c30-16 50 8 84-8", stone.shade, 4)
        arc = "M384 1012V420C384 190 560 110 680 130S838 240 846 330"
        c.line(arc, pole.shade, 20)
        c.line("M380 1012V420C380 190 560 106 680 126S834 240 842 330", pole.glint, 6, 0.8)
        c.body(box(828, 318, 36, 40, 8), pole, c.steel(pole), 2)
        kind = spec.pick("shade", ("dome", "drum", "globe"))
        _shade(c, t, kind, 846, 346, 340 if kind != "globe" else 240)
    elif form == "tripod":
        oak = wood(spec.pick("wood", ("oak", "walnut", "black")))
        c.glow(600, 380, 460, 400, "#FFE9B0", 0.6)
        c.ground(600, foot, 250, 36)
        c.body(polygon([(588, 470), (612, 470), (624, 1046, 6), (606, 1046, 6)]), oak, oak.shade, 2)
        for s in (-1, 1):
            c.body(
                polygon(
                    [
                        (600 + s * 8, 462),
                        (600 + s * 36, 462),
                        (600 + s * 246, foot, 6),
                        (600 + s * 222, foot, 6),
                    ]
                ),
                oak,
                c.round(oak),
                3,
            )
        c.line("M484 800L612 810L716 800", pole.base, 8)
        c.body(ellipse(600, 470, 42, 26), pole, edge=3)
        c.body(box(590, 400, 20, 60, 4), pole, c.steel(pole), 1)
        kind = spec.pick("shade", ("drum", "cone", "drum"))
        _shade(c, t, kind, 600, 156, 420)
    else:
        c.glow(600, 320, 460, 400, "#FFE9B0", 0.6)
        c.ground(600, foot, 170, 32)
        c.body(box(590, 380, 20, 680, 4), pole, c.steel(pole), 1)
        c.body(turned([(24, 1030, 0), (120, 1050), (150, foot, 0)]), pole, c.round(pole), 3)
        if spec.pick("tray", (True, False)):
            c.body(box(470, 730, 260, 22, 11), wood("oak"), c.lying(wood("oak")), 2)
            c.body(box(660, 684, 44, 46, 8), tones("#F6F5F2"), c.round(tones("#F6F5F2")), 2)
        kind = spec.pick("shade", ("cone", "dome", "globe", "drum"))
        bottom = _shade(c, t, kind, 600, 130, 400 if kind != "globe" else 300)
        c.body(box(580, bottom - 2, 40, 24, 8), pole, c.steel(pole), 1)
        c.line(f"M640 {bottom:.0f}v90", pole.base, 4)
        c.path(ellipse(640, bottom + 98, 8), pole.light)
