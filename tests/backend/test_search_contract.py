"""One contract for every search engine: the embedded one, and Meilisearch when MEILISEARCH_URL is set."""

import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from backend.search.engine import Count, EngineQuery, IndexDocument, SearchEngine
from backend.search.meilisearch_engine import MeilisearchEngine
from backend.search.policy import engine_query, facet_counts, option_counts
from backend.search.schemas import SearchQuery, Sort
from backend.search.tantivy_engine import TantivyEngine

DESK, LAMP, SHIRT, CHAIR = (UUID(int=n) for n in range(1, 5))


def document(product_id: UUID, title: str, **fields: object) -> IndexDocument:
    plain = IndexDocument(
        id=product_id,
        title=title,
        brand="Halden",
        words="",
        category=(),
        combination=(),
        attribute=(),
        price_minor=1000,
        price_band=("0",),
        stars=(),
        rating_tenths=0,
        quality=100,
        in_stock=True,
    )
    return replace(plain, **fields)  # type: ignore[arg-type] # names are checked by replace


DOCUMENTS = [
    document(
        DESK,
        "Halden Standing Desk",
        category=("home", "home/desks"),
        price_minor=42_900,
        price_band=("4",),
        words="solid oak for the home office",
        stars=("1", "2", "3", "4"),
        rating_tenths=45,
        quality=150,
    ),
    document(
        LAMP,
        "Brass Reading Lamp",
        brand="Lumo",
        category=("home", "home/lamps"),
        price_minor=5_900,
        price_band=("2",),
        words="a warm light beside the sofa or on a desk",
        stars=("1", "2", "3"),
        rating_tenths=38,
    ),
    document(
        SHIRT,
        "Linen Shirt",
        brand="Ostra",
        category=("fashion", "fashion/shirts"),
        combination=(
            "Colour=Blue",
            "Size=S",
            "Colour=Blue|Size=S",
            "Colour=Red",
            "Size=XL",
            "Colour=Red|Size=XL",
        ),
        attribute=("material=linen",),
        price_minor=3_900,
        price_band=("1",),
        in_stock=False,
    ),
    document(CHAIR, "Office Chair", category=("home", "home/chairs"), price_minor=19_900, price_band=("3",)),
]


@pytest.fixture(params=["tantivy", "meilisearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    if request.param == "tantivy":
        built: SearchEngine = TantivyEngine(tmp_path / "search")
    else:
        url = os.environ.get("MEILISEARCH_URL")
        if not url:
            pytest.skip("MEILISEARCH_URL is not set: no Meilisearch to hold to the contract")
        built = MeilisearchEngine(url, os.environ.get("MEILISEARCH_KEY", ""), name="contract")
        built.rebuild([])
    built.upsert(DOCUMENTS)
    return built


def found(engine: SearchEngine, query: EngineQuery, sort: Sort = Sort.RELEVANCE) -> list[UUID]:
    return list(engine.search(query, sort=sort, offset=0, limit=10).hits.ids)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("standing desk", DESK),
        ("standng desk", DESK),
        ("DESKS", DESK),
        ("stnading", DESK),
        ("linnen shirt", SHIRT),
        ("lumo", LAMP),
        ("oak office", DESK),
    ],
)
def test_words_are_found_whatever_their_case_number_or_typo(
    engine: SearchEngine, text: str, first: UUID
) -> None:
    assert found(engine, EngineQuery(text=text))[0] == first


def test_every_word_must_be_found_somewhere(engine: SearchEngine) -> None:
    assert found(engine, EngineQuery(text="standing shirt")) == []


def test_a_title_outweighs_a_description(engine: SearchEngine) -> None:
    assert found(engine, EngineQuery(text="desk")) == [DESK, LAMP]


def test_a_prefix_finds_what_is_being_typed(engine: SearchEngine) -> None:
    assert found(engine, EngineQuery(text="rea", is_prefix=True)) == [LAMP]


def test_values_of_one_field_widen_and_fields_narrow(engine: SearchEngine) -> None:
    either = EngineQuery(any_of=(("brand", ("Halden", "Lumo")), ("category", ("home",))))
    assert set(found(engine, either)) == {DESK, LAMP, CHAIR}
    assert found(engine, replace(either, price_from_minor=10_000, price_to_minor=19_900)) == [CHAIR]


def test_two_options_match_only_when_one_variant_has_both(engine: SearchEngine) -> None:
    blue_small = SearchQuery(options={"Colour": ("Blue",), "Size": ("S",)})
    blue_large = SearchQuery(options={"Colour": ("Blue",), "Size": ("XL",)})
    assert found(engine, engine_query(blue_small)) == [SHIRT]
    assert found(engine, engine_query(blue_large)) == []


def test_a_chosen_facet_keeps_the_counts_of_its_neighbours(engine: SearchEngine) -> None:
    query = SearchQuery(brands=("Halden",), options={})
    asked = facet_counts(query)
    answer = engine.search(
        engine_query(query), sort=Sort.RELEVANCE, offset=0, limit=0, counts=[count for _, count in asked]
    )
    counts = dict(zip([code for code, _ in asked], answer.counts, strict=True))
    assert counts["brand"]["brand"] == {"Halden": 2, "Lumo": 1, "Ostra": 1}
    assert counts[""]["category"] == {"home": 2, "home/desks": 1, "home/chairs": 1}


def test_option_counts_look_at_variants_not_products(engine: SearchEngine) -> None:
    query = SearchQuery(options={"Colour": ("Blue",)})
    open_size = engine.search(
        engine_query(query),
        sort=Sort.RELEVANCE,
        offset=0,
        limit=0,
        counts=[Count(engine_query(query), ("combination",))],
    ).counts[0]["combination"]
    assert option_counts("Size", open_size, query.options) == {"S": 1}


def test_sorting_is_exact(engine: SearchEngine) -> None:
    assert found(engine, EngineQuery(), Sort.PRICE_UP) == [SHIRT, LAMP, CHAIR, DESK]
    assert found(engine, EngineQuery(), Sort.PRICE_DOWN) == [DESK, CHAIR, LAMP, SHIRT]
    assert found(engine, EngineQuery(), Sort.RATING)[:2] == [DESK, LAMP]


def test_stock_and_stars_filter(engine: SearchEngine) -> None:
    assert SHIRT not in found(engine, EngineQuery(in_stock=True))
    assert found(engine, EngineQuery(any_of=(("stars", ("4",)),))) == [DESK]


def test_pages_do_not_overlap_and_the_total_is_exact(engine: SearchEngine) -> None:
    first = engine.search(EngineQuery(), sort=Sort.PRICE_UP, offset=0, limit=2).hits
    second = engine.search(EngineQuery(), sort=Sort.PRICE_UP, offset=2, limit=2).hits
    assert (first.total, second.total) == (4, 4)
    assert [*first.ids, *second.ids] == [SHIRT, LAMP, CHAIR, DESK]


def test_an_upsert_replaces_and_a_delete_removes(engine: SearchEngine) -> None:
    engine.upsert([replace(DOCUMENTS[0], title="Walnut Bench")])
    assert found(engine, EngineQuery(text="standing")) == []
    assert found(engine, EngineQuery(text="bench")) == [DESK]
    engine.delete([DESK, UUID(int=99)])
    assert engine.size() == 3
    assert found(engine, EngineQuery(text="bench")) == []


def test_a_rebuild_replaces_everything_at_once(engine: SearchEngine) -> None:
    assert engine.rebuild([DOCUMENTS[:1], DOCUMENTS[1:2]]) == 2
    assert set(found(engine, EngineQuery())) == {DESK, LAMP}


def test_a_reader_in_use_notices_a_rebuild_of_another_process(tmp_path: Path) -> None:
    reader, writer = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    writer.upsert(DOCUMENTS)
    assert len(found(reader, EngineQuery())) == 4
    writer.rebuild([DOCUMENTS[:1]])
    assert found(reader, EngineQuery()) == [DESK]


def test_odd_input_is_searched_as_text(engine: SearchEngine) -> None:
    for text in ('"', "desk AND (", "title:desk*", "'; DROP TABLE product; --", "🙂", "a" * 120):
        found(engine, EngineQuery(text=text))
    assert found(engine, EngineQuery(any_of=(("brand", ('Hal"den\\',)),))) == []
