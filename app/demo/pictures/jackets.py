"""Jackets: bomber, puffer, rain jacket, denim jacket."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import tones
from app.demo.pictures.garments import cloth, drape, folds, rail, ribs, sleeve, torso
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec


@draws("jacket")
def jacket(c: Canvas, spec: Spec) -> None:
    """On its hanger."""
    rail(c, spec)
    {"bomber": _bomber, "puffer": _puffer, "rain": _rain, "denim": _denim}[spec.text("style")](c, spec)


def _zip(c: Canvas, top: float, bottom: float, name: str = "steel") -> None:
    teeth = metal(name)
    c.path(box(588, top, 24, bottom - top, 3), teeth.deep)
    c.line(f"M600 {top + 6}V{bottom - 6}", teeth.light, 12, 1, "3 8")
    c.body(
        polygon([(590, top + 16, 4), (610, top + 16, 4), (617, top + 78, 8), (583, top + 78, 8)]),
        teeth,
        edge=2,
    )


def _armholes(c: Canvas, spec: Spec, top: float = 284) -> None:
    for s in (-1, 1):
        c.line(f"M{600 + s * 254} {top}Q{600 + s * 220} 380 {600 + s * 238} 470", spec.tones.deep, 5, 0.6)


def _bomber(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    knit = spec.accent if spec.pick("knit", (True, False)) else tones(t.shade)
    d = torso(
        [
            (0, 330),
            (110, 232, 0),
            (256, 284, 0),
            (240, 472, 0),
            (250, 700),
            (262, 880),
            (250, 950, 0),
            (0, 956),
        ]
    )
    c.cast(d, 18, 26, 60, 0.34)
    c.path("M494 236Q600 280 706 236L690 320H510Z", tones("#C4673F").base if t.lightness < 0.6 else t.deep)
    for s in (-1, 1):
        sleeve(c, spec, s, "long", cuff=knit, girth=30, shoulder=(256, 284))
        ribs(c, knit, 600 + s * 386 - 58, 906, 116, 52)
    cloth(c, d, spec)
    with c.clipped(d):
        drape(c, t, 950)
        for s in (-1, 1):
            c.line(f"M{600 + s * 200} 660L{600 + s * 120} 800", t.deep, 14, 0.8)
            c.line(f"M{600 + s * 200 - 6} 656L{600 + s * 120 - 6} 796", t.glint, 4, 0.7)
    _armholes(c, spec)
    c.body(box(350, 936, 500, 84, 22), knit, c.drop(knit), 4)
    ribs(c, knit, 360, 944, 480, 68)
    c.body(
        "M486 226Q500 350 588 372V340Q530 316 520 238ZM714 226Q700 350 612 372V340Q670 316 680 238Z",
        knit,
        c.slope(knit),
        3,
    )
    _zip(c, 352, 1018, "brass")
    arm = polygon([(216, 560, 4), (262, 540, 4), (268, 620, 8), (226, 636, 8)])
    c.body(arm, t, edge=3)
    c.line("M232 576L240 620", metal("brass").base, 5)


def _puffer(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    rows, top, hem = spec.pick("rows", (7, 9, 8)), 300.0, 1010.0
    step = (hem - top) / rows
    hood = smooth(
        [(600, 150), (716, 178), (760, 256), (730, 330), (600, 372), (470, 330), (440, 256), (484, 178)]
    )
    c.body(hood, t, edge=6)
    for x in (520, 600, 680):
        c.line(f"M{x} 158Q{x + (x - 600) * 0.4:.0f} 210 {x} 260", t.deep, 5, 0.6)
    c.path(smooth([(600, 216), (680, 236), (690, 300), (600, 360), (510, 300), (520, 236)]), t.deep)
    c.path(
        smooth([(600, 236), (664, 250), (672, 300), (600, 346), (528, 300), (536, 250)]), c.drop(spec.accent)
    )
    for s in (-1, 1):
        for i in range(7):
            y = 330 + i * 88
            x = 600 + s * (250 + 118 * min(1, i / 4) ** 0.8)
            r = 84 - i * 3
            ring = box(x - r - 4, y - 56, 2 * r + 8, 118, 56)
            with c.group(f"rotate({-s * (34 - i * 6) if i < 5 else 0} {x:.0f} {y})"):
                c.body(
                    ring,
                    t,
                    c.drop(t) if s < 0 else c.linear(0, 0, 0.4, 1, (0, t.base), (0.4, t.shade), (1, t.deep)),
                    3,
                )
        c.body(box(600 + s * 372 - 58, 906, 116, 46, 18), t, t.shade, 3)
    creases = []
    for i in reversed(range(rows)):
        y = top + i * step
        w = 252 - (24 if i == 0 else 0) + (6 if i % 2 else 0)
        c.body(
            smooth(
                [
                    (600 - w + 14, y, 0),
                    (600, y - 6),
                    (600 + w - 14, y, 0),
                    (600 + w + 8, y + step * 0.5),
                    (600 + w - 10, y + step + 8, 0),
                    (600, y + step + 12),
                    (600 - w + 10, y + step + 8, 0),
                    (600 - w - 8, y + step * 0.5),
                ]
            ),
            t,
            c.linear(0, 0, 0.12, 1, (0, t.base), (0.22, t.light), (0.6, t.base), (1, t.deep)),
            3,
        )
        creases += [
            ([(420, y + step), (440, y + step * 0.7), (436, y + step * 0.4)], 6.0),
            ([(700, y + step), (690, y + step * 0.7), (700, y + step * 0.36)], 6.0),
        ]
    folds(c, t, creases)
    for s in (-1, 1):
        c.line(
            f"M{600 + s * 208} {top + step * 4.6:.0f}L{600 + s * 168} {top + step * 5.9:.0f}",
            spec.accent.base,
            12,
        )
    c.body(
        "M490 262Q506 350 590 384V330Q540 310 528 262ZM710 262Q694 350 610 384V330Q660 310 672 262Z",
        t,
        c.slope(t),
        3,
    )
    _zip(c, 348, hem + 4)


def _rain(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    d = torso([(0, 380), (120, 244, 0), (258, 292, 0), (244, 474, 0), (262, 720), (286, 1040, 0), (0, 1052)])
    c.cast(d, 18, 26, 60, 0.34)
    hood = smooth(
        [(600, 136), (730, 168), (786, 268), (744, 350), (600, 410), (456, 350), (414, 268), (470, 168)]
    )
    c.body(hood, t, edge=6)
    c.path(
        smooth(
            [(600, 200), (690, 220), (716, 294), (664, 372), (600, 398), (536, 372), (484, 294), (510, 220)]
        ),
        t.deep,
    )
    c.path(
        smooth(
            [(600, 222), (670, 240), (690, 296), (650, 356), (600, 380), (550, 356), (510, 296), (530, 240)]
        ),
        c.drop(spec.accent),
    )
    c.line("M600 140V200", t.deep, 4, 0.5)
    for s in (-1, 1):
        sleeve(c, spec, s, "long", girth=34, shoulder=(258, 292))
        c.line(f"M{600 + s * 330} 900L{600 + s * 446} 892", t.deep, 5, 0.6)
        c.body(box(600 + s * 356 - 40, 908, 58, 26, 8), t, edge=3)
    cloth(c, d, spec)
    with c.clipped(d):
        drape(c, t, 1030)
        c.line("M340 450Q600 500 860 450", t.deep, 5, 0.5)
        c.line("M340 458Q600 508 860 458", t.glint, 3, 0.5)
        c.path("M360 470L470 480L420 1060H330Z", "#FFFFFF", opacity=0.1)
    _armholes(c, spec, 292)
    for s in (-1, 1):
        x = 600 + s * 150 - 78
        c.path(box(x, 766, 156, 170, 12), c.umbra, opacity=0.16)
        c.body(box(x, 760, 156, 168, 12), t, edge=3)
        c.body(box(x - 6, 744, 168, 62, 12), t, c.drop(t), 3)
        c.body(ellipse(x + 78, 784, 10), metal("steel"), edge=2)
    c.body(box(566, 372, 68, 676, 6), t, c.slope(t), 3)
    for y in range(430, 1040, 118):
        c.body(ellipse(616, y, 13), metal("brass" if spec.variation % 2 else "steel"), edge=3)
    for s in (1, -1):
        c.body(
            smooth(
                [
                    (600 + s * 172, 270, 0),
                    (600 + s * 146, 340),
                    (600 + s * 80, 400),
                    (600 - s * 12, 430, 0),
                    (600, 388),
                    (600 + s * 84, 330),
                    (600 + s * 116, 246),
                ]
            ),
            t,
            edge=4,
        )
    for s in (-1, 1):
        c.line(f"M{600 + s * 62} 410q10 60-4 110", spec.accent.base, 9)
        c.body(box(600 + s * 60 - 10, 500, 20, 36, 8), tones("#3A3D43"), edge=1)


def _denim(c: Canvas, spec: Spec) -> None:
    t = spec.tones
    thread = "#E0A35A" if t.lightness < 0.8 else "#B98A5E"
    brass = metal("copper")
    d = torso([(0, 320), (100, 230, 0), (256, 284, 0), (238, 472, 0), (232, 720), (238, 930, 0), (0, 938)])
    c.cast(d, 18, 26, 60, 0.34)
    lining = tones(spec.pick("lining", ("#E9DFCB", "#8A6246", "#3A3D43")))
    c.path("M500 232Q600 272 700 232L690 340H510Z", lining.shade)
    for s in (-1, 1):
        sleeve(c, spec, s, "long", cuff=t, girth=16, shoulder=(256, 284))
        c.stitch(f"M{600 + s * 378 - 48} 912h96M{600 + s * 378 - 48} 952h96", thread, 3)
        c.body(ellipse(600 + s * 352, 932, 9), brass, edge=2)
    cloth(c, d, spec)
    with c.clipped(d):
        drape(c, t, 930)
        wash = c.radial(0.5, 0.5, 0.5, (0, t.glint, 0.35), (1, t.glint, 0))
        c.path(ellipse(470, 640, 90, 220), wash)
        c.path(ellipse(730, 640, 90, 220), wash)
        c.line("M350 420H850", t.deep, 5, 0.6)
        c.stitch("M350 410H850M350 430H850", thread, 3)
        for s in (-1, 1):
            c.line(
                f"M{600 + s * 196} 424L{600 + s * 130} 920M{600 + s * 84} 424L{600 + s * 66} 920",
                t.deep,
                4,
                0.5,
            )
            c.stitch(
                f"M{600 + s * 206} 424L{600 + s * 140} 920M{600 + s * 94} 424L{600 + s * 76} 920", thread, 3
            )
    _armholes(c, spec)
    for s in (-1, 1):
        x = 600 + s * 142
        c.body(
            polygon([(x - 68, 412), (x + 68, 412), (x + 68, 478, 6), (x, 506, 6), (x - 68, 478, 6)]),
            t,
            c.drop(t),
            4,
        )
        c.stitch(f"M{x - 60} 470L{x} 494L{x + 60} 470", thread, 3)
        c.body(ellipse(x, 480, 10), brass, edge=2)
        c.line(f"M{600 + s * 180} 740L{600 + s * 150} 860", t.deep, 10, 0.8)
    c.body(box(576, 330, 48, 606, 4), t, c.slope(t), 3)
    c.stitch("M584 340V926M616 340V926", thread, 3)
    c.body(box(360, 916, 480, 72, 10), t, c.drop(t), 4)
    c.stitch("M370 926H830M370 976H830", thread, 3)
    for y in (372, 470, 570, 670, 770, 870, 952):
        c.body(ellipse(600, y, 13), brass, edge=3)
    for s in (-1, 1):
        c.path(
            polygon(
                [(600 + s * 96, 222), (600 + s * 10, 330), (600 + s * 100, 420, 8), (600 + s * 172, 284)]
            ),
            "#000000",
            opacity=0.16,
        )
        c.body(
            polygon(
                [
                    (600 + s * 94, 206, 10),
                    (600 + s * 4, 316, 4),
                    (600 + s * 96, 402, 8),
                    (600 + s * 166, 268, 10),
                ]
            ),
            t,
            edge=4,
        )
        c.stitch(f"M{600 + s * 18} 318L{600 + s * 94} 388L{600 + s * 152} 270", thread, 3)
