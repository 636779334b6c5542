"""Lists as sheets: all the rows of a list that somebody filtered and ordered, not only a page of them.

What a row holds was read for her, so that a sheet can tell no more than her page does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.workbook import Sheet
from sello.evidence.queries.rows import Row as EvidenceRow
from sello.progress.checklist import ChecklistRow
from sello.register.queries.rows import InitiativeRow
from sello.reports.document.wording import Translate
from sello.tasks.queries.rows import TaskRow

MOST: Final = 10_000
"""Rows of a sheet; whoever has more narrows the list, before a request holds all of it in memory."""

MANY: Final = " · "

NAMES: Final = N_("Nombres de los requerimientos")
"""The column beside that of their codes, for whoever reads names."""


class Titled(Protocol):
    """A requirement as a row tells it."""

    @property
    def title(self) -> str:
        """What it is called."""


class TooManyRows(Refusal):
    """A list is longer than a sheet of ours may be."""

    message = N_(
        "La lista tiene más de %(most)s filas. Fíltrela, por ejemplo por unidad o por estado, "
        "y descárguela por partes."
    )
    status = 422


def check_length(total: int) -> None:
    """Refuse a list that is longer than a sheet may be; raises TooManyRows."""
    if total > MOST:
        raise TooManyRows(most=MOST)


def requirements(rows: Sequence[ChecklistRow], dimensions: dict[str, str], at: Moment, _: Translate) -> Sheet:
    """The checklist; `dimensions` are the names by code."""
    titles = (
        _("Código"), _("Requerimiento"), _("Dimensión"), _("Estado"), _("Pendiente"), _("Unidad responsable"),
        _("Obligatorio para"), _("Evidencias que valen"), _("Evidencias"), _("Tareas abiertas"),
        _("Tareas atrasadas"), _("Último movimiento"), _("Movido por"),
    )  # fmt: skip
    cells = [
        (
            row.code,
            row.title,
            f"{row.dimension}. {dimensions.get(row.dimension, '')}",
            _(row.status.label),
            _(row.status.turn.label),
            row.unit_name,
            ", ".join(row.mandatory),
            row.evidence.accepted,
            row.evidence.total,
            row.tasks.open,
            row.tasks.overdue,
            at.day_of(row.moved_at),
            row.moved_by,
        )
        for row in rows
    ]
    return Sheet(_("Requerimientos"), titles, cells, pinned=1)


def tasks(rows: Sequence[TaskRow], at: Moment, _: Translate) -> Sheet:
    """The tasks; what is left of their term is told of those that are open."""
    titles = (
        _("Qué se pide"), _("Detalle"), _("Requerimientos"), _(NAMES), _("Unidad"), _("Persona"), _("Plazo"),
        _("Días hábiles que quedan"), _("Estado"), _("Qué espera"), _("De quién es el turno"), _("Desde"),
        _("Prioridad"), _("Evidencias"),
    )  # fmt: skip
    cells = [
        (
            row.title,
            row.description,
            ", ".join(one.code for one in row.requirements),
            _names(row.requirements),
            row.unit_name,
            row.person_name,
            row.due_on,
            None if row.group is None else row.business_days_left,
            _(row.due_status.label),
            _(row.now.reason.label),
            _(row.now.turn.label),
            at.day_of(row.now.since),
            _(row.priority.label),
            row.evidence_count,
        )
        for row in rows
    ]
    return Sheet(_("Tareas"), titles, cells, pinned=1)


def evidence(rows: Sequence[EvidenceRow], at: Moment, _: Translate) -> Sheet:
    """The pieces with their current version and its hash."""
    titles = (
        _("Evidencia"), _("Tipo"), _("Número del documento"), _("Fecha del documento"), _("Estado"),
        _("Requerimientos"), _(NAMES), _("Unidad"), _("Vigencia"), _("Vigente hasta"), _("Entregada"),
        _("Aceptada"),
        _("Clasificación"), _("Liberada a auditoría"), _("Archivo"), _("Versión"), _("Bytes"), _("SHA-256"),
    )  # fmt: skip
    cells = [
        (
            row.details.title,
            _(row.details.type.label),
            row.details.document_number,
            row.details.document_date,
            _(row.state.label),
            ", ".join(row.codes),
            _names(row.serves),
            row.unit,
            _(row.validity.label),
            row.details.valid_until,
            at.day_of(row.submitted_at),
            at.day_of(row.accepted_at),
            _(row.details.classification.label),
            _("sí") if row.released else _("no"),
            row.filename,
            row.number,
            row.size,
            row.sha256,
        )
        for row in rows
    ]
    return Sheet(_("Evidencias"), titles, cells, pinned=1)


def _names(requirements: Iterable[Titled]) -> str:
    return MANY.join(one.title for one in requirements)


def _missing(row: InitiativeRow, _: Translate) -> str:
    return ", ".join(_(ask.label) for ask in row.missing)


def initiatives(rows: Sequence[InitiativeRow], _: Translate) -> Sheet:
    """The register; a date half known is told twice, as a day to reckon with and as it is known."""
    titles = (
        _("Iniciativa"), _("Tipo"), _("Objetivo"), _("Unidades responsables"), _("Vigencia"), _("Desde"),
        _("Hasta"), _("Fechas como se saben"), _("Aporta a"), _(NAMES), _("Evidencias"), _("Tareas abiertas"),
        _("Falta"),
    )  # fmt: skip
    cells = [
        (
            row.name,
            _(row.kind.label),
            row.aim,
            MANY.join(unit.name for unit in row.units),
            _(row.validity.label),
            row.starts.first if row.starts else None,
            row.ends.last if row.ends else None,
            f"{row.starts or '…'} – {row.ends or '…'}" if row.starts or row.ends else None,
            ", ".join(feed.code for feed in row.feeds),
            _names(row.feeds),
            row.evidence_count,
            row.open_tasks,
            _missing(row, _),
        )
        for row in rows
    ]
    return Sheet(_("Registro"), titles, cells, pinned=1)
