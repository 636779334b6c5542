"""Matrices as institutions receive them, made for tests from the working edition."""

import csv
import io

from openpyxl import Workbook

from sello.catalogue import editions

HEADERS = [
    "N°", "Dimensión", "Estándar", "Indicador", "Descripción", "Fuente de verificación (FV)",
    "Bronce", "Plata", "Oro", "Responsable",
]  # fmt: skip


def rows() -> list[list[str]]:
    """A title, an empty row, headers and the forty requirements; groups named only in their first row."""
    edition = editions.edition(editions.WORKING)
    table = [["Matriz de requerimientos"], [], HEADERS]
    for dimension in edition.dimensions:
        for standard in dimension.standards:
            for number, part in enumerate(standard.requirements):
                text, marks = part.text(), part.rule.mandatory_for
                table.append(
                    [
                        part.code,
                        f"{dimension.code}. {dimension.text().title}" if number == 0 else "",
                        f"{standard.code} {standard.text().title}" if number == 0 else "",
                        text.title,
                        text.asks,
                        "\n".join(text.sources),
                        *("X" if level.code in marks else "" for level in edition.levels),
                        text.owner,
                    ]
                )
    return table


def as_csv(table: list[list[str]], *, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(table)
    return out.getvalue().encode(encoding)


def as_xlsx(table: list[list[object]], sheet: str = "Matriz") -> bytes:
    book = Workbook()
    book.active.title = "Portada"
    book.active["A1"] = "Léame"
    page = book.create_sheet(sheet)
    for row in table:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
