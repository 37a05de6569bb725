"""How an invoice and a credit note look: A4, one page or as many as its lines need.

The same facts, the same bytes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from babel import Locale
from babel.dates import format_date
from fpdf import FPDF
from fpdf.enums import TableCellFillMode
from fpdf.fonts import FontFace

from backend.identity.postal import label_lines
from backend.kit.config import settings
from backend.kit.money import format_minor

_TITLES = {"invoice": "Invoice", "credit_note": "Credit note"}
_FONT, _CORE_FONT = "Body", "Helvetica"
_TEAL, _SOFT, _LINE = (11, 92, 107), (90, 96, 105), (228, 224, 214)


class _Paper(FPDF):
    """A page with its number at the foot."""

    family = _CORE_FONT
    foot = ""

    def footer(self) -> None:
        """The document's number and the page."""
        self.set_y(-15)
        self.set_font(self.family, size=8)
        self.set_text_color(*_SOFT)
        self.cell(0, 5, f"{self.foot} · {self.page_no()}/{{nb}}", align="C")


def draw(kind: str, number: str, facts: Mapping[str, Any], *, compressed: bool = True) -> bytes:
    """The PDF. Names are written in DejaVu (Latin, Greek, Cyrillic …) when the machine has it.

    Without the font only Latin-1 can be written: other letters become question marks, and the paper says so.
    """
    page = _Paper(format="A4")
    page.set_compression(compressed)
    page.set_creation_date(datetime.fromisoformat(facts["issued_at"]))
    page.set_title(f"{_TITLES[kind]} {number}")
    page.set_margins(18, 18)
    page.foot = number
    _choose_font(page)
    page.add_page()
    money = _formatter(facts["currency"])
    _head(page, kind, number, facts)
    _lines(page, facts, money)
    _sums(page, facts, money)
    return bytes(page.output())


def _choose_font(page: _Paper) -> None:
    folder = settings().document_font_dir
    regular, bold = folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf"
    if regular.is_file() and bold.is_file():
        page.add_font(_FONT, "", regular)
        page.add_font(_FONT, "B", bold)
        page.family = _FONT


def _text(page: _Paper, words: object) -> str:
    text = str(words)
    if page.family == _CORE_FONT:
        return text.encode("latin-1", "replace").decode("latin-1")
    return text


def _formatter(currency: str) -> Any:
    # A currency's sign may be missing in the Latin font; its code never is.
    return lambda minor: f"{format_minor(minor, currency)}".replace("€", "EUR ")


def _head(page: _Paper, kind: str, number: str, facts: Mapping[str, Any]) -> None:
    page.set_font(page.family, "B", 11)
    page.set_text_color(*_TEAL)
    page.cell(0, 6, "Agora", new_x="LMARGIN", new_y="NEXT")
    page.set_text_color(21, 24, 30)
    page.set_font(page.family, "B", 20)
    page.cell(0, 12, _TITLES[kind], new_x="LMARGIN", new_y="NEXT")
    issued = format_date(datetime.fromisoformat(facts["issued_at"]), "MMMM d, y", locale="en_US")
    placed = format_date(datetime.fromisoformat(facts["placed_at"]), "MMMM d, y", locale="en_US")
    pairs = [
        ("Number", number),
        ("Date of issue and supply", issued),
        ("Order", f"{facts['order_number']}, placed on {placed}"),
    ]
    if corrects := facts.get("corrects"):
        pairs.append(("Corrects invoice", corrects))
    for name, value in pairs:
        page.set_font(page.family, size=9)
        page.set_text_color(*_SOFT)
        page.cell(50, 5, name)
        page.set_text_color(21, 24, 30)
        page.cell(0, 5, _text(page, value), new_x="LMARGIN", new_y="NEXT")
    page.ln(6)
    top = page.get_y()
    seller, buyer = facts["seller"], facts["buyer"]
    maker = [seller["name"], _country(seller["country"]), "sold on Agora"]
    _party(page, page.l_margin, top, "Supplied by", maker)
    address = label_lines(buyer, country_name=_country(buyer["country"]))
    _party(page, page.l_margin + 90, top, "To", [*address, buyer["email"]])
    page.set_y(top + 38)


def _country(code: str) -> str:
    return str(Locale("en", "US").territories.get(code, code))


def _party(page: _Paper, left: Any, top: Any, title: str, lines: list[str]) -> None:
    page.set_xy(left, top)
    page.set_font(page.family, size=9)
    page.set_text_color(*_SOFT)
    page.cell(80, 5, title)
    page.set_text_color(21, 24, 30)
    for number, line in enumerate((line for line in lines if line), start=1):
        page.set_xy(left, top + 5 * number)
        page.set_font(page.family, "B" if number == 1 else "", 9)
        page.cell(80, 5, _text(page, line))


def _lines(page: _Paper, facts: Mapping[str, Any], money: Any) -> None:
    page.set_font(page.family, size=9)
    page.set_draw_color(*_LINE)
    with page.table(
        col_widths=(74, 14, 28, 24, 34),
        text_align=("LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT"),
        v_align="TOP",
        borders_layout="HORIZONTAL_LINES",
        cell_fill_mode=TableCellFillMode.NONE,
        headings_style=FontFace(emphasis="BOLD", color=_SOFT),
        line_height=5,
        padding=(2, 1),
    ) as table:
        table.row(("Item", "Units", "Price", "Tax", "Total"))
        for row in facts["rows"]:
            name = f"{row['title']}" + (f" ({row['options']})" if row["options"] else "") + f"\n{row['sku']}"
            if row["discount_minor"]:
                name += f"\nDiscount {money(-row['discount_minor'])}"
            table.row(
                (
                    _text(page, name),
                    str(row["quantity"]),
                    money(row["unit_price_minor"]),
                    money(row["tax_minor"]),
                    money(row["total_minor"]),
                )
            )
        if facts["shipping_minor"]:
            table.row(
                ("Shipping", "", "", money(facts["shipping_tax_minor"]), money(facts["shipping_minor"]))
            )


def _sums(page: _Paper, facts: Mapping[str, Any], money: Any) -> None:
    page.ln(4)
    for tax in facts["taxes"]:
        _sum(page, f"Net at {tax['rate']} %", money(tax["net_minor"]))
        _sum(page, f"Tax {tax['rate']} %", money(tax["tax_minor"]))
    page.set_font(page.family, "B", 12)
    _sum(page, "Total", money(facts["total_minor"]), bold=True)
    page.ln(6)
    page.set_font(page.family, size=8)
    page.set_text_color(*_SOFT)
    included = "Prices include the tax. " if facts["prices_include_tax"] else ""
    by_market = facts["tax_collector"] == "marketplace"
    _small(page, f"{included}The tax is owed by {'Agora' if by_market else 'the seller'}.")
    if facts["tax_number"]:
        _small(page, _text(page, f"Tax number of the buyer: {facts['tax_number']}"))
    if page.family == _CORE_FONT:
        _small(page, "Letters that this paper's font lacks are printed as question marks.")


def _sum(page: _Paper, name: str, amount: str, *, bold: bool = False) -> None:
    page.set_font(page.family, "B" if bold else "", 12 if bold else 9)
    page.set_text_color(21, 24, 30)
    page.set_x(page.l_margin + 90)
    page.cell(45, 6, name)
    page.cell(39, 6, amount, align="R", new_x="LMARGIN", new_y="NEXT")


def _small(page: _Paper, words: str) -> None:
    page.multi_cell(0, 5, words, new_x="LMARGIN", new_y="NEXT")
