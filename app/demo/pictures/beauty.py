"""Beauty: perfume, lipstick, shampoo."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth, turned
from app.demo.pictures.spec import Spec


@draws("perfume")
def perfume(c: Canvas, spec: Spec) -> None:
    """The colour tints the liquid and the glass."""
    t, shape = spec.tones, spec.text("bottle")
    k = {30: 0.8, 50: 0.9, 100: 1.0}.get(spec.number("volume_ml"), 0.9)
    cap_t = spec.pick(
        "cap", (metal("brass"), wood("walnut"), tones("#2B2C30"), metal("chrome"), tones("#F4F1EA"))
    )
    c.table(810)
    c.ground(600, 962, 270 * k, 42)
    with c.group(f"translate({600 * (1 - k):.1f} {962 * (1 - k):.1f}) scale({k})"):
        if shape == "round":
            glass, inner = ellipse(600, 700, 262), ellipse(600, 706, 214)
            top = 440.0
        elif shape == "facet":
            glass = polygon(
                [
                    (430, 440, 8),
                    (770, 440, 8),
                    (860, 580, 8),
                    (860, 860, 8),
                    (780, 962, 8),
                    (420, 962, 8),
                    (340, 860, 8),
                    (340, 580, 8),
                ]
            )
            inner = polygon(
                [
                    (450, 500, 6),
                    (750, 500, 6),
                    (814, 600, 6),
                    (814, 846, 6),
                    (756, 916, 6),
                    (444, 916, 6),
                    (386, 846, 6),
                    (386, 600, 6),
                ]
            )
            top = 440.0
        else:
            r = spec.design((40, 90, 16))
            glass, inner = box(350, 430, 500, 532, r), box(396, 486, 408, 424, max(r - 20, 8))
            top = 430.0
        shoulder = tones("#E8EEF0")
        c.body(
            polygon([(536, top - 44, 8), (664, top - 44, 8), (672, top + 24), (528, top + 24)]),
            shoulder,
            c.round(shoulder),
            3,
        )
        c.body(
            box(546, top - 76, 108, 50, 8),
            metal("brass") if cap_t is not metal("chrome") else cap_t,
            c.steel(metal("brass") if cap_t is not metal("chrome") else cap_t),
            1,
        )
        cap = spec.design(("block", "ball", "tall", "bow"))
        if cap == "ball":
            c.body(ellipse(600, top - 136, 84), cap_t, c.ball(cap_t), 5)
        elif cap == "tall":
            c.body(
                polygon([(540, top - 290, 18), (660, top - 290, 18), (668, top - 60, 8), (532, top - 60, 8)]),
                cap_t,
                c.round(cap_t),
                5,
            )
        else:
            c.body(box(512, top - 200, 176, 140, 16), cap_t, c.round(cap_t), 5)
        c.path(glass, c.linear(0, 0, 0.8, 1, (0, "#FFFFFF", 0.95), (0.4, t.glint, 0.9), (1, t.light, 0.95)))
        c.path(
            inner, c.linear(0, 0, 0.2, 1, (0, "#FFFFFF", 0.65), (0.2, t.light), (0.6, t.base), (1, t.shade))
        )
        with c.clipped(inner):
            c.path("M300 420H900V560Q750 584 600 560T300 560Z", "#FFFFFF", opacity=0.55)
            c.line("M604 400V880", "#FFFFFF", 11, 0.6)
            c.path("M380 960L600 480H690L470 980Z", "#FFFFFF", opacity=0.2)
            if shape == "facet":
                c.path("M340 580L450 500V916L340 860Z", "#FFFFFF", opacity=0.3)
                c.path("M860 580L750 500V916L860 860Z", t.deep, opacity=0.35)
                c.line("M480 500V916M720 500V916", "#FFFFFF", 4, 0.5)
        c.body(glass, t, "none", 7)
        label = spec.pick("label", ("oval", "square", "line", "leaf"))
        paper = tones("#FBF8F1")
        if label == "oval":
            c.body(ellipse(600, 720, 108, 76), paper, edge=3)
            c.path(ellipse(600, 720, 94, 62), stroke=metal("brass").base, width=4)
        elif label == "square":
            c.body(box(492, 660, 216, 150, 4), paper, edge=3)
            c.path(box(506, 674, 188, 122, 2), stroke=metal("brass").base, width=3)
        elif label == "line":
            c.line("M520 690H680M540 716H660", "#FBF8F1", 7)
        if label in ("oval", "square"):
            c.line("M552 708h96M572 732h56", "#4A4D54", 7)
        elif label == "leaf":
            c.path("M600 620C670 660 670 760 600 820C530 760 530 660 600 620Z", paper.base, opacity=0.9)
            c.line("M600 650V840M600 700l26-22M600 700l-26-22M600 750l30-24M600 750l-30-24", t.deep, 5)
        if cap == "bow":
            silk = spec.accent
            for s in (-1, 1):
                c.body(
                    smooth(
                        [
                            (600, top - 12),
                            (600 + s * 90, top - 62),
                            (600 + s * 118, top - 14),
                            (600 + s * 84, top + 24),
                        ]
                    ),
                    silk,
                    edge=4,
                )
                c.body(
                    polygon(
                        [
                            (600 + s * 4, top - 4),
                            (600 + s * 24, top - 10),
                            (600 + s * 84, top + 120, 4),
                            (600 + s * 48, top + 128, 4),
                        ]
                    ),
                    silk,
                    edge=3,
                )
            c.body(ellipse(600, top - 10, 28, 24), silk, edge=4)


@draws("lipstick")
def lipstick(c: Canvas, spec: Spec) -> None:
    """An open lipstick beside its cap; the colour is the shade of the bullet."""
    t, square = spec.tones, spec.text("case") == "square"
    finish = spec.text("finish")
    case = spec.design((tones("#2B2C30"), metal("brass"), tones("#F2E9DC"), spec.accent, metal("chrome")))
    ring = metal("brass") if case is not metal("brass") else tones("#2B2C30")
    c.table(820)
    c.ground(500, 962, 150, 34)
    c.ground(790, 962, 140, 32)
    paint = c.steel(case) if case in (metal("brass"), metal("chrome")) else c.round(case)
    r = 14 if square else 24
    bullet = smooth(
        [(424, 560, 0), (424, 380), (450, 300), (520, 236), (566, 216), (578, 250), (578, 560, 0)]
    )
    c.body(bullet, t, c.round(t), 4)
    slant = smooth([(430, 372), (456, 300), (520, 242), (564, 222), (570, 270), (540, 340), (480, 384)])
    c.path(slant, t.glint, opacity={"satin": 0.35, "matte": 0.16, "gloss": 0.6}[finish])
    if finish == "gloss":
        c.line("M448 400V548", "#FFFFFF", 13, 0.7)
    elif finish == "satin":
        c.line("M450 400V548", t.glint, 9, 0.5)
    c.body(box(412, 540, 178, 120, 8), ring, c.steel(ring), 2)
    c.line("M412 560H590M412 640H590", ring.deep, 4, 0.6)
    c.body(box(386, 650, 230, 312, r), case, paint, 5)
    c.path(box(386, 690, 230, 16), ring.base)
    cap = box(676, 580, 236, 382, r)
    c.body(cap, case, paint, 5)
    c.path(box(676, 936, 236, 14), ring.base)
    engraving = spec.pick("engraving", ("bands", "diamond", "flutes", "plain"))
    if engraving == "bands":
        c.path(box(676, 640, 236, 10) + box(676, 664, 236, 10), ring.base)
    elif engraving == "diamond":
        c.path(polygon([(794, 690), (834, 750), (794, 810), (754, 750)], 4), stroke=ring.base, width=7)
    elif engraving == "flutes":
        c.line("".join(f"M{700 + i * 27} 612V920" for i in range(8)), case.deep, 6, 0.55)
        c.line("".join(f"M{709 + i * 27} 612V920" for i in range(8)), case.glint, 4, 0.35)
    smear = spec.pick("smear", (True, False, True))
    if smear:
        c.path(
            smooth(
                [(170, 1050), (300, 1016), (520, 1026), (660, 1040), (560, 1072), (420, 1062), (300, 1084)]
            ),
            c.linear(0, 0, 1, 0, (0, t.shade), (0.5, t.base), (1, t.light)),
        )
        c.line("M240 1050Q400 1030 600 1046", t.glint, 7, 0.5)


@draws("shampoo")
def shampoo(c: Canvas, spec: Spec) -> None:
    """Four bottle forms, four labels."""
    t, a, closure = spec.tones, spec.accent, spec.text("closure")
    size = spec.number("volume_ml")
    h, r = 470 + (size - 250) * 0.5, 142 + (size - 250) * 0.08
    foot, top = 962.0, 962.0 - h
    c.table(820)
    c.ground(600, foot, r * 1.25, 38)
    cap_t: Tones = spec.pick("cap", (tones("#2E3035"), tones("#F4F1EA"), a, wood("oak")))
    if cap_t.lightness > 0.9 and t.lightness > 0.9:
        cap_t = tones("#2E3035")
    form = spec.design(("round", "flat", "taper", "square"))
    if closure == "pump":
        c.line(f"M600 {top - 30}V{top - 140}", cap_t.shade, 24)
        c.body(
            polygon([(560, top - 196, 14), (640, top - 196, 14), (640, top - 130, 10), (560, top - 130, 10)]),
            cap_t,
            c.round(cap_t),
            3,
        )
        c.body(
            smooth(
                [
                    (570, top - 192, 0),
                    (450, top - 188),
                    (400, top - 168),
                    (392, top - 128, 0),
                    (424, top - 128, 0),
                    (440, top - 146),
                    (570, top - 148, 0),
                ]
            ),
            cap_t,
            c.drop(cap_t),
            4,
        )
        c.body(box(532, top - 74, 136, 82, 14), cap_t, c.round(cap_t), 4)
    elif closure == "flip":
        c.body(box(520, top - 104, 160, 116, 20), cap_t, c.round(cap_t), 4)
        c.line(f"M522 {top - 64}h156", cap_t.deep, 5, 0.7)
        c.path(box(580, top - 66, 40, 14, 7), cap_t.deep)
    else:
        c.body(box(524, top - 64, 152, 76, 12), cap_t, c.round(cap_t), 4)
        c.path(ellipse(600, top - 62, 72, 13), cap_t.light)
    if form == "flat":
        d = smooth(
            [
                (548, top, 0),
                (652, top, 0),
                (600 + r, top + 70),
                (600 + r * 1.1, top + h * 0.5),
                (600 + r, foot - 50),
                (600 + r * 0.86, foot, 0),
                (600 - r * 0.86, foot, 0),
                (600 - r, foot - 50),
                (600 - r * 1.1, top + h * 0.5),
                (600 - r, top + 70),
            ]
        )
    elif form == "taper":
        d = turned([(66, top, 0), (84, top + 24), (r * 0.9, top + 150), (r * 1.12, foot - 70), (r, foot, 0)])
    else:
        d = polygon(
            [
                (600 - r, top, 60 if form == "round" else 24),
                (600 + r, top, 60 if form == "round" else 24),
                (600 + r, foot, 26),
                (600 - r, foot, 26),
            ]
        )
    c.body(d, t, c.round(t), 6)
    paper = tones("#FBF8F1") if t.lightness < 0.88 else spec.accent
    ink = "#3A3D43" if paper.lightness > 0.6 else "#FBF8F1"
    y = top + h * 0.3
    label = spec.pick("label", ("panel", "wrap", "botanic", "minimal"))
    with c.clipped(d):
        if label == "wrap":
            c.path(f"M300 {y:.0f}H900V{y + h * 0.46:.0f}H300Z", paper.base)
            c.path(
                f"M300 {y + h * 0.36:.0f}H900V{y + h * 0.46:.0f}H300Z", a.base if paper is not a else t.deep
            )
        elif label == "panel":
            c.path(box(600 - r * 0.66, y, r * 1.32, h * 0.5, 10), paper.base)
        elif label == "botanic":
            c.path(box(600 - r * 0.7, y - 10, r * 1.4, h * 0.54, r * 0.7), paper.base)
        c.path(
            d,
            c.linear(
                0,
                0,
                1,
                0,
                (0, "#000000", 0.16),
                (0.28, "#FFFFFF", 0.16),
                (0.5, "#FFFFFF", 0),
                (1, "#000000", 0.26),
            ),
        )
    if label == "botanic":
        stem_y = y + h * 0.12
        c.line(f"M600 {stem_y + 120:.0f}V{stem_y:.0f}", "#5C8255", 6)
        for k in range(4):
            ly = stem_y + 20 + k * 24
            for s in (-1, 1):
                c.path(
                    f"M600 {ly + 16:.0f}q{s * 14} -34 {s * 50} -34q{s * -8} 32 {s * -50} 34Z",
                    "#7F9C80" if s < 0 else "#5C8255",
                )
        c.line(f"M552 {stem_y + 152:.0f}h96M570 {stem_y + 176:.0f}h60", ink, 8)
    elif label == "minimal":
        glyph = t.glint if t.lightness < 0.8 else t.deep
        c.path(ellipse(600, y + 50, 42), stroke=glyph, width=7)
        c.path(f"M600 {y + 22:.0f}q26 30 26 42a26 26 0 0 1-52 0q0-12 26-42Z", glyph)
        c.line(f"M540 {y + 130:.0f}h120M560 {y + 156:.0f}h80M574 {y + 182:.0f}h52", glyph, 8)
    else:
        c.line(
            f"M{600 - r * 0.44:.0f} {y + 46:.0f}h{r * 0.88:.0f}"
            f"M{600 - r * 0.3:.0f} {y + 74:.0f}h{r * 0.6:.0f}",
            ink,
            10,
        )
        c.path(
            f"M600 {y + 96:.0f}q34 40 34 58a34 34 0 0 1-68 0q0-18 34-58Z",
            a.base if paper is not a else t.base,
        )
    c.line(f"M{600 - r * 0.66:.0f} {top + h * 0.22:.0f}V{foot - 60:.0f}", t.glint, 13, 0.5)
    for x, yy, b in ((880, 900, 40), (950, 860, 24), (300, 920, 30)):
        c.path(
            ellipse(x, yy, b),
            c.radial(0.35, 0.3, 0.8, (0, "#FFFFFF", 0.8), (0.6, "#FFFFFF", 0.15), (1, "#FFFFFF", 0.5)),
        )
        c.path(ellipse(x, yy, b), stroke="#FFFFFF", width=3, opacity=0.7)
