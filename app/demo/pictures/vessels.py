"""Vases and plant pots, and what grows in them."""

from __future__ import annotations

import math

from app.demo.pictures.canvas import Canvas, wood
from app.demo.pictures.colour import tones
from app.demo.pictures.registry import draws
from app.demo.pictures.shapes import box, ellipse, num, polygon, smooth, turned
from app.demo.pictures.spec import Spec

_PROFILES = {
    "bottle": [(62, 470, 0), (56, 500), (60, 600), (150, 720), (196, 840), (160, 940), (120, 962, 0)],
    "amphora": [(110, 450, 0), (80, 500), (92, 560), (212, 680), (190, 820), (120, 920), (96, 962, 0)],
    "cylinder": [(138, 470, 0), (150, 500), (158, 700), (160, 920), (140, 962, 0)],
    "bulb": [(92, 600, 0), (84, 630), (190, 700), (240, 810), (200, 920), (140, 962, 0)],
}


@draws("vase")
def vase(c: Canvas, spec: Spec) -> None:
    """Glazed plain, dipped, ribbed, speckled or banded; empty or with dry stems."""
    t, a, shape = spec.tones, spec.accent, spec.text("shape")
    profile = _PROFILES[shape]
    top, mouth = profile[0][1], profile[0][0]
    c.table(820)
    widest = max(p[0] for p in profile)
    c.ground(600, 964, widest * 1.1, 40)
    stems = spec.text("stems")
    c.path(ellipse(600, top + 6, mouth, mouth * 0.17), t.deep)
    if stems == "eucalyptus":
        for bend, tip in ((-210, 150), (-70, 90), (80, 120), (220, 190)):
            _sprig(c, 600 + bend * 0.12, top + 10, 600 + bend, tip)
    elif stems == "pampas":
        for bend, tip, ink in ((-190, 170, "#D9C4A0"), (-20, 90, "#E8D8BC"), (170, 150, "#CDB48C")):
            plume = tones(ink)
            x1 = 600 + bend
            c.line(
                f"M{600 + bend * 0.12:.0f} {top + 10}Q{600 + bend * 0.4:.0f} {top - 160} {x1} {tip + 180}",
                plume.shade,
                7,
            )
            with c.group(f"rotate({bend * 0.1:.0f} {x1} {tip + 120})"):
                c.body(
                    smooth(
                        [
                            (x1, tip - 40),
                            (x1 + 38, tip + 90),
                            (x1 + 30, tip + 220),
                            (x1, tip + 270),
                            (x1 - 30, tip + 220),
                            (x1 - 38, tip + 90),
                        ]
                    ),
                    plume,
                    c.round(plume),
                    0,
                )
                for k in range(7):
                    y = tip + 10 + k * 34
                    c.line(
                        f"M{x1} {y + 40}q24-14 42-40M{x1} {y + 40}q-24-14-42-40",
                        plume.glint if k % 2 else plume.deep,
                        5,
                        0.5,
                    )
    d = turned(profile)
    c.body(d, t, c.round(t), 6)
    glaze = spec.design(("plain", "dipped", "ribbed", "speckled", "bands"))
    with c.clipped(d):
        if glaze == "dipped":
            c.path(
                f"M300 {top + 210}Q450 {top + 250} 600 {top + 214}T900 {top + 220}V990H300Z",
                a.base,
                opacity=0.92,
            )
            c.path(
                d,
                c.linear(
                    0,
                    0,
                    1,
                    0,
                    (0, "#000000", 0.2),
                    (0.28, "#FFFFFF", 0.26),
                    (0.5, "#FFFFFF", 0),
                    (1, "#000000", 0.3),
                ),
            )
        elif glaze == "ribbed":
            for k in range(-6, 7):
                bow = k / 6.5
                x = [600 + math.sin(bow * 1.4) * p[0] * 1.02 for p in profile]
                ribs = smooth([(x[i], p[1]) for i, p in enumerate(profile)], closed=False)
                c.line(ribs, t.deep, 4, 0.5)
        elif glaze == "speckled":
            c.speckles(d, t, a)
        elif glaze == "bands":
            for y, height in ((0.42, 26), (0.52, 10), (0.7, 10), (0.76, 40)):
                by = top + (962 - top) * y
                c.path(
                    f"M300 {by:.0f}Q600 {by + 34:.0f} 900 {by:.0f}v{height}"
                    f"Q600 {by + 34 + height:.0f} 300 {by + height:.0f}Z",
                    a.base,
                    opacity=0.85,
                )
    c.line(f"M{600 - mouth} {top + 5}a{mouth} {mouth * 0.17:.0f} 0 0 0 {2 * mouth} 0", t.glint, 7, 0.9)
    if shape == "amphora":
        for s in (-1, 1):
            ear = f"M{600 + s * 84} 520C{600 + s * 210} 500 {600 + s * 230} 590 {600 + s * 196} 650"
            c.line(ear, t.shade, 30)
            c.line(ear, t.light, 9, 0.8)
    c.line(
        smooth(
            [
                (600 - widest * 0.56, 940 - (962 - top) * 0.42),
                (600 - widest * 0.64, 840),
                (600 - widest * 0.52, 900),
            ],
            closed=False,
        ),
        t.glint,
        14,
        0.55,
    )


def _sprig(c: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    mx = x0 + (x1 - x0) * 0.25
    c.line(f"M{num(x0)} {num(y0)}Q{num(mx)} {num(y1 + 160)} {num(x1)} {num(y1)}", "#6E7F5C", 7)
    leaves: dict[str, list[str]] = {"#7F9C80": [], "#A5BDA0": []}
    for k in range(1, 8):
        u = k / 7.6
        x = (1 - u) ** 2 * x0 + 2 * u * (1 - u) * mx + u * u * x1
        y = (1 - u) ** 2 * y0 + 2 * u * (1 - u) * (y1 + 160) + u * u * y1
        r = 40 - 22 * u
        if y > y0 - 40:
            continue
        leaves["#7F9C80"].append(ellipse(x - r * 0.95, y - r * 0.3, r, r * 0.74))
        leaves["#A5BDA0"].append(ellipse(x + r * 0.95, y - r * 0.6, r, r * 0.74))
    for ink, parts in leaves.items():
        c.path("".join(parts), ink)
    c.path(ellipse(x1, y1, 16, 24), "#A5BDA0")


@draws("plant_pot")
def plant_pot(c: Canvas, spec: Spec) -> None:
    """Tapered, round, footed or straight, with what grows in it."""
    t, plant = spec.tones, spec.text("plant")
    size = spec.number("diameter_cm")
    r = 130 + (size - 12) * 6.0
    h = r * 1.55
    foot = 968.0
    form = spec.design(("tapered", "round", "footed", "straight"))
    c.table(820)
    c.ground(600, foot, r * 1.05, 40)
    lift = 74 if form == "footed" else 0
    top = foot - h - lift
    if form == "footed":
        oak = wood(spec.pick("stand", ("oak", "walnut")))
        for s in (-1, 0, 1):
            lx = 600 + s * r * 0.74
            c.body(
                polygon(
                    [
                        (lx - 15, foot - 150),
                        (lx + 15, foot - 150),
                        (lx + 10 + s * 12, foot, 5),
                        (lx - 10 + s * 12, foot, 5),
                    ]
                ),
                oak,
                c.round(oak),
                2,
            )
    if form == "round":
        profile = [
            (r * 0.9, top, 0),
            (r * 1.1, top + h * 0.35),
            (r * 1.02, top + h * 0.7),
            (r * 0.66, foot, 0),
        ]
    elif form == "tapered":
        profile = [(r, top, 0), (r * 0.94, top + h * 0.3), (r * 0.72, foot - 10), (r * 0.66, foot, 0)]
    else:
        profile = [(r, top, 0), (r, top + h * 0.4), (r * 0.97, foot - lift - 30), (r * 0.86, foot - lift, 0)]
    mouth = profile[0][0]
    c.path(ellipse(600, top, mouth, mouth * 0.16), t.shade)
    c.path(ellipse(600, top + 8, mouth * 0.9, mouth * 0.13), "#4A382C")
    if plant != "none":
        _grow(c, plant, top + 6, min(mouth, 210), top - 60)
    d = turned(profile)
    c.body(d, t, c.round(t), 6)
    if form == "tapered":
        band = box(600 - r * 1.08, top - 4, r * 2.16, h * 0.22, 10)
        c.path(box(600 - r, top + h * 0.2, r * 2, 18), t.deep, opacity=0.5)
        c.body(band, t, c.round(t), 4)
    else:
        c.line(
            f"M{600 - mouth:.0f} {top:.0f}a{mouth:.0f} {mouth * 0.16:.0f} 0 0 0 {2 * mouth:.0f} 0",
            t.glint,
            8,
            0.85,
        )
    deco = spec.pick("decor", ("plain", "grooves", "half", "dots"))
    with c.clipped(d):
        y = top + h * 0.45
        if deco == "grooves":
            for k in range(4):
                c.line(
                    f"M{600 - r * 1.2:.0f} {y + k * 30:.0f}"
                    f"Q600 {y + k * 30 + r * 0.2:.0f} {600 + r * 1.2:.0f} {y + k * 30:.0f}",
                    t.deep,
                    5,
                    0.5,
                )
        elif deco == "half":
            c.path(
                f"M{600 - r * 1.2:.0f} {y:.0f}Q600 {y + r * 0.24:.0f}"
                f" {600 + r * 1.2:.0f} {y:.0f}V1000H{600 - r * 1.2:.0f}Z",
                "#FFFFFF",
                opacity=0.3,
            )
        elif deco == "dots":
            for k in range(-4, 5):
                c.path(
                    ellipse(
                        600 + math.sin(k * 0.36) * r,
                        y + 20 + math.cos(k * 0.36) * r * 0.16,
                        11 * math.cos(k * 0.3),
                        12,
                    ),
                    spec.accent.base,
                )


def _grow(c: Canvas, plant: str, soil: float, spread: float, room: float) -> None:
    """The plant above the rim; `room` is the height it may take."""
    if plant == "cactus":
        green = tones("#5E8B5A")
        tall = min(room, 400)
        for s, y0, rise in ((-1, 0.36, 0.62), (1, 0.26, 0.5)):
            x = 600 + s * spread * 0.62
            arm = f"M600 {soil - tall * y0:.0f}H{x:.0f}V{soil - tall * rise:.0f}"
            c.line(arm, green.shade, 64)
            c.line(arm, green.base, 52)
            c.line(f"M{x - 12:.0f} {soil - tall * rise:.0f}V{soil - tall * y0 - 10:.0f}", green.light, 8, 0.8)
        body = box(600 - 64, soil - tall, 128, tall + 10, 64)
        c.body(body, green, c.round(green), 5)
        for dx in (-34, 0, 34):
            c.line(f"M{600 + dx} {soil - tall + 34:.0f}V{soil - 10:.0f}", green.deep, 4, 0.6)
            c.line(f"M{606 + dx} {soil - tall + 50:.0f}V{soil - 20:.0f}", "#F6F1E0", 3, 0.8, "2 26")
        c.path(
            "".join(ellipse(600 + dx, soil - tall + dy, 19, 26) for dx, dy in ((-22, 0), (22, 0), (0, -12))),
            "#E07A8B",
        )
    elif plant == "snake_plant":
        tall = min(room, 560)
        for dx, k, lean in ((-96, 0.62, -54), (92, 0.7, 60), (-44, 0.9, -26), (50, 0.84, 24), (4, 1.0, 0)):
            green = tones("#3F7150" if k > 0.8 else "#4E8258")
            x = 600 + dx * spread / 210
            tip = soil - tall * k
            d = smooth(
                [
                    (x - 14, soil + 6, 0),
                    (x - 38 + lean * 0.4, soil - tall * k * 0.5),
                    (x + lean, tip, 0),
                    (x + 38 + lean * 0.4, soil - tall * k * 0.5),
                    (x + 14, soil + 6, 0),
                ]
            )
            c.path(d, "#C9C66B")
            with c.clipped(d):
                inner = smooth(
                    [
                        (x - 8, soil + 6, 0),
                        (x - 27 + lean * 0.4, soil - tall * k * 0.5),
                        (x + lean, tip + 26, 0),
                        (x + 27 + lean * 0.4, soil - tall * k * 0.5),
                        (x + 8, soil + 6, 0),
                    ]
                )
                c.path(inner, c.round(green))
                c.line(
                    "".join(
                        f"M{x - 50:.0f} {soil - 40 - j * 54:.0f}q40-24 60 0t60-6"
                        for j in range(int(tall * k / 54))
                    ),
                    green.light,
                    6,
                    0.5,
                )
    elif plant == "fern":
        for turn in (-74, -52, -30, -10, 12, 32, 54, 76):
            reach = min(room, 470) * (1.02 - abs(turn) / 260)
            end_x = 600 + math.sin(math.radians(turn)) * reach
            end_y = soil - math.cos(math.radians(turn)) * reach * 0.9 + abs(turn) * 1.3
            mid_x, mid_y = 600 + (end_x - 600) * 0.36, soil - (soil - end_y) * 0.86 - 40
            c.line(f"M600 {soil:.0f}Q{mid_x:.0f} {mid_y:.0f} {end_x:.0f} {end_y:.0f}", "#4E7A4A", 5)
            strokes = []
            for j in range(3, 17):
                u = j / 17
                x = (1 - u) ** 2 * 600 + 2 * u * (1 - u) * mid_x + u * u * end_x
                y = (1 - u) ** 2 * soil + 2 * u * (1 - u) * mid_y + u * u * end_y
                size = 46 * math.sin(math.pi * min(1, u + 0.12)) + 8
                strokes.append(
                    f"M{x:.0f} {y:.0f}l{-size * 0.7:.0f} {size * 0.2 - 12:.0f}"
                    f"M{x:.0f} {y:.0f}l{size * 0.7:.0f} {size * 0.2 - 12:.0f}"
                )
            c.line("".join(strokes), "#6A9E5F" if turn % 4 else "#83B374", 14)
    else:
        tall = min(room, 520)
        for dx, k, turn, size in (
            (-190, 0.62, -48, 0.9),
            (190, 0.58, 50, 0.9),
            (-96, 0.9, -20, 1.05),
            (110, 0.86, 24, 1.0),
            (0, 0.52, 4, 0.95),
        ):
            green = tones("#3F7A52" if k > 0.6 else "#58935E")
            x, y = 600 + dx * spread / 190, soil - tall * k
            c.line(f"M600 {soil:.0f}Q{600 + dx * 0.2:.0f} {y + 160:.0f} {x:.0f} {y + 40:.0f}", green.shade, 9)
            with c.group(f"translate({x:.0f} {y:.0f}) rotate({turn}) scale({size})"):
                leaf = smooth(
                    [(0, 70), (66, 96), (112, 34), (96, -50), (0, -130, 0), (-96, -50), (-112, 34), (-66, 96)]
                )
                c.body(leaf, green, edge=4)
                cuts = "".join(
                    f"M{s * 118} {yy}L{s * 48} {yy + 12}L{s * 118} {yy + 26}Z"
                    for s in (-1, 1)
                    for yy in (-56, -12, 34)
                )
                with c.clipped(leaf):
                    c.path(cuts, green.deep, opacity=0.75)
                c.line("M0 76V-112", green.light, 5, 0.8)
