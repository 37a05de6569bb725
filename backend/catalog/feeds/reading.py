"""Delimited files as sellers really send them: byte order marks, odd encodings, line breaks inside fields."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from backend.catalog.feeds.schemas import RowError
from backend.kit.errors import InvalidInput

Record = tuple[int, dict[str, str]]
_MAX_BYTES = 500_000_000
csv.field_size_limit(10_000_000)


def text_of(path: Path) -> str:
    """The file as text: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.

    Raises InvalidInput when the file is missing, empty, over 500 MB or no text.
    """
    if not path.is_file():
        raise InvalidInput(f"There is no file {path}.", field="file")
    if path.stat().st_size > _MAX_BYTES:
        raise InvalidInput("The file is larger than 500 MB. Split it into parts.", field="file")
    body = path.read_bytes()
    if not body.strip():
        raise InvalidInput("The file is empty.", field="file")
    encoding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        if b"\x00" in body[:4096]:
            raise InvalidInput(
                "The file is not text. Send a CSV, TSV, XML or JSON file.", field="file"
            ) from None
        return body.decode("cp1252", errors="replace")


def header_of(text: str) -> list[str]:
    """The column names of a delimited file."""
    first = next(csv.reader(io.StringIO(text), delimiter=delimiter_of(text)), [])
    return [name.strip() for name in first]


def delimiter_of(text: str) -> str:
    """The delimiter that the header line has most of."""
    line = text.split("\n", 1)[0]
    return max(",\t;|", key=line.count)


def records(text: str) -> Iterator[Record | RowError]:
    """Rows with the line (counted from 1) that each begins on; a row with too many fields is an error."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(text))
    try:
        header = [name.strip() for name in next(reader)]
        line = reader.line_num + 1
        for values in reader:
            begins, line = line, reader.line_num + 1
            if not any(value.strip() for value in values):
                continue
            if len(values) > len(header):
                yield RowError(begins, "", f"has {len(values)} fields but the header names {len(header)}")
                continue
            padded = values + [""] * (len(header) - len(values))
            yield begins, {name: value.strip() for name, value in zip(header, padded, strict=True)}
    except csv.Error as error:
        yield RowError(reader.line_num, "", f"cannot be read: {error}")


def minor_units(text: str, field: str, *, digits: int = 2) -> int:
    """An amount such as `1,299.00`, `19.9` or `59.99 USD` in minor units. Raises InvalidInput.

    A single comma followed by exactly two digits is a decimal comma; other commas group thousands.
    """
    number = text.replace("\u00a0", " ").strip().split(" ")[0].lstrip("$€£")
    head, comma, tail = number.rpartition(",")
    if comma and len(tail) == 2 and "." not in number:
        number = f"{head.replace(',', '')}.{tail}"
    number = number.replace(",", "")
    try:
        amount = Decimal(number)
    except InvalidOperation:
        raise InvalidInput(f"{field} is not an amount of money", field=field) from None
    if not amount.is_finite() or abs(amount) >= 10**12:
        raise InvalidInput(f"{field} is not an amount of money", field=field)
    scaled = amount.scaleb(digits)
    if scaled != scaled.to_integral_value():
        raise InvalidInput(f"{field} has more than {digits} decimals", field=field)
    return int(scaled)


def whole_number(text: str, field: str) -> int:
    """A count such as `12` or `12.0`. Raises InvalidInput."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise InvalidInput(f"{field} is not a number", field=field) from None
    if not number.is_finite() or number != number.to_integral_value():
        raise InvalidInput(f"{field} is not a whole number", field=field)
    return int(number)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        if tag in {"p", "br", "li", "div", "h1", "h2", "h3", "h4", "tr"}:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def plain_text(html: str) -> str:
    """The words of an HTML description, paragraphs as lines; scripts and styles dropped."""
    if "<" not in html and "&" not in html:
        return html.strip()
    parser = _Words()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in unescape("".join(parser.parts)).splitlines())
    return "\n".join(line for line in lines if line)
