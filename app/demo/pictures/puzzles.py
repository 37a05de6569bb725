"""Toys: puzzle."""

from __future__ import annotations

import random

from app.demo.pictures.canvas import Canvas
from app.demo.pictures.colour import tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, num, polygon, smooth
from app.demo.pictures.spec import Spec


@draws("puzzle")
def puzzle(c: Canvas, spec: Spec) -> None:
    """The motif under a jigsaw of knobbed seams, with pieces still to be placed."""
    t, a = spec.tones, spec.accent
    side = {12: 4, 24: 5, 100: 6, 500: 7, 1000: 8}.get(spec.number("pieces"), 5)
    c.flat()
    x0, y0, size = 190.0, 170.0, 760.0
    sheet = box(x0, y0, size, size, 10)
    c.cast(sheet, 14, 22, 50, 0.42)
    c.path(sheet, t.base)
    with c.clipped(sheet):
        _motif(c, spec, x0, y0, size)
    step = size / side
    rng = random.Random(spec.variation * 31 + side)
    # A seam in steps relative to the last point: straight, neck, head, neck, straight.
    straight, neck, head = f"{step * 0.38:.0f}", f"{step * 0.1:.0f}", f"{step * 0.24:.0f}"
    back = f"-{step * 0.06:.0f}"
    seams = []
    for i in range(1, side):
        across, down = [f"M{num(x0)} {num(y0 + i * step)}"], [f"M{num(x0 + i * step)} {num(y0)}"]
        for j in range(side):
            for upright, parts in ((False, across), (True, down)):
                out = round(step * 0.24) * rng.choice((-1, 1))
                if upright:
                    parts.append(
                        f"v{straight}c{out} {back} {out} {int(head) + int(neck)}"
                        f" 0 {head}V{num(y0 + (j + 1) * step)}"
                    )
                else:
                    parts.append(
                        f"h{straight}c{back} {out} {int(head) + int(neck)}"
                        f" {out} {head} 0H{num(x0 + (j + 1) * step)}"
                    )
        seams.append("".join(across + down))
    with c.group("translate(2.5 3)"):
        c.line("".join(seams), "#FFFFFF", 3, 0.55)
    c.line("".join(seams), "#2B2F36", 3, 0.55)
    # The gap in the corner and the piece that fits it.
    gap = box(x0 + size - step, y0 + size - step, step + 2, step + 2)
    c.path(gap, t.deep, opacity=0.9)
    c.path(gap, c.linear(0, 0, 0.6, 1, (0, "#000000", 0.35), (1, "#000000", 0)))
    for x, y, turn, ink in ((910, 930, 24, t), (270, 1000, -18, a), (600, 1030, 40, tones("#E9A21B"))):
        with c.group(f"translate({x} {y}) rotate({turn})"):
            h = min(step, 150) * 0.5
            piece = (
                f"M{-h:.0f} {-h:.0f}H{-h * 0.3:.0f}C{-h * 0.5:.0f} {-h * 1.5:.0f}"
                f" {h * 0.5:.0f} {-h * 1.5:.0f} {h * 0.3:.0f} {-h:.0f}H{h:.0f}"
                f"V{-h * 0.3:.0f}C{h * 1.5:.0f} {-h * 0.5:.0f} {h * 1.5:.0f}"
                f" {h * 0.5:.0f} {h:.0f} {h * 0.3:.0f}V{h:.0f}H{-h:.0f}"
                f"V{h * 0.3:.0f}C{-h * 0.5:.0f} {h * 0.5:.0f}"
                f" {-h * 0.5:.0f} {-h * 0.5:.0f} {-h:.0f} {-h * 0.3:.0f}Z"
            )
            c.cast(piece, 8, 14, 26, 0.42)
            c.body(piece, ink, edge=5)


def _motif(c: Canvas, spec: Spec, x: float, y: float, s: float) -> None:
    t, a, motif = spec.tones, spec.accent, spec.text("motif")
    c.path(box(x, y, s, s), c.linear(0, 0, 0, 1, (0, "#CFE4EC"), (0.6, "#F3EBDC")))
    if motif == "landscape":
        c.path(ellipse(x + s * 0.7, y + s * 0.28, 84), "#E9A21B")
        c.path(
            f"M{x} {y + s * 0.6}l{s * 0.28} {-s * 0.34} {s * 0.2} {s * 0.2}"
            f" {s * 0.22} {-s * 0.28} {s * 0.3} {s * 0.44}V{y + s}H{x}Z",
            a.base,
        )
        c.path(
            f"M{x} {y + s * 0.7}Q{x + s * 0.3} {y + s * 0.52} {x + s * 0.6}"
            f" {y + s * 0.7}T{x + s} {y + s * 0.66}V{y + s}H{x}Z",
            t.base,
        )
        c.path(
            f"M{x} {y + s * 0.84}Q{x + s * 0.4} {y + s * 0.72} {x + s} {y + s * 0.86}V{y + s}H{x}Z", t.deep
        )
        for k in range(5):
            tx = x + s * (0.1 + k * 0.19)
            c.path(f"M{tx} {y + s * 0.66}l46 120h-92Z", t.shade if k % 2 else a.deep)
    elif motif == "fox":
        c.path(ellipse(x + s * 0.5, y + s * 0.56, 330), a.light)
        cx, cy = x + s / 2, y + s * 0.52
        for k in (-1, 1):
            c.path(
                polygon([(cx + k * 230, cy - 240), (cx + k * 60, cy - 130), (cx + k * 220, cy + 20)], 18),
                t.base,
            )
            c.path(
                polygon([(cx + k * 206, cy - 190), (cx + k * 110, cy - 120), (cx + k * 200, cy - 40)], 12),
                t.deep,
            )
        c.path(
            smooth(
                [
                    (cx, cy - 150),
                    (cx + 200, cy - 70),
                    (cx + 250, cy + 60),
                    (cx, cy + 250, 0),
                    (cx - 250, cy + 60),
                    (cx - 200, cy - 70),
                ]
            ),
            t.base,
        )
        for k in (-1, 1):
            c.path(
                smooth([(cx, cy + 250, 0), (cx + k * 250, cy + 60), (cx + k * 120, cy + 40), (cx, cy + 130)]),
                "#F7F1E4",
            )
            c.path(ellipse(cx + k * 94, cy + 10, 22, 27), "#2B2420")
            c.path(ellipse(cx + k * 94 - 7, cy, 7), "#FFFFFF")
        c.path(ellipse(cx, cy + 226, 34, 25), "#2B2420")
    else:
        c.path(ellipse(x + s * 0.24, y + s * 0.24, 72), "#E9A21B")
        cx = x + s * 0.52
        c.path(f"M{cx} {y + s * 0.14}V{y + s * 0.64}", "none", stroke="#6F4A31", width=13)
        c.path(
            f"M{cx + 14} {y + s * 0.16}Q{cx + 230} {y + s * 0.4} {cx + 220} {y + s * 0.6}H{cx + 14}Z", t.base
        )
        c.path(
            f"M{cx - 14} {y + s * 0.22}Q{cx - 170} {y + s * 0.42} {cx - 170} {y + s * 0.6}H{cx - 14}Z", a.base
        )
        c.path(
            polygon(
                [
                    (cx - 230, y + s * 0.64),
                    (cx + 260, y + s * 0.64),
                    (cx + 180, y + s * 0.76, 20),
                    (cx - 170, y + s * 0.76, 20),
                ]
            ),
            "#7C5338",
        )
        for k in range(4):
            wy = y + s * (0.73 + k * 0.08)
            c.path(
                f"M{x} {wy}q{s / 8} -40 {s / 4} 0t{s / 4} 0 {s / 4} 0 {s / 4} 0V{y + s}H{x}Z",
                (t.light, t.base, t.shade, t.deep)[k],
            )
