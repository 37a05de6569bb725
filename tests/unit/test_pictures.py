"""The pictures of the demo shop: every product type, in its colours, designs and attributes."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import product

import pytest
from PIL import Image

from app.demo.pictures import (
    ATTRIBUTES,
    COLOURS,
    EMPTY_STATES,
    PRODUCT_TYPES,
    UnknownColour,
    UnknownProductType,
    UnknownScene,
    alt_text,
    draw,
    draw_empty_state,
    draw_home_hero,
)
from app.demo.pictures.colour import oklch, to_oklch, tones

resvg_py = pytest.importorskip("resvg_py")

TYPES = sorted(PRODUCT_TYPES)
LARGEST = 15_000
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {
    SVG + name
    for name in (
        "svg", "defs", "g", "path", "use", "circle", "clipPath", "pattern", "stop",
        "linearGradient", "radialGradient",
    )
}  # fmt: skip


def check_document(svg: str) -> ElementTree.Element:
    """Well-formed, only elements every renderer draws alike, ids unique, references inside."""
    root = ElementTree.fromstring(svg)  # noqa: S314 -- our own text, nothing foreign
    assert {element.tag for element in root.iter()} <= DRAWN
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'(?:url\(#|href="#)([\w-]+)', svg))
    assert used <= set(ids)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    for number in ("nan", "inf", "None"):
        assert number not in svg
    return root


def pixels(svg: str, width: int | None = None) -> Image.Image:
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width)))).convert("RGB")


def without_ids(svg: str) -> str:
    """Ids carry a hash of the request, so they always differ."""
    return re.sub(r"p[0-9a-f]{5}", "", svg)


@pytest.mark.parametrize("product_type", TYPES)
def test_every_type_draws_small_valid_pictures_in_every_colour_and_design(product_type: str) -> None:
    for number, colour in enumerate(COLOURS):
        for variation in (number % 4, number % 4 + 4):
            svg = draw(product_type, colour=colour, variation=variation, hue=number * 14)
            root = check_document(svg)
            assert (root.get("width"), root.get("height"), root.get("viewBox")) == (
                "1200",
                "1200",
                "0 0 1200 1200",
            )
            assert len(svg.encode()) <= LARGEST, (product_type, colour, variation)


@pytest.mark.parametrize("product_type", TYPES)
def test_the_same_request_gives_the_same_picture(product_type: str) -> None:
    asked = {name: values[-1] for name, values in ATTRIBUTES[product_type].items()}
    first = draw(product_type, colour="Teal", attributes=asked, hue=200, variation=5)
    backwards = dict(reversed(list(asked.items())))
    assert draw(product_type, colour="Teal", attributes=backwards, hue=200, variation=5) == first


@pytest.mark.parametrize("product_type", TYPES)
def test_colour_hue_and_design_each_change_the_picture(product_type: str) -> None:
    asked = {name: values[0] for name, values in ATTRIBUTES[product_type].items()}

    def shown(colour: str = "Teal", hue: int = 40, variation: int = 0) -> str:
        return without_ids(draw(product_type, colour=colour, attributes=asked, hue=hue, variation=variation))

    pictures = [shown(), shown(colour="Terracotta"), shown(hue=250), shown(variation=1), shown(variation=2)]
    assert len(set(pictures)) == len(pictures)


def attribute_values() -> Iterator[tuple[str, str]]:
    for product_type in TYPES:
        for name in ATTRIBUTES[product_type]:
            yield product_type, name


@pytest.mark.parametrize(("product_type", "name"), list(attribute_values()))
def test_every_value_of_an_attribute_changes_the_picture(product_type: str, name: str) -> None:
    """For at least one design, no two values look the same."""
    values = ATTRIBUTES[product_type][name]
    others = {other: allowed[0] for other, allowed in ATTRIBUTES[product_type].items() if other != name}
    most = 0
    for variation, last in product(range(4), (False, True)):
        rest = {other: ATTRIBUTES[product_type][other][-1] for other in others} if last else others
        bodies = set()
        for value in values:
            svg = draw(product_type, colour="Teal", attributes={**rest, name: value}, variation=variation)
            # Ids carry a hash of the request, so they always differ.
            bodies.add(without_ids(svg))
        most = max(most, len(bodies))
    assert most == len(values)


@pytest.mark.parametrize("product_type", TYPES[::9])
def test_pictures_render_to_1200_square(product_type: str) -> None:
    assert pixels(draw(product_type, colour="Teal")).size == (1200, 1200)


@pytest.mark.parametrize("product_type", TYPES)
@pytest.mark.parametrize("colour", ["White", "Black"])
def test_white_and_black_products_stand_out_from_their_backdrop(product_type: str, colour: str) -> None:
    image = pixels(draw(product_type, colour=colour), width=120)
    middle = image.crop((20, 20, 100, 100)).convert("L")
    darkest, brightest = middle.getextrema()
    assert brightest - darkest > 60
    assert sum(1 for count in middle.histogram() if count) > 20


def test_unknown_attributes_and_values_are_drawn_as_the_default() -> None:
    plain = without_ids(draw("mug", colour="Teal"))
    odd = draw("mug", colour="Teal", attributes={"dishwasher": "yes", "pattern": "zebra"})
    assert without_ids(odd) == plain


def test_numbers_outside_the_table_are_kept_within_it() -> None:
    def desk(width: int | str) -> str:
        asked = {"width_cm": width, "legs": 4, "drawers": 2, "top": "oak"}
        return without_ids(draw("desk", colour="Teal", attributes=asked))

    assert desk(400) == desk(180)
    assert desk("140") == desk(140)
    assert desk(130) not in (desk(120), desk(140))


def test_an_unknown_product_type_is_refused_with_the_types_that_exist() -> None:
    refusal = r"no picture for product type 'unicorn'; use one of backpack"
    with pytest.raises(UnknownProductType, match=refusal):
        draw("unicorn", colour="Teal")
    with pytest.raises(UnknownProductType, match="unicorn"):
        alt_text("unicorn", title="A unicorn", colour="Teal")


def test_an_unknown_colour_is_refused_and_a_hex_value_is_drawn() -> None:
    with pytest.raises(UnknownColour, match=r"unknown colour 'Octarine'; use one of Black, White"):
        draw("mug", colour="Octarine")
    by_name = draw("mug", colour="Teal")
    assert without_ids(draw("mug", colour="#1C7C83")) == without_ids(by_name)


def test_alt_text_names_the_product_its_colour_and_what_the_picture_shows() -> None:
    text = alt_text(
        "desk",
        title="Lund standing desk",
        colour="Forest",
        attributes={"width_cm": 140, "drawers": 0, "top": "walnut", "warranty": "5 years"},
    )
    assert text == "Illustration of Lund standing desk in forest, width 140 cm, without drawers, top walnut."
    for product_type in TYPES:
        assert alt_text(product_type, title="Thing", colour="Navy", attributes={}) == (
            "Illustration of Thing in navy."
        )


def test_named_colours_survive_the_way_to_oklch_and_back() -> None:
    for value in COLOURS.values():
        assert oklch(*to_oklch(value)) == value


def test_tones_fall_from_light_to_deep_for_white_and_black_alike() -> None:
    for colour in COLOURS:
        t = tones(colour)
        steps = [to_oklch(tone)[0] for tone in (t.glint, t.light, t.base, t.shade, t.deep)]
        assert steps == sorted(steps, reverse=True), colour
        assert steps[1] - steps[4] > 0.1, colour


def test_the_home_hero_is_a_market_square_by_day_and_by_night() -> None:
    day, night = draw_home_hero(), draw_home_hero(dark=True)
    for svg in (day, night):
        root = check_document(svg)
        assert root.get("viewBox") == "0 0 1600 700"
        assert pixels(svg).size == (1600, 700)
    brightness = [pixels(svg).convert("L").resize((1, 1)).getpixel((0, 0)) for svg in (day, night)]
    assert brightness[0] - brightness[1] > 90


@pytest.mark.parametrize("kind", sorted(EMPTY_STATES))
def test_empty_states_are_drawn_on_a_clear_ground(kind: str) -> None:
    for dark in (False, True):
        svg = draw_empty_state(kind, dark=dark)
        check_document(svg)
        image = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg))))
        assert image.size == (600, 450)
        assert image.convert("RGBA").getpixel((2, 2))[3] == 0


def test_an_unknown_empty_state_is_refused() -> None:
    with pytest.raises(UnknownScene, match=r"no picture for 'void'; use one of cart"):
        draw_empty_state("void")
