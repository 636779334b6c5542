"""The budget with a gender lens as an annex: what serves equality in a year, and each initiative's part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sello.core.figures import figure, percentage
from sello.core.moment import Moment
from sello.register.parts.domain.lens import BudgetLine, YearSum, sums, unsaid
from sello.register.parts.domain.money import write_pesos
from sello.reports.annex.document import cover_of
from sello.reports.document.values import Column, Document, Group, Section, Table, text
from sello.reports.document.wording import Translate, long_day

DASH = "—"


@dataclass(frozen=True, slots=True)
class YearBudgets:
    """What the annex tells of: a year's lines, what they come to, where the town's whole is written."""

    lines: Sequence[BudgetLine]
    sum: YearSum
    source: str
    partial: bool = False
    """Whether it holds only what the units of whoever prepares it have."""


def document(found: YearBudgets, institution: str, at: Moment, *, _: Translate = str) -> Document:
    """Put a year's budgets in words."""
    title = _("Presupuesto con enfoque de género de %(year)s") % {"year": str(found.sum.year)}
    sections = (
        Section("presupuesto", title, "receipt", tuple(_opening(found, institution, at, _)), ()),
        Section("pasos", _("Por cuánto sirve a la igualdad"), "prose", (), (_steps(found.lines, _),)),
        Section("iniciativas", _("Por iniciativa"), "prose", (), (_lines(found.lines, _),)),
    )
    return Document(cover=cover_of(institution, title), cards=(), sections=sections)


def _opening(found: YearBudgets, institution: str, at: Moment, _: Translate) -> Iterable[str]:
    yield f"{institution}."
    yield _("Emitido el %(day)s.") % {"day": long_day(at.today, _)}
    if found.partial:
        yield _("Incluye solo las iniciativas de la unidad que lo prepara.")
    told = {"pesos": _money(found.sum.serving), "executed": _money(found.sum.executed)}
    yield _("Con la igualdad de género como objetivo: %(pesos)s. Ejecutado de eso: %(executed)s.") % told
    if not found.partial and found.sum.share is not None and found.sum.whole is not None:
        part = {"share": percentage(found.sum.share), "whole": write_pesos(found.sum.whole)}
        yield _("Es el %(share)s del presupuesto municipal (%(whole)s).") % part
        yield _("Fuente: %(source)s") % {"source": found.source}
    if lacking := unsaid(found.lines):
        yield _("Presupuestos que no dicen su monto o cuánto sirven a la igualdad: %(count)s.") % {
            "count": figure(lacking)
        }
    yield _(
        "Los pasos son los del marcador de género de la OCDE: objetivo principal, significativo, o ninguno."
    )


def _steps(lines: Sequence[BudgetLine], _: Translate) -> Table:
    rows = tuple(
        (
            text(_(one.lens.label) if one.lens else _("Falta decirlo")),
            text(figure(one.count)),
            text(_money(one.amount)),
            text(_money(one.executed)),
        )
        for one in sums(lines)
    )
    columns = (
        Column(_("La igualdad de género es"), 4),
        Column(_("Presupuestos"), 2, number=True),
        Column(_("Monto"), 2.4, number=True),
        Column(_("Ejecutado"), 2.4, number=True),
    )
    return Table(_("Por cuánto sirve a la igualdad"), columns, (Group(None, rows),))


def _lines(lines: Sequence[BudgetLine], _: Translate) -> Table:
    rows = tuple(
        (
            text(one.initiative, *filter(None, (one.funder, *(_(lack.label) for lack in one.lacks)))),
            text(_(one.lens.label) if one.lens else DASH),
            text(_money(one.own)),
            text(_money(one.transferred)),
            text(_money(one.executed)),
        )
        for one in lines
    )
    columns = (
        Column(_("Iniciativa"), 4),
        Column(_("La igualdad de género es"), 2.4),
        Column(_("Propio"), 2, number=True),
        Column(_("Transferido"), 2, number=True),
        Column(_("Ejecutado"), 2, number=True),
    )
    return Table(_("Presupuestos del año"), columns, (Group(None, rows),))


def _money(pesos: int | None) -> str:
    return DASH if pesos is None else write_pesos(pesos)


def file_name(year: int, at: Moment) -> str:
    """The name under which it is kept."""
    return f"presupuesto-de-genero-{year}-{at.today.isoformat()}.pdf"
