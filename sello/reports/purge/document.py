"""The acta of a destruction in words: what went, why, by whom, and what still holds it."""

from __future__ import annotations

from sello.core.dates import written
from sello.core.figures import filesize
from sello.core.moment import Moment
from sello.privacy.domain.purging import PurgeState, told_texts
from sello.privacy.queries.purges import Acta, Item
from sello.reports.document.values import (
    Cell,
    Column,
    Cover,
    Document,
    Group,
    LevelMark,
    Section,
    Table,
    text,
)
from sello.reports.document.wording import Translate, long_day


def document(acta: Acta, institution: str, at: Moment, _: Translate = str) -> Document:
    """Put an acta in words; `at` tells the clocks of its institution."""
    title = _("Acta de eliminación N° %(number)s") % {"number": acta.row.number}
    cover = Cover(
        institution=institution,
        title=title,
        subtitle="",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    sections = (
        Section("acta", title, "receipt", _opening(acta, at, _), (_pieces(acta, _),)),
        Section("huellas", _("Huellas de los archivos"), "table", (), (_hashes(acta, _),)),
        Section("normas", _("En qué se apoya"), "prose", _norms(acta, _), ()),
        Section("copias", _("Qué los tiene todavía"), "prose", _backups(acta, _), ()),
    )
    return Document(cover=cover, cards=(), sections=sections)


def _opening(acta: Acta, at: Moment, _: Translate) -> tuple[str, ...]:
    row = acta.row
    nobody = _("el sistema")
    lines = [
        _("Propuesta el %(day)s por %(who)s. Motivo: %(why)s")
        % {
            "day": long_day(at.day_of(row.proposed_at), _),
            "who": row.proposer or nobody,
            "why": row.reason,
        }
    ]
    if row.confirmer and row.decided_at:
        values = {"day": long_day(at.day_of(row.decided_at), _), "who": row.confirmer}
        lines.append(_("Confirmada el %(day)s por %(who)s.") % values)
        allowed = row.allowed_by or _("no se anotó")
        lines.append(_("Acto que la autoriza: %(act)s.") % {"act": allowed})
    if row.state is PurgeState.DONE and row.finished_at:
        when = {"day": long_day(at.day_of(row.finished_at), _)}
        lines.append(_("Los archivos dejaron de existir en el sistema el %(day)s.") % when)
    else:
        lines.append(_("Estado: %(state)s.") % {"state": _(row.state.label)})
    return tuple(lines)


def _pieces(acta: Acta, _: Translate) -> Table:
    return Table(
        caption=_("Evidencias"),
        columns=(
            Column(_("Evidencia"), 5),
            Column(_("Clase"), 2.4),
            Column(_("Plazo hasta"), 2),
            Column(_("Resultado"), 3),
        ),
        groups=(Group(None, tuple(_piece(item, _) for item in acta.items)),),
        empty=_("Ninguna."),
    )


def _piece(item: Item, _: Translate) -> tuple[Cell, ...]:
    due = written(item.due_on) if item.due_on else _("lo pidió la persona")
    why = (_(item.left.label),) if item.left else ()
    texts = told_texts(item.state, item.texts, _)
    named = _("N° %(id)s, %(type)s") % {"id": item.evidence_id, "type": _(item.type.label)}
    return (
        text(item.title, named, item.unit),
        text(_(item.classification.label)),
        text(due),
        text(_(item.state.label), *why, *([texts] if texts else [])),
    )


def _hashes(acta: Acta, _: Translate) -> Table:
    rows = tuple(
        (
            text(_("N° %(id)s, versión %(number)s") % {"id": item.evidence_id, "number": number}),
            text(sha256[:32], sha256[32:]),
            text(filesize(size)),
        )
        for item in acta.items
        for number, sha256, size in item.files
    )
    return Table(
        caption=_("Huellas SHA-256"),
        columns=(
            Column(_("Archivo"), 3),
            Column(_("Huella SHA-256, en dos líneas"), 5),
            Column(_("Tamaño"), 1.6),
        ),
        groups=(Group(None, rows),),
        empty=_("Ninguna."),
    )


def _norms(acta: Acta, _: Translate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_(item.basis) for item in acta.items))


def _backups(acta: Acta, _: Translate) -> tuple[str, ...]:
    """A copy that was made before still has the files; nobody can destroy it from here."""
    if acta.row.state is not PurgeState.DONE:
        return (_("Se anota cuando termina la eliminación."),)
    known = (
        _("El último respaldo anterior que se conoce: %(backup)s (UTC).") % {"backup": acta.row.backup}
        if acta.row.backup
        else _("No se conoce ningún respaldo anterior.")
    )
    return (
        known,
        _(
            "Toda copia de respaldo hecha antes de esa fecha los tiene todavía. La siguiente que se haga en "
            "la misma carpeta los quita; las demás copias las elimina quien las guarda. Si se restaura una "
            "anterior, hay que repetir la eliminación."
        ),
    )
