"""Sports on wheels: bicycle."""

from __future__ import annotations

from app.demo.pictures.canvas import Canvas, metal, wood
from app.demo.pictures.colour import Tones, tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, line, pair, polar, polygon, smooth
from app.demo.pictures.spec import Spec

_TYRE = tones("#2B2C30")


def _tube(c: Canvas, d: str, t: Tones, width: float) -> None:
    c.line(d, t.deep, width)
    c.line(d, t.base, width - 4)
    with c.group(f"translate({-width * 0.14:.1f} {-width * 0.16:.1f})"):
        c.line(d, t.glint, width * 0.2, 0.7)


@draws("bicycle")
def bicycle(c: Canvas, spec: Spec) -> None:
    """From the side, heading right: road, city or mountain bike."""
    t, a, frame = spec.tones, spec.accent, spec.text("frame")
    steel, dark = metal("chrome"), metal("dark")
    leather = spec.design((tones("#8A5A3A"), _TYRE, tones("#C49A68")))
    c.room(890)
    c.ground(600, 1000, 520, 30)
    r = {"road": 218.0, "city": 218.0, "mountain": 206.0}[frame]
    tyre = {"road": 13.0, "city": 20.0, "mountain": 32.0}[frame]
    y = 1000 - r - tyre / 2
    rear, front = (300.0, y), (906.0, y)
    wall = tones("#C9A878") if spec.pick("wall", (True, False)) and frame != "mountain" else _TYRE
    for x, _ in (rear, front):
        spokes = "".join(
            line([polar(x, y, 16, k * 30 + 8), polar(x, y, r - 16, k * 30 + (22 if k % 2 else -6))])
            for k in range(12)
        )
        c.line(spokes, "#8C929A", 2.5, 0.9)
        c.path(ellipse(x, y, r), stroke=wall.base, width=tyre + 8)
        c.path(ellipse(x, y, r + 3), stroke=_TYRE.base, width=tyre)
        c.path(ellipse(x, y, r - tyre * 0.5 - 9), stroke=steel.base, width=11)
        c.path(ellipse(x, y, r - tyre * 0.5 - 11), stroke=steel.glint, width=3)
        if frame == "mountain":
            c.path(ellipse(x, y, r + 16), stroke=_TYRE.base, width=10, dash="13 11")
        c.body(ellipse(x, y, 17), steel, edge=3)
    crank = (560.0, y + 26)
    seat = (476.0, 520.0)
    head_top = {"road": (806.0, 470.0), "city": (790.0, 440.0), "mountain": (796.0, 480.0)}[frame]
    head_low = (head_top[0] + 26, head_top[1] + 92)
    rack = frame == "city" and spec.pick("rack", (True, False, True))
    if frame == "city":
        for x, a0, a1 in ((rear[0], 236, 372), (front[0], 262, 384)):
            x0, y0 = polar(x, y, r + 34, a0)
            x1, y1 = polar(x, y, r + 34, a1)
            _tube(c, f"M{pair(x0, y0)}A{r + 34:.0f} {r + 34:.0f} 0 0 1 {pair(x1, y1)}", t, 17)
        if rack:
            c.line(
                f"M{rear[0] - 130} {y - r - 56}H{rear[0] + 130}M{rear[0] - 90} {y - r - 56}L{pair(*rear)}",
                dark.base,
                9,
            )
    # Frame: stays, seat tube, main tubes, fork.
    _tube(c, line([rear, (crank[0], crank[1] - 2)]), t, 17)
    _tube(c, line([rear, (seat[0] + 14, seat[1] + 60)]), t, 15)
    if frame == "city":
        _tube(c, f"M{pair(*head_low)}C{pair(760, 660)} {pair(660, 780)} {pair(*crank)}", t, 30)
        _tube(
            c,
            f"M{pair(head_top[0] + 6, head_top[1] + 26)}C{pair(730, 600)} {pair(640, 720)} {pair(524, 724)}",
            t,
            20,
        )
    else:
        _tube(
            c,
            line(
                [
                    (seat[0] + (12 if frame == "road" else 26), seat[1] + (40 if frame == "road" else 96)),
                    (head_top[0] + 8, head_top[1] + 26),
                ]
            ),
            t,
            24,
        )
        _tube(c, line([crank, head_low]), t, 30)
        c.line(
            line(
                [
                    (seat[0] + 150, seat[1] + (34 if frame == "road" else 70)),
                    (seat[0] + 230, seat[1] + (28 if frame == "road" else 52)),
                ]
            ),
            a.base,
            15,
        )
    _tube(c, line([crank, seat]), t, 25)
    _tube(c, line([head_top, head_low]), t, 32)
    if frame == "mountain":
        _tube(c, line([(head_low[0] - 2, head_low[1]), (head_low[0] + 26, head_low[1] + 104)]), steel, 24)
        _tube(c, line([(head_low[0] + 26, head_low[1] + 100), front]), t, 30)
    else:
        _tube(c, f"M{pair(*head_low)}Q{pair(front[0] - 40, y - 90)} {pair(*front)}", t, 19)
    # Chain, chainring, crank and pedals.
    c.path(
        f"M{pair(rear[0], y - 18)}L{pair(crank[0], crank[1] - 56)}"
        f"M{pair(rear[0], y + 18)}L{pair(crank[0], crank[1] + 56)}",
        stroke=dark.base,
        width=6,
    )
    gears = spec.number("gears")
    if gears > 1:
        for k in range((gears + 1) // 2):
            c.path(ellipse(rear[0], y, 40 - k * 5), stroke=steel.shade if k % 2 else dark.base, width=4)
        c.body(
            polygon(
                [
                    (rear[0] - 10, y + 30),
                    (rear[0] + 16, y + 30),
                    (rear[0] + 22, y + 96, 8),
                    (rear[0] - 6, y + 96, 8),
                ]
            ),
            dark,
            edge=2,
        )
    c.path(ellipse(*crank, 58), stroke=dark.base, width=13)
    c.path(ellipse(*crank, 58), stroke=steel.light, width=4, dash="5 7")
    c.line("".join(line([crank, polar(*crank, 52, k * 72)]) for k in range(5)), dark.base, 10)
    p0, p1 = polar(*crank, 104, 122), polar(*crank, 104, 302)
    c.line(line([p0, p1]), steel.shade, 15)
    c.line(line([p0, p1]), steel.glint, 5)
    for px, py in (p0, p1):
        c.body(box(px - 38, py - 10, 76, 20, 8), dark, edge=2)
    # Saddle and handlebar.
    c.body(
        polygon(
            [
                (seat[0] - 8, seat[1] - 92),
                (seat[0] + 10, seat[1] - 92),
                (seat[0] + 12, seat[1] + 10),
                (seat[0] - 8, seat[1] + 10),
            ]
        ),
        steel,
        c.steel(steel),
        1,
    )
    sy = seat[1] - 100
    saddle = smooth(
        [
            (seat[0] - 96, sy - 26),
            (seat[0] - 40, sy - 36),
            (seat[0] + 40, sy - 24),
            (seat[0] + 112, sy - 20),
            (seat[0] + 110, sy - 4),
            (seat[0] + 20, sy + 8),
            (seat[0] - 40, sy + 26),
            (seat[0] - 94, sy + 16),
        ]
    )
    c.body(saddle, leather, c.drop(leather), 4)
    hx, hy = head_top[0] - 16, head_top[1] - 56
    _tube(c, line([head_top, (hx, hy)]), steel, 20)
    grip = leather if leather is not _TYRE else _TYRE
    if frame == "road":
        _tube(c, f"M{pair(hx, hy)}h74q70 0 70 66t-70 76h-26", grip, 22)
        c.body(
            smooth([(hx + 118, hy - 36), (hx + 150, hy - 30), (hx + 156, hy + 20), (hx + 122, hy + 10)]),
            dark,
            edge=3,
        )
        c.line(f"M{pair(hx + 142, hy + 16)}q4 60-30 84", steel.shade, 8)
    elif frame == "city":
        _tube(c, f"M{pair(hx, hy)}q60-30 50-56t-100 10h-60", steel, 17)
        c.body(box(hx - 150, hy - 66, 106, 30, 15), grip, c.lying(grip), 3)
        c.body(ellipse(hx + 4, hy - 70, 20, 15), metal("brass"), edge=3)
        if spec.pick("basket", (True, True, False)):
            wicker = wood("oak")
            basket = polygon(
                [
                    (hx + 74, hy - 10, 10),
                    (hx + 260, hy - 10, 10),
                    (hx + 236, hy + 130, 22),
                    (hx + 96, hy + 130, 22),
                ]
            )
            for dx, dy, ink in (
                (120, -50, "#CF6E82"),
                (166, -66, "#E9A21B"),
                (210, -46, "#CF6E82"),
                (146, -30, "#F2E8C9"),
            ):
                c.line(f"M{hx + dx:.0f} {hy + dy:.0f}v60", "#5C8255", 7)
                c.path(ellipse(hx + dx, hy + dy, 22), ink)
                c.path(ellipse(hx + dx, hy + dy, 8), "#8A5A3A")
            c.body(basket, wicker, c.round(wicker), 4)
            with c.clipped(basket):
                c.line(
                    "".join(f"M{hx + 60:.0f} {hy + 14 + k * 22:.0f}h230" for k in range(6)),
                    wicker.deep,
                    5,
                    0.6,
                    "13 9",
                )
    else:
        _tube(c, f"M{pair(hx - 30, hy)}H{hx + 60:.0f}", dark, 19)
        c.body(box(hx - 104, hy - 15, 92, 30, 15), grip, c.lying(grip), 3)
        c.line(f"M{pair(hx + 10, hy + 6)}q-10 40-60 40", dark.base, 8)
    lamp = (head_top[0] + 44, head_top[1] + 20)
    c.body(ellipse(*lamp, 24, 20), dark, edge=3)
    c.path(ellipse(lamp[0] + 10, lamp[1], 11, 15), "#FFF1C2")
