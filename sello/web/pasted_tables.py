"""What is said of a table that came as a file: what it replaces, its sheet, columns that nobody reads."""

from collections.abc import Callable, Sequence
from typing import Final

from flask import flash
from flask_babel import gettext

from sello.catalogue.exchange.pasted import Pasted
from sello.core.cells import letters

SHOWN: Final = 10
"""Places that a sentence names."""


def tell_sheet(taken: Pasted, before: str) -> None:
    """Say which sheet stands in the form now, where somebody could think of another."""
    if before and before != taken.text:
        flash(gettext("Se muestra la planilla que eligió, en lugar de lo que estaba pegado."), "info")
    if taken.hidden:
        flash(
            gettext("Se lee la hoja oculta «%(name)s»: ninguna visible tiene datos.", name=taken.sheet),
            "info",
        )
    if unseen := unseen_words(taken.unseen_rows, taken.unseen_columns):
        flash(unseen, "info")
    if taken.others:
        others = ", ".join(f"«{name}»" for name in taken.others)
        flash(
            gettext("Se lee la hoja «%(name)s». No se leen: %(others)s.", name=taken.sheet, others=others),
            "info",
        )


def shown_again(typed: str, read: str, most: int) -> str:
    """What stands in a form whose table was refused whole: what was typed, else what the file says.

    More letters than the form takes would only be refused once more.
    """
    return typed or (read if len(read) <= most else "")


def unseen_words(rows: Sequence[int], columns: Sequence[int]) -> str:
    """That rows or columns which a filter or a fold hides are read as well; empty where there are none."""
    said = []
    if rows:
        where = _runs(rows, lambda row: str(row + 1))
        one = len(rows) == 1
        said.append(
            gettext("fila %(where)s", where=where) if one else gettext("filas %(where)s", where=where)
        )
    if columns:
        where = _runs(columns, letters)
        one = len(columns) == 1
        said.append(
            gettext("columna %(where)s", where=where) if one else gettext("columnas %(where)s", where=where)
        )
    if not said:
        return ""
    places = "; ".join(said)
    return str(
        gettext("También se lee lo que la planilla tiene oculto o filtrado: %(places)s.", places=places)
    )


def _runs(places: Sequence[int], name: Callable[[int], str]) -> str:
    """The first places, those that follow each other as one: «3–5, 8»."""
    runs: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        runs.setdefault(place - number, []).append(place)
    told = ["–".join(dict.fromkeys((name(run[0]), name(run[-1])))) for run in runs.values()]
    return ", ".join(told[:SHOWN]) + (" …" if len(told) > SHOWN else "")


def unread_words(titles: Sequence[str]) -> str:
    """The columns that nothing is read from, in a sentence; empty where there are none."""
    if not titles:
        return ""
    return str(
        gettext("No se leen las columnas: %(titles)s.", titles=", ".join(f"«{one}»" for one in titles))
    )
