"""Stationery: book, notebook, pen."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth
from app.demo.pictures.spec import Spec

_PAGES = tones("#F4EBDA")


@draws("book")
def book(c: Canvas, spec: Spec) -> None:
    """Standing, turned a little so that spine and cover show."""
    t, a = spec.tones, spec.accent
    hard = spec.text("binding") == "hardcover"
    c.table(820)
    c.ground(620, 968, 330, 44)
    top, foot = 190.0, 958.0
    skew = 0.07
    spine_w = 110 if hard else 70
    x0, x1 = 360.0, 900.0
    # Cover, in a slanted frame: the far edge is lower at the top and higher at the foot.
    cover = polygon([(x0, top, 6), (x1, top + 40, 8), (x1, foot - 36, 8), (x0, foot, 6)])
    if hard:
        c.body(
            polygon([(x1 - 8, top + 54), (x1 + 14, top + 66), (x1 + 14, foot - 60), (x1 - 8, foot - 50)]),
            _PAGES,
            _PAGES.shade,
            1,
        )
    c.body(cover, t, edge=5)
    with c.clipped(cover), c.group(f"translate({x0} {top}) skewY({skew * 57.3:.1f})"):
        _cover_art(c, spec, x1 - x0, foot - top)
    c.path(polygon([(x0, top), (x0 + 26, top + 2), (x0 + 26, foot - 2), (x0, foot)]), "#000000", opacity=0.14)
    if hard:
        c.line(f"M{x0 + 34} {top + 6}V{foot - 4}", t.deep, 5, 0.5)
    spine = polygon(
        [
            (x0, top, 4),
            (x0 - spine_w, top + 34, 12 if hard else 4),
            (x0 - spine_w, foot - 34, 12 if hard else 4),
            (x0, foot, 4),
        ]
    )
    c.body(spine, t, c.linear(0, 0, 1, 0, (0, t.deep), (0.45, t.base), (0.75, t.light), (1, t.shade)), 3)
    with c.clipped(spine):
        for y in (270, 290, 870):
            c.path(f"M{x0 - spine_w} {y + 18}L{x0} {y - 14}v12L{x0 - spine_w} {y + 30}Z", a.base)
        c.path(
            polygon(
                [
                    (x0 - spine_w * 0.68, 420),
                    (x0 - spine_w * 0.32, 410),
                    (x0 - spine_w * 0.32, 640),
                    (x0 - spine_w * 0.68, 642),
                ],
                6,
            ),
            a.glint,
            opacity=0.85,
        )
    if spec.design((False, True, False)):
        c.path(polygon([(720, 942), (760, 940), (764, 1040), (742, 1018), (722, 1042)]), "#C4473F")


def _cover_art(c: Canvas, spec: Spec, w: float, h: float) -> None:
    t, a, motif = spec.tones, spec.accent, spec.text("motif")
    b = tones(spec.pick("second", ("#E9A21B", "#F2E8C9", "#86B8DC", "#CF6E82")))
    pale = tones("#F7F1E4")
    flip = spec.pick("flip", (0, 1, 2))
    if motif == "sun":
        c.path(ellipse(w * (0.36, 0.5, 0.64)[flip], h * 0.5, 150), b.base)
        for i in range(4):
            y = h * 0.54 + i * 52
            c.path(
                f"M0 {y:.0f}Q{w / 4:.0f} {y - 36:.0f} {w / 2:.0f} {y:.0f}T{w} {y:.0f}V{h}H0Z",
                (a.light, a.base, a.shade, a.deep)[i],
            )
    elif motif == "hills":
        c.path(f"M0 0H{w}V{h * 0.7:.0f}H0Z", pale.base, opacity=0.2)
        c.path(ellipse(w * (0.7, 0.3, 0.5)[flip], h * 0.38, 60), pale.base)
        for i, (y, ink) in enumerate(((0.52, b.base), (0.64, a.base), (0.78, a.deep))):
            c.path(
                f"M0 {h * y:.0f}L{w * 0.3:.0f} {h * (y - 0.14 + 0.04 * i):.0f}L{w * 0.52:.0f}"
                f" {h * (y + 0.02):.0f}L{w * 0.76:.0f} {h * (y - 0.1):.0f}L{w} {h * (y + 0.06):.0f}V{h}H0Z",
                ink,
            )
    elif motif == "waves":
        for i in range(9):
            y = h * 0.3 + i * 46
            c.line(
                f"M0 {y:.0f}" + f"q{w / 12:.0f}-40 {w / 6:.0f} 0t{w / 6:.0f} 0"
                f" {w / 6:.0f} 0 {w / 6:.0f} 0 {w / 6:.0f} 0 {w / 6:.0f} 0",
                (a.base, b.base, pale.base)[(i + flip) % 3],
                16,
            )
    else:
        cell = w / 3
        inks = (a.base, b.base, pale.base, t.deep, a.light)
        for i in range(9):
            x, y = (i % 3) * cell, h * 0.3 + (i // 3) * cell
            ink = inks[(i * 2 + flip) % 5]
            kind = (i + flip) % 4
            if kind == 0:
                c.path(f"M{x:.0f} {y:.0f}h{cell:.0f}a{cell:.0f} {cell:.0f} 0 0 1-{cell:.0f} {cell:.0f}Z", ink)
            elif kind == 1:
                c.path(ellipse(x + cell / 2, y + cell / 2, cell * 0.42), ink)
            elif kind == 2:
                c.path(f"M{x:.0f} {y + cell:.0f}V{y:.0f}L{x + cell:.0f} {y + cell:.0f}Z", ink)
            else:
                c.path(f"M{x:.0f} {y + cell:.0f}a{cell / 2:.0f} {cell / 2:.0f} 0 0 1 {cell:.0f} 0Z", ink)
    title = pale.base if t.lightness < 0.78 else t.deep if t.lightness > 0.9 else "#2B2F36"
    c.path(box(70, 74, w * 0.62, 34, 6) + box(70, 124, w * 0.44, 34, 6), title)
    c.path(box(70, 184, w * 0.3, 13, 6), title, opacity=0.7)


@draws("notebook")
def notebook(c: Canvas, spec: Spec) -> None:
    """One or several from above."""
    c.flat()
    pieces = spec.number("pieces")
    spots = {
        1: ((600, 600, -6),),
        2: ((470, 540, -12), (740, 670, 7)),
        3: ((400, 520, -15), (620, 600, -2), (830, 690, 10)),
    }[pieces]
    scale = {1: 1.0, 2: 0.82, 3: 0.72}[pieces]
    others = [spec.tones, spec.accent, tones("#F2E8C9") if spec.tones.lightness < 0.8 else tones("#A3B394")]
    for i, (x, y, turn) in enumerate(spots):
        with c.group(f"translate({x} {y}) rotate({turn}) scale({scale})"):
            _notebook(c, spec, others[(pieces - 1 - i) % 3], i)
    if spec.pick("pen", (True, False)) and pieces < 3:
        with c.group(
            f"translate({950 if pieces == 1 else 300}"
            f" {640 if pieces == 1 else 1010}) rotate({12 if pieces == 1 else 78})"
        ):
            ink = spec.accent
            c.cast(box(-17, -280, 34, 540, 16), 12, 16, 26, 0.4)
            c.body(box(-17, -280, 34, 500, 16), ink, c.round(ink), 3)
            c.body(
                polygon([(-15, 216), (15, 216), (3, 276, 2), (-3, 276, 2)]),
                metal("brass"),
                c.steel(metal("brass")),
                1,
            )
            c.body(box(8, -268, 12, 150, 6), metal("brass"), edge=1)


def _notebook(c: Canvas, spec: Spec, t: Tones, index: int) -> None:
    """One notebook about the origin, 600 × 840."""
    a = spec.accent if t is spec.tones else spec.tones
    binding = spec.text("binding")
    x, y, w, h = -300.0, -420.0, 600.0, 840.0
    c.cast(box(x, y, w + 14, h + 12, 24), 18, 28, 60, 0.42)
    c.path(box(x + 12, y + 8, w, h + 6, 20), _PAGES.shade)
    c.path(box(x + 9, y + 6, w - 2, h + 2, 20), _PAGES.base)
    cover = polygon([(x, y, 8), (x + w, y, 34), (x + w, y + h, 34), (x, y + h, 8)])
    c.body(cover, t, edge=6)
    design = spec.design(("label", "blocks", "lines", "dots"))
    with c.clipped(cover):
        if design == "blocks":
            c.path(f"M{x} {y + h * 0.62:.0f}h{w}v{h}h{-w}Z", a.base)
            c.path(ellipse(x + w * 0.62, y + h * 0.62, 130), a.light)
        elif design == "lines":
            for k in range(5):
                r = 140 + k * 74
                c.path(ellipse(x + w, y + h, r), stroke=a.base, width=26)
        elif design == "dots":
            dots = (
                f'<circle cx="24" cy="24" r="9" fill="{a.base}"/>'
                f'<circle cx="60" cy="60" r="9" fill="{a.base}"/>'
            )
            c.path(cover, c.pattern(72, 72, dots))
        if binding == "stitched":
            c.path(f"M{x} {y}h86v{h}h-86Z", a.shade)
    if design in ("label", "dots"):
        paper = tones("#FBF8F1") if t.lightness < 0.9 else a
        c.body(box(x + w * 0.28, y + h * 0.2, w * 0.52, 150, 10), paper, edge=3)
        c.line(
            f"M{x + w * 0.36:.0f} {y + h * 0.2 + 60:.0f}h{w * 0.36:.0f}"
            f"M{x + w * 0.36:.0f} {y + h * 0.2 + 96:.0f}h{w * 0.24:.0f}",
            "#6B6F77" if paper.lightness > 0.6 else "#FBF8F1",
            7,
        )
    if binding == "spiral":
        wire = metal("brass" if index % 2 else "dark")
        c.path("".join(box(x + 27, y + 41 + k * 53, 18, 18) for k in range(15)), _PAGES.deep)
        c.line("".join(f"M-264 {-370 + k * 53}c-26-24-70-10-54 8" for k in range(15)), wire.deep, 11)
        c.line("".join(f"M-266 {-373 + k * 53}c-26-24-68-10-54 7" for k in range(15)), wire.glint, 4, 0.9)
    elif binding == "elastic":
        c.path(f"M{x + 46} {y}v{h}", stroke=t.deep, width=5, opacity=0.5)
        band = spec.accent if t is spec.tones else tones("#2E3035")
        c.body(box(x + w - 86, y - 5, 26, h + 12, 4), band, c.round(band), 2)
        c.path(
            polygon(
                [
                    (x + 200, y + h - 4),
                    (x + 224, y + h - 4),
                    (x + 228, y + h + 74),
                    (x + 212, y + h + 58),
                    (x + 198, y + h + 76),
                ]
            ),
            "#C4473F",
        )
    else:
        c.stitch(f"M{x + 86} {y + 10}V{y + h - 10}", t.glint, 5)
        c.path("".join(ellipse(x + 44, y + 130 + k * 290, 8) for k in range(3)), a.deep)
        c.line(f"M{x + 44} {y + 130}V{y + 710}", _PAGES.base, 6)


@draws("pen")
def pen(c: Canvas, spec: Spec) -> None:
    """One that has just written, or a set."""
    t, kind, count = spec.tones, spec.text("type"), spec.number("pieces")
    c.flat()
    inks = [t, spec.accent, tones("#E9A21B"), tones("#1C7C83"), tones("#C4473F"), tones("#25365E")]
    if t.hue and abs(t.hue - inks[2].hue) < 15:
        inks[2] = tones("#CF6E82")
    line_ink = spec.pick("ink", ("#25365E", "#2B2F36", "#1C7C83"))
    flourish = (
        "M130 930C220 840 300 1010 390 920S520 860 560 950S700 1010 760 930S880 880 930 950S1030 970 1080 930"
    )
    if count == 1:
        c.line(flourish, t.shade if kind == "marker" else line_ink, 34 if kind == "marker" else 7, 0.85)
    gap = {1: 0.0, 3: 150.0, 5: 118.0}[count]
    for i in range(count):
        off = (i - (count - 1) / 2) * gap
        with c.group(f"translate({600 + off:.0f} {540 + off * 0.25:.0f}) rotate({38 if count == 1 else 14})"):
            _pen(c, spec, inks[i % 6], kind, capped=count == 5 and i % 2 == 1)


def _pen(c: Canvas, spec: Spec, t: Tones, kind: str, capped: bool) -> None:
    """One pen about the origin, point down, 820 long."""
    trim = metal(spec.design(("brass", "chrome", "dark")))
    r = 46 if kind == "marker" else 34
    whole = polygon([(-r, -400, 18), (r, -400, 18), (r, 240), (6, 410, 4), (-6, 410, 4), (-r, 240)])
    c.cast(whole, 18, 22, 40, 0.42)
    if kind == "marker":
        white = tones("#F4F1EA")
        c.body(
            box(-r, -400, 2 * r, 560, 12),
            white if spec.variation % 2 else t,
            c.round(white if spec.variation % 2 else t),
            4,
        )
        c.path(box(-r, -40, 2 * r, 120), t.base)
        c.path(
            box(-r, -40, 2 * r, 120),
            c.linear(0, 0, 1, 0, (0, "#000000", 0.25), (0.3, "#FFFFFF", 0.3), (1, "#000000", 0.35)),
        )
        c.body(box(-r - 3, -410, 2 * r + 6, 50, 12), t, c.round(t), 3)
        if capped:
            c.body(box(-r - 4, 120, 2 * r + 8, 270, 22), t, c.round(t), 4)
            c.body(box(r - 10, 140, 20, 170, 8), t, edge=2)
        else:
            dark = tones("#2E3035")
            c.body(polygon([(-r, 156), (r, 156), (26, 290, 6), (-26, 290, 6)]), dark, c.round(dark), 3)
            c.body(polygon([(-18, 286), (18, 286), (18, 340, 4), (-18, 386, 4)]), t, c.round(t), 2)
        return
    if kind == "fountain":
        c.body(box(-r, -400, 2 * r, 620, 30), t, c.round(t), 4)
        c.body(
            polygon([(-r + 4, 216), (r - 4, 216), (24, 300, 4), (-24, 300, 4)]),
            tones("#2E3035"),
            c.round(tones("#2E3035")),
            2,
        )
        nib = metal("brass")
        c.body(
            smooth([(-26, 292, 0), (26, 292, 0), (28, 330), (0, 420, 0), (-28, 330)]), nib, c.steel(nib), 2
        )
        c.line("M0 330V414", nib.deep, 3)
        c.path(ellipse(0, 326, 7), nib.deep)
        for y in (-160, 196):
            c.body(box(-r - 2, y, 2 * r + 4, 22, 4), trim, c.steel(trim), 1)
        c.body(
            polygon([(r - 22, -372, 6), (r + 4, -372, 6), (r - 4, -150, 8), (r - 18, -150, 8)]),
            trim,
            c.steel(trim),
            1,
        )
        c.body(ellipse(r - 10, -152, 13), trim, edge=2)
        c.line("M-14 -370V-180M-14 -120V180", t.glint, 7, 0.6)
        return
    c.body(box(-12, -450, 24, 90, 10), trim, c.steel(trim), 1)
    c.body(box(-r, -400, 2 * r, 420, 14), t, c.round(t), 4)
    grip = tones(t.shade) if spec.variation % 3 else tones("#2E3035")
    c.body(
        polygon([(-r, 16), (r, 16), (r - 2, 230), (16, 350, 4), (-16, 350, 4), (-r + 2, 230)]),
        grip,
        c.round(grip),
        3,
    )
    c.line("".join(f"M{-r + 6} {60 + k * 26}H{r - 6}" for k in range(7)), grip.deep, 5, 0.7)
    c.body(polygon([(-16, 346), (16, 346), (5, 404, 2), (-5, 404, 2)]), trim, c.steel(trim), 1)
    c.path(ellipse(0, 408, 5), "#2B2F36")
    c.body(box(-r - 2, 2, 2 * r + 4, 22, 4), trim, c.steel(trim), 1)
    c.body(
        polygon([(r - 16, -390, 8), (r + 12, -390, 8), (r + 10, -170, 8), (r - 6, -170, 8)]),
        trim,
        c.steel(trim),
        1,
    )
    c.line("M-14 -370V-20", t.glint, 8, 0.6)
