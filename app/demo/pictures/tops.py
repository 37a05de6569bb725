"""Apparel for the upper body: T-shirt, shirt, hoodie."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal
from app.demo.pictures.colour import tones
from app.demo.pictures.garments import cloth, drape, fold, rail, ribs, sleeve, torso
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, polygon, smooth, star
from app.demo.pictures.spec import Spec


@draws("tshirt")
def tshirt(c: Canvas, spec: Spec) -> None:
    """On its hanger; plain ones may carry a print."""
    t, a = spec.tones, spec.accent
    neck, length, pattern = spec.text("neck"), spec.text("sleeve"), spec.text("pattern")
    rail(c, spec)
    dip = 400.0 if neck == "v" else 322.0
    v = (0.0,) if neck == "v" else ()
    d = torso(
        [(0, dip, *v), (104, 226, 0), (246, 276, 0), (228, 462, 0), (224, 720), (240, 1010, 0), (0, 1026)]
    )
    c.cast(d, 18, 26, 60, 0.34)
    # The inside of the back, seen through the neck.
    c.path(f"M496 226Q600 268 704 226L{690} 300L600 {dip + 8}L510 300Z", t.deep)
    c.path("M496 226Q600 268 704 226L700 246Q600 292 500 246Z", t.shade)
    c.path(box(582, 264, 36, 22, 4), "#F6F1E6", opacity=0.9)
    ringer = spec.design((False, True, False))
    for s in (-1, 1):
        sleeve(c, spec, s, length, pattern, cuff=a if ringer else None)
        if ringer and length == "short":
            c.line(f"M{600 + s * 418} 512L{600 + s * 310} 568", a.base, 24)
    cloth(c, d, spec, pattern=pattern)
    with c.clipped(d):
        drape(c, t)
        c.stitch("M340 992Q600 1010 860 992", t.deep, 3, 0.6)
        if pattern == "plain":
            _print(c, spec)
    for s in (-1, 1):
        c.line(f"M{600 + s * 246} 278Q{600 + s * 214} 370 {600 + s * 228} 460", t.deep, 4, 0.55)
    band = a if ringer else t
    curve = "M500 232L600 402L700 232" if neck == "v" else "M498 230C512 352 688 352 702 230"
    c.line(curve, band.shade, 26)
    c.line(curve, band.base, 18)
    c.line(curve, band.glint, 3, 0.5)


def _print(c: Canvas, spec: Spec) -> None:
    a, b = spec.accent, tones(spec.pick("second", ("#E9A21B", "#F2E8C9", "#C4673F", "#1C7C83")))
    motif = spec.pick("print", ("none", "sun", "chest", "pocket", "star", "blocks", "wave"))
    if motif == "sun":
        c.path(ellipse(600, 560, 100), b.base)
        for i in range(4):
            c.path(f"M480 {560 + i * 30}h240v14H480Z", spec.tones.base)
        c.path("M470 652q65-44 130 0t130 0v40H470Z", a.base)
    elif motif == "chest":
        c.path("M300 500H900V600H300Z", a.base, opacity=0.95)
        c.path("M300 612H900V636H300Z", b.base, opacity=0.95)
    elif motif == "pocket":
        pocket = polygon([(650, 450), (762, 450), (762, 566, 8), (706, 592, 6), (650, 566, 8)])
        c.body(pocket, a, edge=3)
        c.stitch("M658 470H754", a.glint)
    elif motif == "star":
        c.path(polygon(star(600, 570, 110, 46), 8), a.base)
    elif motif == "blocks":
        for i, ink in enumerate((a.base, b.base, a.light)):
            c.path(box(480 + i * 84, 500, 72, 150, 36), ink)
    elif motif == "wave":
        for i, ink in enumerate((a.base, b.base, a.base)):
            c.line(f"M490 {530 + i * 46}q28-40 55 0t55 0 55 0 55 0", ink, 18)


@draws("shirt")
def shirt(c: Canvas, spec: Spec) -> None:
    """On its hanger, buttoned up."""
    t = spec.tones
    collar, length, pattern = spec.text("collar"), spec.text("sleeve"), spec.text("pattern")
    rail(c, spec)
    d = torso(
        [
            (0, 300),
            (92, 222, 0),
            (248, 278, 0),
            (226, 462, 0),
            (220, 720),
            (238, 950),
            (196, 1000),
            (110, 1040),
            (0, 1050),
        ]
    )
    c.cast(d, 18, 26, 60, 0.34)
    c.path("M506 222Q600 250 694 222L684 330H516Z", t.deep)
    if pattern == "plain":
        pattern = spec.design(("plain", "stripes", "checks"))
    for s in (-1, 1):
        sleeve(c, spec, s, length, pattern, cuff=t, shoulder=(248, 278))
        if length == "long":
            c.path(ellipse(600 + s * 350, 932, 8), "#F6F1E6")
            c.stitch(f"M{600 + s * 370 - 44} 912h88", t.deep, 2.5, 0.6)
    cloth(c, d, spec, pattern=pattern)
    with c.clipped(d):
        drape(c, t, 1000)
        c.line("M366 352Q480 392 600 384T834 352", t.deep, 4, 0.35)
    for s in (-1, 1):
        c.line(f"M{600 + s * 248} 280Q{600 + s * 212} 370 {600 + s * 226} 460", t.deep, 4, 0.55)
    c.body(box(578, 318, 44, 728, 4), t, c.slope(t), 3)
    c.cloth(box(578, 318, 44, 728, 4), pattern if pattern != "stripes" else "plain", t, spec.accent)
    c.stitch("M586 330V1040M614 330V1040", t.deep, 2, 0.5)
    button = (
        tones("#F4EFE4")
        if t.lightness < 0.8
        else tones(spec.pick("button", ("#8A6A4A", "#373A41", "#F4EFE4")))
    )
    for y in range(372, 1010, 104):
        c.body(ellipse(600, y, 12), button, edge=2)
        c.path(ellipse(597, y, 2) + ellipse(603, y, 2), button.deep)
    if spec.pick("pocket", (True, True, False)):
        p = polygon([(660, 446), (780, 446), (780, 560, 6), (720, 586, 4), (660, 560, 6)])
        cloth(c, p, spec, pattern=pattern)
        c.stitch("M668 466H772", t.deep, 2.5, 0.7)
    if collar == "band":
        c.body("M500 226Q600 332 700 226L712 256Q690 330 606 360L594 360Q510 330 488 256Z", t, c.drop(t), 4)
        c.body(ellipse(600, 336, 11), button, edge=2)
    elif collar == "camp":
        for s in (-1, 1):
            c.body(
                polygon(
                    [
                        (600 + s * 94, 214, 8),
                        (600 + s * 4, 400, 4),
                        (600 + s * 96, 392, 4),
                        (600 + s * 120, 336, 4),
                        (600 + s * 152, 330, 10),
                        (600 + s * 122, 232, 8),
                    ]
                ),
                t,
                edge=4,
            )
            c.line(f"M{600 + s * 98} 388L{600 + s * 116} 332", t.deep, 4, 0.7)
    else:
        c.body("M512 232Q600 300 688 232L640 316H560Z", t, t.shade, 2)
        for s in (-1, 1):
            flap = polygon(
                [
                    (600 + s * 92, 206, 10),
                    (600 + s * 8, 306, 4),
                    (600 + s * 74, 396, 8),
                    (600 + s * 142, 262, 12),
                ]
            )
            c.path(
                polygon(
                    [(600 + s * 92, 216), (600 + s * 14, 316), (600 + s * 76, 410, 8), (600 + s * 146, 276)]
                ),
                "#000000",
                opacity=0.15,
            )
            c.body(flap, t, edge=4)
            c.stitch(f"M{600 + s * 18} 310L{600 + s * 74} 384L{600 + s * 132} 264", t.deep, 2.5, 0.5)
        c.body(ellipse(600, 330, 11), button, edge=2)


@draws("hoodie")
def hoodie(c: Canvas, spec: Spec) -> None:
    """On its hanger, with hood, cords and pocket."""
    t, a = spec.tones, spec.accent
    zipped = spec.text("closure") == "zip"
    rail(c, spec)
    d = torso([(0, 372), (120, 250, 0), (262, 296, 0), (244, 474, 0), (250, 720), (250, 960, 0), (0, 966)])
    c.cast(d, 18, 26, 60, 0.34)
    hood = smooth(
        [
            (600, 150),
            (720, 176),
            (776, 260),
            (752, 340),
            (680, 400),
            (600, 420),
            (520, 400),
            (448, 340),
            (424, 260),
            (480, 176),
        ]
    )
    c.body(hood, t, edge=6)
    c.path(
        smooth(
            [(600, 208), (680, 226), (706, 290), (664, 372), (600, 404), (536, 372), (494, 290), (520, 226)]
        ),
        t.deep,
    )
    lining = a if spec.design((True, False, True)) else tones(t.shade)
    c.path(
        smooth(
            [(600, 226), (664, 240), (684, 290), (650, 352), (600, 382), (550, 352), (516, 290), (536, 240)]
        ),
        c.drop(lining),
    )
    c.path(box(580, 262, 40, 24, 4), "#F6F1E6", opacity=0.9)
    for s in (-1, 1):
        sleeve(c, spec, s, "long", cuff=t, girth=26, shoulder=(262, 296))
        ribs(c, t, 600 + s * 384 - 56, 906, 112, 52)
    cloth(c, d, spec)
    block = spec.design(("plain", "chest", "plain", "stripe"))
    with c.clipped(d):
        if block == "chest":
            c.path("M300 480H900V200H300Z", a.base, opacity=0.95)
            c.line("M300 480H900", a.deep, 4, 0.5)
        elif block == "stripe":
            c.path("M300 540H900V600H300Z", a.base, opacity=0.95)
        drape(c, t, 960)
    for s in (-1, 1):
        c.line(f"M{600 + s * 262} 298Q{600 + s * 226} 380 {600 + s * 244} 474", t.deep, 4, 0.55)
    # The hood's collar crosses over at the front.
    for s in (1, -1):
        flap = smooth(
            [
                (600 + s * 176, 262, 0),
                (600 + s * 150, 340),
                (600 + s * 70, 420),
                (600 - s * 22, 470, 0),
                (600 - s * 6, 400),
                (600 + s * 74, 336),
                (600 + s * 118, 240),
            ]
        )
        c.body(flap, t, c.slope(t), 5)
    pocket = polygon(
        [(464, 960, 6), (440, 830, 8), (512, 712, 14), (688, 712, 14), (760, 830, 8), (736, 960, 6)]
    )
    if zipped:
        c.path("M464 960L440 830L512 712H592V960Z", t.shade, opacity=0.35)
    else:
        c.path(pocket, c.umbra, opacity=0.14)
    c.body(pocket, t, edge=5)
    c.stitch("M452 830L520 722M748 830L680 722M520 722H680", t.deep, 3, 0.6)
    fold(c, t, [(470, 820), (560, 800), (600, 760)], 9, 0.2)
    c.body(box(352, 948, 496, 78, 20), t, c.drop(t), 4)
    ribs(c, t, 362, 956, 476, 62)
    if zipped:
        zipper = metal("steel")
        c.path(box(588, 452, 24, 574, 2), t.deep)
        c.line("M600 460V1020", zipper.light, 12, 0.9, "3 8")
        c.body(polygon([(590, 480, 4), (610, 480, 4), (616, 536, 8), (584, 536, 8)]), zipper, edge=2)
    for s, end in ((-1, 640), (1, 610)):
        cord = f"M{600 + s * 58} 436C{600 + s * 66} 500 {600 + s * 50} 560 {600 + s * 60} {end}"
        c.line(cord, (tones("#F4EFE4") if t.lightness < 0.75 else a).base, 10)
        c.path(ellipse(600 + s * 58, 434, 11), metal("steel").base)
        c.line(f"M{600 + s * 60} {end}v26", metal("steel").shade, 12)
    if spec.pick("logo", (True, False, False)) and not zipped:
        c.path(
            polygon(star(600, 600, 64, 28, spec.pick("tips", (5, 8, 12)))),
            a.base if block == "plain" else t.glint,
        )
