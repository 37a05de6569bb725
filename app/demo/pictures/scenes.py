"""Pictures of the shop itself: the market square of the home page and what empty screens show."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.demo.pictures.canvas import Canvas
from app.demo.pictures.colour import Tones, oklch, to_oklch, tones
from app.demo.pictures.shapes import box, ellipse, num, polygon, smooth


class UnknownScene(ValueError):
    """There is no picture for that empty screen."""


@dataclass(frozen=True, slots=True)
class _Light:
    """Daylight, or the hour after sunset when lamps are lit."""

    dark: bool

    def tones(self, value: str) -> Tones:
        """The tones of a material under this light; by night darker and cooler."""
        if not self.dark:
            return tones(value)
        lightness, chroma, hue = to_oklch(tones(value).base)
        return tones(oklch(0.2 + lightness * 0.55, chroma * 0.85, hue))

    def pick(self, day: str, night: str) -> str:
        """One colour by day, another by night."""
        return night if self.dark else day


_HERO_WIDTH, _HERO_HEIGHT, _GROUND = 1600, 700, 560.0
_LAMP = "#FFD98A"


def draw_home_hero(*, dark: bool = False) -> str:
    """The market square as SVG, 1600 × 700; its left third is calm so that words can stand there."""
    c = Canvas("heron" if dark else "herod", 85 if not dark else 255, _HERO_WIDTH, _HERO_HEIGHT)
    light = _Light(dark)
    _sky(c, light)
    _houses(c, light)
    _square(c, light)
    _tree(c, light, 150, 500, 1.0)
    _tree(c, light, 1530, 505, 1.15)
    _bunting(c, light)
    _stall(c, light, 560, 290, "#0B5C6B", _greengrocer)
    _stall(c, light, 890, 310, "#E9A21B", _potter)
    _stall(c, light, 1235, 290, "#C4673F", _bookseller)
    _crates(c, light, 455, 600)
    _bicycle_stand(c, light, 250, 590)
    return c.svg()


def _sky(c: Canvas, light: _Light) -> None:
    if light.dark:
        c.path("M0 0H1600V700H0Z", c.linear(0, 0, 0.2, 1, (0, "#141C36"), (0.6, "#2B3458"), (1, "#5A4A63")))
        draw_of = random.Random(7)
        stars = "".join(
            ellipse(draw_of.uniform(0, 1600), draw_of.uniform(8, 330), draw_of.uniform(1.2, 3.2))
            for _ in range(60)
        )
        c.path(stars, "#F7F1E0", opacity=0.8)
        c.glow(330, 140, 190, 190, "#F7F1E0", 0.3)
        c.path(ellipse(330, 140, 58), "#F7F1E0")
        c.path(ellipse(310, 126, 12) + ellipse(346, 160, 8), "#D9D1BC", opacity=0.7)
    else:
        c.path("M0 0H1600V700H0Z", c.linear(0, 0, 0.1, 1, (0, "#CFE6EA"), (0.55, "#F3F0E2"), (1, "#F8E6C8")))
        c.glow(330, 170, 330, 330, "#FFE3A3", 0.8)
        c.path(ellipse(330, 170, 74), "#F6BE4F")
        for x, y, k in ((560, 110, 1.0), (1010, 74, 0.8), (120, 90, 0.7), (1380, 130, 0.9)):
            cloud = (
                f"M{x - 80 * k:.0f} {y}a{34 * k:.0f} {34 * k:.0f} 0 0 1 {56 * k:.0f}-{30 * k:.0f}"
                f"a{44 * k:.0f} {44 * k:.0f} 0 0 1 {78 * k:.0f} {6 * k:.0f}"
                f"a{26 * k:.0f} {26 * k:.0f} 0 0 1 {20 * k:.0f} {24 * k:.0f}Z"
            )
            c.path(cloud, "#FFFFFF", opacity=0.75)
        for x, y in ((700, 190), (740, 168), (672, 160)):
            c.line(f"M{x} {y}q8-10 16 0q8-10 16 0", "#6B7A80", 3)


def _houses(c: Canvas, light: _Light) -> None:
    """A row of narrow fronts: gabled, stepped or flat."""
    walls = (
        "#E8CDB0",
        "#C98F72",
        "#F0E2C6",
        "#A9BFB4",
        "#DDB08C",
        "#EAD9BE",
        "#B8A0A8",
        "#E3C3A0",
        "#9FB6BF",
    )
    x = -30.0
    for i in range(13):
        width, height = 116 + (i * 37) % 46, 200 + (i * 71) % 120 - (60 if i < 4 else 0)
        t = light.tones(walls[i % len(walls)])
        top = _GROUND - height
        c.path(box(x, top, width, height), c.linear(0, 0, 1, 0.4, (0, t.light), (1, t.base)))
        c.path(box(x + width - 8, top, 8, height), t.shade, opacity=0.7)
        roof = light.tones(("#9C3D31", "#5B646B", "#B5694A")[i % 3])
        if i % 3 == 0:
            c.path(
                polygon([(x - 6, top + 2, 3), (x + width / 2, top - 74, 4), (x + width + 6, top + 2, 3)]),
                roof.base,
            )
        elif i % 3 == 1:
            steps = "".join(
                box(x + k * width * 0.12, top - 16 - k * 15, width * (1 - k * 0.24), 20) for k in range(4)
            )
            c.path(steps, t.base)
        else:
            c.path(box(x - 6, top - 12, width + 12, 18, 4), roof.base)
            c.path(box(x + width * 0.66, top - 52, 20, 42, 2), roof.shade)
        lit, dim = [], []
        rows = int((height - 40) // 62)
        for row in range(rows):
            for k in range(2):
                frame = box(x + width * (0.2 + 0.36 * k), top + 24 + row * 62, width * 0.22, 36, 4)
                (lit if light.dark and (i * 5 + row * 3 + k) % 4 < 2 else dim).append(frame)
        c.path("".join(dim), light.pick("#7E97A0", "#27304A"))
        if lit:
            c.path("".join(lit), _LAMP)
        x += width
    haze = c.linear(
        0, 0, 0, 1, (0, light.pick("#F8EBD2", "#3A3C5E"), 0.0), (1, light.pick("#F8EBD2", "#3A3C5E"), 0.75)
    )
    c.path(box(0, 220, 1600, _GROUND - 220), haze)


def _square(c: Canvas, light: _Light) -> None:
    stone = light.tones("#DCC8A6")
    c.path(
        f"M0 {_GROUND:.0f}H1600V700H0Z",
        c.linear(0, 0, 0, 1, (0, stone.shade), (0.4, stone.base), (1, stone.light)),
    )
    joints = []
    for row, y in enumerate((580, 604, 634, 670)):
        joints.append(f"M0 {y}H1600")
        step = 64 + row * 26
        joints += [
            f"M{k * step + (row % 2) * step / 2:.0f} {y}l{(k * step - 800) * 0.02:.0f} {24 + row * 5}"
            for k in range(1600 // step + 1)
        ]
    c.line("".join(joints), stone.deep, 2.5, 0.35)


def _tree(c: Canvas, light: _Light, x: float, foot: float, k: float) -> None:
    bark, leaf = light.tones("#7C5338"), light.tones("#6E9A5B")
    c.ground(x, foot + 76, 100 * k, 16, 0.3)
    trunk = smooth(
        [
            (x - 16 * k, foot + 76, 0),
            (x - 9 * k, foot - 40),
            (x - 12 * k, foot - 120, 0),
            (x + 12 * k, foot - 120, 0),
            (x + 9 * k, foot - 40),
            (x + 18 * k, foot + 76, 0),
        ]
    )
    c.path(trunk, c.round(bark))
    for dx, dy, r in ((-58, -150, 66), (56, -146, 70), (0, -226, 84), (-4, -150, 74)):
        c.path(ellipse(x + dx * k, foot + dy * k, r * k), c.ball(leaf))
    dots = "".join(
        ellipse(x + math.cos(i * 2.4) * 92 * k, foot - 176 * k + math.sin(i * 2.4) * 66 * k, 6 * k)
        for i in range(14)
    )
    c.path(dots, leaf.light, opacity=0.7)


def _bunting(c: Canvas, light: _Light) -> None:
    """Flags on a line by day; by night bulbs hang between them."""
    for x0, x1, y, sag in ((190, 860, 250, 64), (860, 1400, 206, 84)):
        c.line(f"M{x0} {y}Q{(x0 + x1) / 2} {y + sag * 2} {x1} {y}", light.pick("#8A7A66", "#C9B892"), 3)
        for k in range(1, 12):
            u = k / 12
            fx = x0 + (x1 - x0) * u
            fy = y + sag * 4 * u * (1 - u)
            if light.dark and k % 2:
                c.glow(fx, fy + 12, 34, 34, _LAMP, 0.7)
                c.path(ellipse(fx, fy + 12, 8), "#FFF0C4")
            else:
                ink = light.tones(("#0B5C6B", "#E9A21B", "#C4673F", "#F6F1E6", "#A3B394")[k % 5])
                c.path(polygon([(fx - 15, fy), (fx + 15, fy), (fx, fy + 36)], 3), ink.base)


def _stall(
    c: Canvas,
    light: _Light,
    x: float,
    w: float,
    colour: str,
    goods: Callable[[Canvas, _Light, float, float], None],
) -> None:
    """A stall under a striped awning; `goods` lays out the counter, whose top is at y 508."""
    wood, awning, cream = light.tones("#B98A5E"), light.tones(colour), light.tones("#FBF6EA")
    c.ground(x + w / 2, 624, w * 0.56, 20, 0.4)
    if light.dark:
        c.glow(x + w / 2, 450, w * 0.62, 150, _LAMP, 0.75)
    for px in (x + 6, x + w - 18):
        c.path(box(px, 350, 12, 276, 4), c.round(wood))
    c.path(box(x + 14, 410, w - 28, 110), light.pick("#F6E7C9", "#8A6A4C"), opacity=0.55)
    goods(c, light, x, w)
    c.body(box(x - 8, 506, w + 16, 22, 6), wood, c.drop(wood), 3)
    front = box(x + 4, 526, w - 8, 96, 4)
    c.body(front, wood, c.linear(0, 0, 0, 1, (0, wood.shade), (0.2, wood.base), (1, wood.shade)), 3)
    c.line("".join(f"M{x + 4 + (w - 8) * k / 6:.0f} 530V618" for k in range(1, 6)), wood.deep, 3, 0.6)
    c.body(ellipse(x + w / 2, 574, 34), cream, edge=3)
    c.path(
        polygon(
            [(x + w / 2 - 14, 566), (x + w / 2 + 14, 566), (x + w / 2 + 18, 590), (x + w / 2 - 18, 590)], 4
        ),
        awning.base,
    )
    c.line(f"M{x + w / 2 - 8:.0f} 566q8-16 16 0", awning.base, 4)
    count = 8
    skirt = (w + 84) / count
    for k in range(count):
        ink = awning if k % 2 == 0 else cream
        x0, x1 = x + k * w / count, x + (k + 1) * w / count
        z0, z1 = x - 42 + k * skirt, x - 42 + (k + 1) * skirt
        c.path(
            f"M{num(x0)} 318H{num(x1)}L{num(z1)} 392H{num(z0)}Z",
            c.linear(0, 0, 0, 1, (0, ink.light), (1, ink.base)),
        )
        c.path(f"M{num(z0)} 391H{num(z1)}V406A{skirt / 2:.1f} 18 0 0 1 {num(z0)} 406Z", ink.shade)
    c.path(box(x - 4, 310, w + 8, 12, 6), wood.shade)
    c.path(
        f"M{x - 42:.0f} 424h{w + 84:.0f}v26h-{w + 84:.0f}Z",
        c.linear(0, 0, 0, 1, (0, c.umbra, 0.2), (1, c.umbra, 0)),
    )
    if light.dark:
        c.path(ellipse(x + w / 2, 430, 12), "#FFF0C4")


def _greengrocer(c: Canvas, light: _Light, x: float, w: float) -> None:
    crate = light.tones("#C49A68")
    for i, ink in enumerate(("#C4473F", "#E58A2E", "#7FA14B")):
        cx = x + 26 + i * 84
        fruit = light.tones(ink)
        for k in range(7):
            c.path(
                ellipse(cx + 12 + (k % 4) * 16 + (8 if k > 3 else 0), 486 - (12 if k > 3 else 0), 11),
                c.ball(fruit),
            )
        c.path(polygon([(cx - 6, 486), (cx + 78, 486), (cx + 72, 510), (cx, 510)], 3), c.drop(crate))
    scale = light.tones("#B4B9C0")
    c.line(f"M{x + 150} 410v20", scale.shade, 4)
    c.path(ellipse(x + 150, 444, 17), scale.light)
    c.line(f"M{x + 150} 444l8-9", "#C4473F", 3)
    c.line(f"M{x + 126} 470q24 16 48 0", scale.shade, 5)


def _potter(c: Canvas, light: _Light, x: float, w: float) -> None:
    for dx, h, r, ink in (
        (36, 74, 19, "#1C7C83"),
        (92, 46, 24, "#C4673F"),
        (150, 84, 17, "#F0E7D3"),
        (206, 52, 25, "#25365E"),
        (264, 66, 18, "#A3B394"),
    ):
        t = light.tones(ink)
        cx = x + dx
        pot = smooth(
            [
                (cx - r * 0.4, 508 - h, 0),
                (cx + r * 0.4, 508 - h, 0),
                (cx + r * 0.45, 508 - h * 0.8),
                (cx + r, 508 - h * 0.4),
                (cx + r * 0.6, 508, 0),
                (cx - r * 0.6, 508, 0),
                (cx - r, 508 - h * 0.4),
                (cx - r * 0.45, 508 - h * 0.8),
            ]
        )
        c.path(pot, c.round(t))
    for dx in (150, 264):
        leaf = light.tones("#5C8255")
        c.line(f"M{x + dx} 440q-22-24-26-34M{x + dx} 440q-2-30 2-42M{x + dx} 440q18-20 28-28", leaf.base, 6)


def _bookseller(c: Canvas, light: _Light, x: float, w: float) -> None:
    inks = ("#C4673F", "#25365E", "#E9A21B", "#1C7C83", "#F2E8C9", "#9C3D31", "#CF6E82")
    for i in range(11):
        t = light.tones(inks[i % 7])
        h = 44 + (i * 17) % 26
        c.path(box(x + 20 + i * 15, 508 - h, 13, h, 2), c.round(t))
    for i in range(3):
        t = light.tones(inks[(i * 2 + 1) % 7])
        c.path(box(x + 200 + i * 4, 494 - i * 15, 70 - i * 8, 14, 3), c.drop(t))
    lamp = light.tones("#E9A21B")
    c.path(polygon([(x + 218, 424), (x + 250, 424), (x + 262, 450), (x + 206, 450)], 4), lamp.base)
    c.line(f"M{x + 234} 408v16", lamp.shade, 4)


def _crates(c: Canvas, light: _Light, x: float, y: float) -> None:
    wood = light.tones("#C49A68")
    c.ground(x + 50, y + 44, 70, 12, 0.34)
    for dx, dy, s in ((0, -20, 64), (56, -8, 52)):
        c.body(box(x + dx, y + dy, s, s, 5), wood, edge=3)
        c.line(
            f"M{x + dx + 4} {y + dy + s / 3:.0f}h{s - 8}M{x + dx + 4} {y + dy + 2 * s / 3:.0f}h{s - 8}",
            wood.deep,
            3,
            0.6,
        )
    for dx, ink in ((10, "#CF6E82"), (30, "#E9A21B"), (50, "#CF6E82"), (20, "#F6F1E6"), (42, "#B5A2D6")):
        flower = light.tones(ink)
        c.line(f"M{x + dx} {y - 18}v-24", "#5C8255", 4)
        c.path(ellipse(x + dx, y - 46 - dx % 3 * 5, 12), flower.base)
        c.path(ellipse(x + dx, y - 46 - dx % 3 * 5, 4), flower.deep)


def _bicycle_stand(c: Canvas, light: _Light, x: float, y: float) -> None:
    """A parcel bicycle waits for its next delivery."""
    frame, tyre, parcel = light.tones("#0B5C6B"), light.tones("#33363B"), light.tones("#C99E6C")
    c.ground(x + 76, y + 42, 130, 12, 0.34)
    for wx in (x, x + 150):
        c.path(ellipse(wx, y, 40), stroke=tyre.base, width=8)
        c.line(
            "".join(
                f"M{wx} {y}l{40 * math.cos(k * 0.785):.0f} {40 * math.sin(k * 0.785):.0f}" for k in range(8)
            ),
            tyre.light,
            1.6,
        )
    c.line(
        f"M{x} {y}L{x + 56} {y - 4}L{x + 40} {y - 66}ZM{x + 56} {y - 4}"
        f"L{x + 122} {y - 70}L{x + 44} {y - 52}M{x + 116} {y - 88}L{x + 150} {y}",
        frame.base,
        7,
    )
    c.line(f"M{x + 24} {y - 72}h36M{x + 116} {y - 88}l-14-8h-12", tyre.base, 8)
    c.body(box(x - 44, y - 104, 62, 50, 5), parcel, edge=3)
    c.path(box(x - 18, y - 104, 11, 50), light.tones("#E9A21B").base)


# Empty screens


def _cart(c: Canvas, light: _Light) -> None:
    wicker, lining = light.tones("#C49A68"), light.tones("#0B5C6B")
    c.line("M200 240C210 90 390 90 400 240", wicker.shade, 16)
    c.line("M198 238C208 88 388 88 398 238", wicker.light, 5, 0.8)
    c.body(
        polygon([(140, 230, 14), (460, 230, 14), (420, 370, 34), (180, 370, 34)]), wicker, c.round(wicker), 5
    )
    weave = (
        f'<path d="M0 6h16M20 18h16" stroke="{wicker.deep}" stroke-widt'
        'h="5" stroke-linecap="round" opacity=".6"/>'
    )
    c.path(polygon([(152, 262), (448, 262), (420, 366, 30), (180, 366, 30)]), c.pattern(38, 24, weave))
    c.body(box(128, 214, 344, 38, 16), lining, c.drop(lining), 4)
    c.line("".join(f"M{150 + k * 38} 252q19 22 38 0" for k in range(8)), lining.base, 9)


def _results(c: Canvas, light: _Light) -> None:
    brass, rim, paper = light.tones("#BF9A4B"), light.tones("#0B5C6B"), light.tones("#FBF6EA")
    for x, h in ((150, 90), (236, 130), (330, 70)):
        c.path(box(x, 366 - h, 76, h, 10), paper.shade, opacity=0.7)
    c.line("M120 370H480", paper.deep, 6)
    c.line("M356 272L440 358", brass.shade, 34)
    c.line("M352 268L434 350", brass.light, 10, 0.8)
    c.path(ellipse(282, 198, 94), "#FFFFFF", opacity=0.35)
    c.path(ellipse(282, 198, 94), stroke=rim.base, width=24)
    c.path(ellipse(279, 194, 94), stroke=rim.glint, width=5, opacity=0.6)
    c.line("M228 190a58 58 0 0 1 48-50", "#FFFFFF", 10, 0.8)
    c.line("M252 216q30 22 60 0M256 180v4M308 180v4", rim.base, 10)


def _picking(c: Canvas, light: _Light) -> None:
    tote, tick = light.tones("#1C7C83"), light.tones("#E9A21B")
    for y in (130, 240):
        c.line(f"M90 {y}H510", light.tones("#B4B9C0").base, 10)
    c.line("M110 90V360M490 90V360", light.tones("#B4B9C0").shade, 12)
    c.body(polygon([(170, 246, 12), (430, 246, 12), (404, 366, 16), (196, 366, 16)]), tote, c.round(tote), 5)
    c.body(box(156, 228, 288, 32, 12), tote, c.drop(tote), 4)
    c.path(box(250, 282, 100, 26, 13), tote.deep)
    c.body(ellipse(420, 166, 60), tick, c.ball(tick), 4)
    c.line("M392 168l20 22 38-44", "#15181E", 13)


def _orders(c: Canvas, light: _Light) -> None:
    board, tape = light.tones("#C99E6C"), light.tones("#E9A21B")
    c.body(polygon([(160, 210), (300, 250), (300, 386, 6), (160, 340, 6)]), board, c.slope(board), 3)
    c.body(polygon([(440, 210), (300, 250), (300, 386, 6), (440, 340, 6)]), board, board.shade, 3)
    c.path(polygon([(160, 210), (300, 170), (440, 210), (300, 250)]), board.deep)
    for flap in (
        [(160, 210), (300, 170), (252, 112, 6), (104, 158, 6)],
        [(440, 210), (300, 170), (350, 112, 6), (498, 158, 6)],
    ):
        c.body(polygon(flap), board, c.drop(board), 3)
    c.body(polygon([(160, 210), (300, 250), (262, 306, 6), (112, 262, 6)]), board, edge=3)
    c.body(polygon([(440, 210), (300, 250), (340, 306, 6), (490, 262, 6)]), board, board.base, 3)
    c.path(polygon([(372, 268), (404, 260), (404, 300), (372, 310)], 3), tape.base)


def _saved(c: Canvas, light: _Light) -> None:
    paper, pin = light.tones("#FBF6EA"), light.tones("#C4673F")
    for turn, dx in ((-9, -30), (6, 30)):
        with c.group(f"rotate({turn} 300 240) translate({dx} 0)"):
            c.cast(box(190, 110, 220, 260, 14), 5, 8, 18, 0.3)
            c.body(box(190, 110, 220, 260, 14), paper, edge=4)
    with c.group("rotate(6 300 240) translate(30 0)"):
        heart = (
            "M300 300C210 240 232 176 274 180C290 182 300 198 300 206"
            "C300 198 310 182 326 180C368 176 390 240 300 300Z"
        )
        c.path(heart, stroke=pin.base, width=11, dash="16 14")
        c.line("M236 336h128", paper.deep, 9)


def _lost(c: Canvas, light: _Light) -> None:
    post, sign = light.tones("#B98A5E"), light.tones("#0B5C6B")
    c.body(box(288, 90, 24, 290, 8), post, c.round(post), 3)
    c.body(
        polygon([(190, 116, 8), (420, 116, 8), (462, 146, 6), (420, 176, 8), (190, 176, 8)]),
        sign,
        c.drop(sign),
        4,
    )
    other = light.tones("#E9A21B")
    c.body(
        polygon([(410, 204, 8), (200, 204, 8), (158, 234, 6), (200, 264, 8), (410, 264, 8)]),
        other,
        c.drop(other),
        4,
    )
    c.line("M230 146h120", sign.glint, 9, 0.8)
    c.line("M250 234h110", other.deep, 9, 0.8)
    grass = light.tones("#6E9A5B")
    c.line("M240 380l-10-34M250 380l2-40M262 380l12-30M338 380l-8-30M350 380l4-38", grass.base, 8)


EMPTY_STATES: Mapping[str, Callable[[Canvas, _Light], None]] = MappingProxyType(
    {
        "cart": _cart,
        "lost": _lost,
        "orders": _orders,
        "picking": _picking,
        "results": _results,
        "saved": _saved,
    }
)


def draw_empty_state(kind: str, *, dark: bool = False) -> str:
    """What an empty screen shows, as SVG 600 × 450 on a clear ground. Raises UnknownScene."""
    artist = EMPTY_STATES.get(kind)
    if artist is None:
        raise UnknownScene(f"no picture for {kind!r}; use one of {', '.join(EMPTY_STATES)}")
    c = Canvas(f"{kind}{'n' if dark else 'd'}", 210, 600, 450)
    c.path(
        smooth([(300, 30), (470, 70), (560, 200), (500, 350), (300, 400), (100, 350), (40, 200), (130, 70)]),
        c.linear(0, 0, 0.6, 1, (0, "#24404A" if dark else "#E3F0F0"), (1, "#1C2B36" if dark else "#F6EBD2")),
    )
    c.ground(300, 384, 190, 22, 0.34)
    artist(c, _Light(dark))
    return c.svg()
