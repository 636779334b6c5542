"""Sheets as Excel, LibreOffice, Google and text editors write them: each with what is to be read in it.

Every document is made here; a case says which rows come of it, as code and answer, and from which sheet.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from openpyxl import Workbook

Table = list[list[Any]]
PROSE = "Hay decreto, vigente; publicado en 2025, y difundido."
HEAD = ["Código", "Respuesta", "Relato"]
ROWS = [["1.1.1", "Sí", PROSE], ["1.1.2", "No", ""], ["4.A.1", "Sí", "Política, acta, lista."]]
READ = [("1.1.1", "yes"), ("1.1.2", "no"), ("4.A.1", "yes")]
WRONG = "problema"


@dataclass(frozen=True)
class Case:
    """A file and what is to be read in it."""

    name: str
    file: str
    document: bytes
    rows: list[tuple[str, str]]
    sheet: str | None = None


@dataclass(frozen=True)
class Page:
    """A sheet: its table, number formats by cell, what is merged, and whether it is hidden."""

    table: Table
    name: str = "Hoja1"
    formats: dict[str, str] | None = None
    merged: tuple[str, ...] = ()
    hidden: str = "visible"


def excel(*pages: Page) -> bytes:
    """A workbook as Excel saves it."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row in page.table:
            sheet.append(row)
        for address, code in (page.formats or {}).items():
            sheet[address].number_format = code
        for area in page.merged:
            sheet.merge_cells(area)
        sheet.sheet_state = page.hidden
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def google(*pages: Page) -> bytes:
    """A workbook without shared texts and without addresses of cells, as small writers make it."""
    parts = {
        "xl/workbook.xml": '<workbook xmlns="m" xmlns:r="r"><sheets>'
        + "".join(
            f'<sheet name="{page.name}" sheetId="{n}" r:id="rId{n}" state="{page.hidden}"/>'
            for n, page in enumerate(pages, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="p">'
        + "".join(
            f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n, _ in enumerate(pages, 1)
        )
        + "</Relationships>",
    }
    for number, page in enumerate(pages, 1):
        rows = "".join(f"<row>{''.join(map(_inline, row))}</row>" for row in page.table)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="m"><sheetData>{rows}</sheetData></worksheet>'
        )
    return zipped(parts)


def _inline(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    return f'<c t="inlineStr"><is><r><t>{escape(str(value))}</t></r></is></c>'


def libre(*pages: Page, extra: str = "") -> bytes:
    """A document as LibreOffice saves it: shown texts beside values, empty rows and cells repeated."""
    unseen = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    tables = "".join(
        f'<table:table table:name="{page.name}" '
        f'table:style-name="{"ta1" if page.hidden == "visible" else "ta2"}">'
        f"{''.join(map(_ods_row, page.table))}"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for page in pages
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{extra}<office:document-content '
            'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">'
            f"<office:automatic-styles>{unseen}</office:automatic-styles><office:body>"
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _ods_row(row: list[Any]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if isinstance(value, Shown):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value.value}" '
            'calcext:value-type="float">'
            f"<text:p>{value.text}</text:p></table:table-cell>"
        )
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
            f"<text:p>{value:%d/%m/%y}</text:p></table:table-cell>"
        )
    if value in (None, ""):
        return "<table:table-cell/>"
    note = "<office:annotation><text:p>una nota</text:p></office:annotation>" if value == "No" else ""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{note}{lines}</table:table-cell>'


@dataclass(frozen=True)
class Shown:
    """A number with the text that its cell shows."""

    value: str
    text: str


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def text(table: Table, separator: str, encoding: str, *, lines: str = "\r\n", before: str = "") -> bytes:
    """A text with separators."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=lines).writerows(table)
    return (before + out.getvalue()).encode(encoding)


def cases() -> Iterator[Case]:
    """Every file of the corpus."""
    yield from _texts()
    for program, make in (("excel", excel), ("google", google), ("libre", libre)):
        yield from _layouts(program, make)
    yield from _of_excel()
    yield from _of_libre()
    yield from _as_joined()
    yield from _as_typed()


def _as_joined() -> Iterator[Case]:
    """Files that somebody put together of two, or worked on in two programs."""
    told = text([HEAD, ROWS[0]], ";", "utf-8") + text(ROWS[1:], ";", "cp1252")
    yield Case("joined-of-two-encodings", "r.csv", told, READ)
    marked = text([HEAD, ROWS[0]], ";", "utf-8-sig") + b"\xef\xbb\xbf" + b'"1.1.2";"No";""\r\n'
    yield Case("joined-with-a-mark-inside", "r.csv", marked, READ[:2])
    blanks = [
        ["\ufeffCódigo ", "\xa0Respuesta", "Relato\xa0"],
        ["\xa01.1.1", " Sí\xa0", ""],
        ["1.1.2 ", "No", ""],
    ]
    yield Case("odd-blanks", "r.csv", text(blanks, ";", "utf-8"), READ[:2])
    ticks = [HEAD, ["1.1.1", "VERDADERO", ""], ["1.1.2", "FALSO", ""], ["4.A.1", "TRUE", ""]]
    yield Case("booleans-in-text", "r.csv", text(ticks, ";", "cp1252"), READ)
    failed = [
        HEAD,
        ["1.1.1", "#N/A", ""],
        ["1.1.2", "No", "#¡REF!"],
        ["Total", "", "Err:502"],
        ["4.A.1", "Sí", ""],
    ]
    read = [("1.1.1", WRONG), ("1.1.2", WRONG), ("Total", WRONG), ("4.A.1", "yes")]
    for program, make, file in (
        ("excel", excel, "r.xlsx"),
        ("google", google, "r.xlsx"),
        ("libre", libre, "r.ods"),
    ):
        yield Case(f"{program}-errors", file, make(Page(failed)), read)
    yield Case("errors-in-text", "r.csv", text(failed, ";", "utf-8"), read)
    summed = [HEAD, *ROWS, ["", "2 de 3", ""], ["Fuente: Secretaría", None, None]]
    for program, make, file in (
        ("excel", excel, "r.xlsx"),
        ("google", google, "r.xlsx"),
        ("libre", libre, "r.ods"),
    ):
        yield Case(f"{program}-total-and-note", file, make(Page(summed)), [*READ, ("", WRONG)])
    wide = [HEAD, ["1.1.1", "Sí", None], ["1.1.2", None, None], ["4.A.1", "No", ""]]
    both = [("1.1.1", "yes"), ("1.1.2", "yes"), ("4.A.1", "no")]
    yield Case("excel-merged-both-ways", "r.xlsx", excel(Page(wide, merged=("B2:C3",))), both)
    beside = [["Descripción", "Estado", *HEAD], *(["Política", "Vigente", *row] for row in ROWS)]
    yield Case("excel-beside-the-matrix", "r.xlsx", excel(Page(beside)), READ)
    share = [HEAD, ["1.1.1", "Sí", 0.6], ["1.1.2", "No", 1.0], ["4.A.1", "Sí", None]]
    yield Case("excel-percent", "r.xlsx", excel(Page(share, formats={"C2": "0%", "C3": "0.0%"})), READ)


def _as_typed() -> Iterator[Case]:
    """Points that end a word, dashes for nothing, blanks inside codes, days as spreadsheets count them."""
    pointed = [HEAD, ["1.1.1.", "Sí.", ""], ["1.1.2.-", "NO.", ""], ["4.A.1.)", "si .", ""]]
    yield Case("points-at-the-end", "r.csv", text(pointed, ";", "utf-8"), READ)
    dashed = [HEAD, ["1.1.1", "Sí", "-"], ["1.1.2", "—", "–"], ["4.A.1", "Sí", "…"]]
    yield Case("dashes-for-nothing", "r.csv", text(dashed, ";", "utf-8"), [READ[0], READ[2]])
    spaced = [HEAD, ["1 . 1 . 1", "Sí", ""], ["1 .1 .2", "No", ""], ["4. A. 1", "Sí", ""]]
    yield Case("blanks-in-codes", "r.csv", text(spaced, ";", "utf-8"), READ)
    states = [["Código", "Estado de avance", "Respuesta final"], ["1.1.1", "En curso", "Sí"]]
    yield Case("surest-beginning", "r.csv", text(states, ";", "utf-8"), READ[:1])
    nothing = [HEAD, ["1.1.1", "Sí", "s/i"], ["1.1.2", "", "N/A"], HEAD, ["4.A.1", "Sí", ""]]
    yield Case("words-for-nothing", "r.csv", text(nothing, ";", "utf-8"), [READ[0], READ[2]])
    two = [["Código", "Nombre", "Autodiagnóstico", None], [None, None, "Respuesta", "Relato"]]
    told = [*two, ["1.1.1", "Política", "Sí", "Hay"], ["1.1.2", "Plan", "No", ""]]
    yield Case("titles-in-two-rows", "r.csv", text(told, ";", "utf-8"), READ[:2])
    over = [["Código", "Cumple", None, "Relato"], [None, "Sí", "No", None]]
    ticks = [*over, ["1.1.1", "X", "", "Hay"], ["1.1.2", "", "X", ""]]
    yield Case("ticks-below-two-rows", "r.csv", text(ticks, ";", "utf-8"), READ[:2])
    area = excel(Page(ticks, merged=("B1:C1", "A1:A2", "D1:D2")))
    yield Case("excel-ticks-below-two-rows", "r.xlsx", area, READ[:2])
    for first, second in (("2024", "2026"), ("2026", "2024")):
        years = [["Código", f"Respuesta {first}", f"Respuesta {second}"], ["1.1.1", "No", "Sí"]]
        newest = [("1.1.1", "yes" if second == "2026" else "no")]
        yield Case(f"the-answer-of-{second}-after-{first}", "r.csv", text(years, ";", "utf-8"), newest)
    counted = [HEAD, [36892, "Sí", ""], ["1.1.2", "No", ""]]
    yield Case("excel-code-as-number-of-a-day", "r.xlsx", excel(Page(counted)), [("36892", WRONG), READ[1]])


def _texts() -> Iterator[Case]:
    table = [HEAD, *ROWS]
    for separator, name in ((";", "semicolon"), (",", "comma"), ("\t", "tab"), ("|", "bar")):
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            document = text(table, separator, encoding)
            yield Case(f"{name}-{encoding}", "r.csv", document, READ)
    yield Case("utf-16-no-mark", "r.txt", text(table, "\t", "utf-16-le"), READ)
    yield Case("utf-16-be-no-mark", "r.txt", text(table, "\t", "utf-16-be"), READ)
    yield Case("old-mac-lines", "r.csv", text(table, ";", "cp1252", lines="\r"), READ)
    yield Case("sep-line", "r.csv", text(table, ";", "cp1252", before="sep=;\r\n"), READ)
    for system in ("cp850", "mac_roman"):
        yield Case(f"letters-of-{system}", "r.csv", text(table, ";", system), READ)
    yield Case("quoted-sep-line", "r.csv", text(table, ";", "cp1252", before='"sep=;"\r\n'), READ)
    inside = text(table, ",", "utf-8").decode().splitlines()
    yield Case("rows-saved-as-cells", "r.csv", text([[line] for line in inside], ";", "cp1252"), READ)
    names = [["Código"], ['Indicador "1.1.1"'], ["1.1.2"]]
    yield Case("one-column-with-quotes", "r.csv", text(names, ";", "utf-8"), [])
    opened = ["Código;Respuesta;Relato", '1.1.1;Sí;"empieza', "1.1.2;No;otro", "4.A.1;Sí;fin"]
    yield Case("quote-that-never-closes", "r.csv", "\n".join(opened).encode(), READ)
    titled = [["Autodiagnóstico, versión 2, preliminar"], [], *table]
    yield Case("commas-in-title", "r.csv", text(titled, ";", "cp1252"), READ)
    prose = [HEAD, *([code, answer, f"{PROSE} a, b, c, d, e, f"] for code, answer, _ in ROWS)]
    yield Case("commas-in-prose", "r.csv", text(prose, ";", "utf-8"), READ)
    broken = [HEAD, *([code, answer, "línea 1\nlínea 2; fin"] for code, answer, _ in ROWS)]
    yield Case("lines-in-cells", "r.csv", text(broken, ";", "utf-8"), READ)
    dated = [HEAD, ["01-01-2001", "Sí", ""], ["1.1.2", "No", ""]]
    yield Case("code-as-date", "r.csv", text(dated, ";", "utf-8"), [("01-01-2001", WRONG), ("1.1.2", "no")])


def _layouts(program: str, make: Callable[..., bytes]) -> Iterator[Case]:
    file = "r.ods" if make is libre else "r.xlsx"
    whole = [HEAD, *ROWS]

    def case(name: str, *pages: Page, rows: list[tuple[str, str]] = READ, sheet: str = "Hoja1") -> Case:
        return Case(f"{program}-{name}", file, make(*pages), rows, sheet)

    yield case("plain", Page(whole))
    yield case("title-rows", Page([["Municipalidad"], [None], ["Autodiagnóstico 2026"], *whole]))
    yield case("hidden-first", Page(whole, "Base", hidden="hidden"), Page(whole), sheet="Hoja1")
    yield case("only-hidden", Page([["Léame"]]), Page(whole, "Datos", hidden="hidden"), sheet="Datos")
    yield case("cover-first", Page([["Instrucciones"], ["Llene la hoja siguiente"]], "Portada"), Page(whole))
    numbered = [["N°", *HEAD], *([n, *row] for n, row in enumerate(ROWS, 1))]
    yield case("number-beside-code", Page(numbered))
    untitled = [["", "Respuesta", "Relato"], *ROWS]
    yield case("code-without-title", Page(untitled))
    named = [["Indicador", "Cumple", "Comentarios"], *([f"{row[0]} Política", *row[1:]] for row in ROWS)]
    yield case("code-before-title", Page(named))
    for label in ("Req. {}", "R{}", "Indicador {} – Política", "N° {}"):
        wanted = [["Código", "Respuesta"], *([label.format(row[0]), row[1]] for row in ROWS)]
        yield case(f"label-{label[:4].strip()}", Page(wanted))
    signs = [HEAD, ["01.01.01", "Sí", ""], ["1-1-2", "No", ""], ["4_A_1", "Sí", ""]]
    yield case("other-signs", Page(signs))
    yield case("empty-columns", Page([[None, None, *row] for row in whole]))
    yield case("lines", Page([HEAD, *([code, said, "uno\ndos"] for code, said, _ in ROWS)]))


def _of_excel() -> Iterator[Case]:
    two = [HEAD, [1.1, "Sí", ""], [1.1, "No", ""]]
    shown = {"A2": "0.0", "A3": "0.00"}
    yield Case(
        "excel-1.1-and-1.10", "r.xlsx", excel(Page(two, formats=shown)), [("1.1", "yes"), ("1.10", "no")]
    )
    dated = [HEAD, [date(2001, 1, 1), "Sí", ""], ["1.1.2", "No", ""]]
    read = [("01-01-2001", WRONG), ("1.1.2", "no")]
    yield Case("excel-code-as-date", "r.xlsx", excel(Page(dated)), read)
    mixed = excel(Page(dated, formats={"A2": "d-mmm"}))
    yield Case("excel-code-as-day-and-month", "r.xlsx", mixed, read)
    formula = [HEAD, ["1.1.1", "=B3", ""], ["1.1.2", "No", ""]]
    yield Case("excel-formula", "r.xlsx", excel(Page(formula)), [("1.1.1", WRONG), ("1.1.2", "no")])
    coded = [HEAD, ["=A1", "Sí", ""], ["1.1.2", "No", ""]]
    yield Case("excel-formula-code", "r.xlsx", excel(Page(coded)), [("", WRONG), ("1.1.2", "no")])
    merged = [
        ["Autodiagnóstico", None, None],
        HEAD,
        ["1.1.1", "Sí", ""],
        ["1.1.2", None, ""],
        ["4.A.1", "No", ""],
    ]
    document = excel(Page(merged, merged=("A1:C1", "B3:B4")))
    yield Case("excel-merged", "r.xlsx", document, [("1.1.1", "yes"), ("1.1.2", "yes"), ("4.A.1", "no")])
    ticks = [HEAD, ["1.1.1", True, ""], ["1.1.2", False, ""]]
    yield Case("excel-booleans", "r.xlsx", excel(Page(ticks)), [("1.1.1", "yes"), ("1.1.2", "no")])
    secret = excel(Page([HEAD, *ROWS], "Base", hidden="veryHidden"), Page([HEAD, *ROWS]))
    yield Case("excel-very-hidden-first", "r.xlsx", secret, READ, "Hoja1")


def _of_libre() -> Iterator[Case]:
    two = [HEAD, [Shown("1.1", "1,1"), "Sí", ""], [Shown("1.1", "1,10"), "No", ""]]
    yield Case("libre-1.1-and-1.10", "r.ods", libre(Page(two)), [("1.1", "yes"), ("1.10", "no")])
    dated = [HEAD, [date(2001, 1, 1), "Sí", ""], ["1.1.2", "No", ""]]
    yield Case("libre-code-as-date", "r.ods", libre(Page(dated)), [("01-01-2001", WRONG), ("1.1.2", "no")])
