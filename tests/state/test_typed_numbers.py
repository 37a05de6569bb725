"""What is typed becomes exactly that number or is refused with an example beside its field."""

import pytest

from backend.kit.errors import InvalidInput
from state.typed_numbers import minor_of, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), (" 7 ", 7), ("007", 7), ("100", 100), ("101", None), ("0100", None)]
    + [(none, None) for none in ("", "-1", "1.0", "1e2", "٣", "²", "9" * 5000)],
)
def test_a_whole_number_is_plain_digits_within_its_limits(text: str, number: int | None):
    assert whole(text, 0, 100) == number
    assert whole(text, 101, 100) is None


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        *(("19.9", "USD", 1990), (" 19,90 ", "EUR", 1990), ("0.05", "USD", 5), ("20", "USD", 2000)),
        *(("20", "JPY", 20), ("1.234", "BHD", 1234), ("999999999", "USD", 99_999_999_900)),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(text: str, currency: str, minor: int):
    assert minor_of(text, currency, "amount") == minor


@pytest.mark.parametrize(
    ("text", "currency", "example"),
    [(text, "USD", "19.90") for text in ("", "-1", "1.999", "1.", ".5", "1 000", "1,000.00", "٣", "1" * 10)]
    + [("1.5", "JPY", "20"), ("1.2345", "BHD", "19.900")],
)
def test_what_is_no_amount_is_refused_with_one_that_is(text: str, currency: str, example: str):
    with pytest.raises(InvalidInput) as refusal:
        minor_of(text, currency, "amount")
    assert (refusal.value.message, refusal.value.field) == (f"Write an amount such as {example}.", "amount")
