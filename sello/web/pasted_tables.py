"""What is said of a table that came as a file: what it replaces, its sheet, columns that nobody reads."""

from collections.abc import Sequence

from flask import flash
from flask_babel import gettext

from sello.catalogue.exchange.pasted import Pasted


def tell_sheet(taken: Pasted, before: str) -> None:
    """Say which sheet stands in the form now, where somebody could think of another."""
    if before and before != taken.text:
        flash(gettext("Se muestra la planilla que eligió, en lugar de lo que estaba pegado."), "info")
    if taken.hidden:
        flash(
            gettext("Se lee la hoja oculta «%(name)s»: ninguna visible tiene datos.", name=taken.sheet),
            "info",
        )
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


def unread_words(titles: Sequence[str]) -> str:
    """The columns that nothing is read from, in a sentence; empty where there are none."""
    if not titles:
        return ""
    return str(
        gettext("No se leen las columnas: %(titles)s.", titles=", ".join(f"«{one}»" for one in titles))
    )
