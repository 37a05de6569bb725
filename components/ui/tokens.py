"""Colours, type, space and motion in two tiers: primitives are values, meanings say what a value is for.

Components use meanings only, as Tailwind classes (`bg-surface text-soft border-line`). Python reads the
same values where CSS cannot reach (charts): `MEANINGS["light"]["accent"]`.
"""

from __future__ import annotations

from typing import Final, Literal

Mode = Literal["light", "dark"]

PRIMITIVES: Final[dict[str, str]] = {
    "white": "#FFFFFF",
    "paper": "#FBFAF7",
    "paper-deep": "#F3F0E8",
    "stone-200": "#E3DED2",
    "stone-500": "#85806F",
    "stone-700": "#575A60",
    "ink": "#15181E",
    "night": "#101318",
    "night-raised": "#191D24",
    "night-deep": "#0A0C10",
    "slate-700": "#2E3440",
    "slate-500": "#727C8C",
    "slate-300": "#AEB4BF",
    "linen": "#F2F0EA",
    "teal-700": "#0B5C6B",
    "teal-800": "#07434E",
    "teal-300": "#5CC0CF",
    "teal-200": "#8AD6E1",
    "teal-wash": "#E2EFF1",
    "teal-shade": "#10323A",
    "saffron": "#E9A21B",
    "saffron-deep": "#D48D06",
    "saffron-light": "#F4BA4B",
    "saffron-wash": "#FDF1D8",
    "saffron-shade": "#362A0F",
    "olive-700": "#486A1D",
    "olive-300": "#ABC76E",
    "olive-wash": "#ECF2DF",
    "olive-shade": "#202A13",
    "brick-700": "#A5301D",
    "brick-800": "#7F2213",
    "brick-300": "#F2917E",
    "brick-200": "#F7B2A4",
    "brick-wash": "#FBE8E4",
    "brick-shade": "#3A1B16",
    "amber-800": "#845400",
    "amber-300": "#EABF62",
    "amber-wash": "#FBEFD2",
    "amber-shade": "#33280F",
}

MEANINGS: Final[dict[Mode, dict[str, str]]] = {
    mode: {meaning: PRIMITIVES[names[index]] for meaning, names in _meanings.items()}
    for index, mode in enumerate(("light", "dark"))
    for _meanings in (
        {
            "surface": ("paper", "night"),
            "raised": ("white", "night-raised"),
            "sunken": ("paper-deep", "night-deep"),
            "line": ("stone-200", "slate-700"),
            "control": ("stone-500", "slate-500"),
            "ink": ("ink", "linen"),
            "soft": ("stone-700", "slate-300"),
            "accent": ("teal-700", "teal-300"),
            "accent-strong": ("teal-800", "teal-200"),
            "accent-tint": ("teal-wash", "teal-shade"),
            "on-accent": ("white", "night"),
            "action": ("saffron", "saffron"),
            "action-strong": ("saffron-deep", "saffron-light"),
            "action-tint": ("saffron-wash", "saffron-shade"),
            "on-action": ("ink", "ink"),
            "positive": ("olive-700", "olive-300"),
            "positive-tint": ("olive-wash", "olive-shade"),
            "on-positive": ("white", "night"),
            "negative": ("brick-700", "brick-300"),
            "negative-strong": ("brick-800", "brick-200"),
            "negative-tint": ("brick-wash", "brick-shade"),
            "on-negative": ("white", "night"),
            "notice": ("amber-800", "amber-300"),
            "notice-tint": ("amber-wash", "amber-shade"),
            "star-colour": ("saffron-deep", "saffron"),
            "brand-ground": ("teal-700", "teal-700"),
            "brand-wall": ("paper", "paper"),
        },
    )
}

# Name: size in rem, line height. 12 · 14 · 16 · 18 · 22 · 28 · 36 · 48 px.
TYPE: Final[dict[str, tuple[float, float]]] = {
    "xs": (0.75, 1.35),
    "sm": (0.875, 1.45),
    "base": (1.0, 1.5),
    "lg": (1.125, 1.45),
    "xl": (1.375, 1.3),
    "2xl": (1.75, 1.2),
    "3xl": (2.25, 1.12),
    "4xl": (3.0, 1.05),
}

_FIXED: Final[dict[str, str]] = {
    "--radius-control": "6px",
    "--radius-card": "12px",
    "--shadow-float": "0 1px 2px rgb(0 0 0 / .06), 0 12px 32px -8px rgb(0 0 0 / .22)",
    "--ease-out": "cubic-bezier(.2, .7, .2, 1)",
    "--default-transition-duration": "150ms",
    "--default-transition-timing-function": "var(--ease-out)",
    # The fallback carries Figtree's metrics (agora.css), so nothing moves when the font arrives.
    "--font-sans": '"Figtree", "Figtree Fallback", system-ui, sans-serif',
}

# Series colours for charts, told apart by lightness too; the first is the accent.
SERIES: Final[dict[Mode, tuple[str, ...]]] = {
    "light": ("#0B5C6B", "#D48D06", "#7A4F9A", "#486A1D", "#A5301D", "#4C6FB1", "#85806F"),
    "dark": ("#5CC0CF", "#F4BA4B", "#C3A2DD", "#ABC76E", "#F2917E", "#9DB7EA", "#AEB4BF"),
}


def stylesheet() -> str:
    """The tokens as CSS custom properties, and as the Tailwind theme that makes classes of them."""
    theme = ["--color-*: initial", "--text-*: initial", "--radius-*: initial", "--shadow-*: initial"]
    theme += ["--color-transparent: transparent", "--color-current: currentColor"]
    theme += [f"--color-{name}: var(--{name})" for name in MEANINGS["light"]]
    for name, (size, leading) in TYPE.items():
        theme += [f"--text-{name}: {size}rem", f"--text-{name}--line-height: {leading}"]
    theme += [f"{name}: {value}" for name, value in _FIXED.items()]
    light, dark = (
        [f"--{name}: {value}" for name, value in MEANINGS[mode].items()] for mode in ("light", "dark")
    )
    # Paper has no dark mode.
    on_paper = f"@media print {{\n{_block('.dark', light)}}}\n"
    return "\n".join(
        (_block("@theme inline", theme), _block(":root", light), _block(".dark", dark), on_paper)
    )


def _block(selector: str, declarations: list[str]) -> str:
    body = "".join(f"  {declaration};\n" for declaration in declarations)
    return f"{selector} {{\n{body}}}\n"
