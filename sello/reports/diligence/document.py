"""The proof of diligence in words: for the page's file and for paper alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sello.core.dates import written
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.workbook import Sheet
from sello.reminders.domain.schedule import Kind
from sello.reminders.queries.diligence import Diligence, Result, SentRow
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

KindOf = Callable[[str], str]
"""The name of a kind of mail."""

TITLES = (
    N_("Fecha"),
    N_("Persona"),
    N_("Correo"),
    N_("Aviso"),
    N_("Asunto"),
    N_("Qué avisó"),
    N_("Resultado"),
    N_("Respuesta del servidor"),
    N_("Actuó después"),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found about somebody or a unit, and what the words need beside it."""

    found: Diligence
    about: str
    institution: str
    kind_of: KindOf


def summary(found: Diligence, _: Translate = str) -> tuple[str, ...]:
    """What the mails came to, in sentences."""
    said = {
        "all": found.total,
        "shown": len(found.rows),
        "accepted": found.count(Result.ACCEPTED),
        "bounced": found.count(Result.BOUNCED),
        "refused": found.count(Result.REFUSED),
        "acted": found.acted,
    }
    lines = [
        _(
            "Correos que se muestran: %(shown)s. Aceptados por el servidor de correo: %(accepted)s; "
            "devueltos: %(bounced)s; rechazados: %(refused)s. Seguidos de algo que la persona hizo en la "
            "plataforma: %(acted)s."
        )
        % said,
        _(
            "«Aceptado por el servidor» dice que el servidor de correo lo tomó para entregarlo. Que alguien "
            "lo haya leído no se sabe ni se afirma."
        ),
    ]
    if found.total > len(found.rows):
        lines.append(_("Son los más recientes de %(all)s del último año.") % said)
    return tuple(lines)


def told(row: SentRow, _: Translate = str) -> str:
    """How many things of each kind a mail told; a week is one, and not counted."""
    return "; ".join(
        _(kind.label) if kind is Kind.DIGEST else f"{_(kind.label)}: {count}" for kind, count in row.told
    )


def sheet(proof: Proof, at: Moment, _: Translate = str) -> Sheet:
    """The rows as a spreadsheet."""
    rows = [
        (
            _when(row.sent_at or row.created_at, at),
            row.recipient_name,
            row.recipient,
            proof.kind_of(row.kind),
            row.subject,
            told(row, _),
            _(row.result.label),
            row.said,
            _when(row.acted_at, at),
        )
        for row in proof.found.rows
    ]
    return Sheet(_("Constancia"), tuple(_(title) for title in TITLES), rows, pinned=1)


def document(proof: Proof, at: Moment, _: Translate = str) -> Document:
    """The proof about somebody, or a unit, as a document of a few pages."""
    title = _("Constancia de avisos: %(about)s") % {"about": proof.about}
    cover = Cover(
        institution=proof.institution,
        title=title,
        subtitle="",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    opening = _("%(institution)s, %(day)s. Avisos del último año.") % {
        "institution": proof.institution,
        "day": long_day(at.today, _),
    }
    lead = (opening, *summary(proof.found, _))
    section = Section("constancia", title, "receipt", lead, (_table(proof, at, _),))
    return Document(cover=cover, cards=(), sections=(section,))


def _table(proof: Proof, at: Moment, _: Translate) -> Table:
    return Table(
        caption=_("Lo que se envió"),
        columns=(
            Column(_("Fecha"), 2),
            Column(_("A quién"), 3.4),
            Column(_("Qué"), 4.4),
            Column(_("Resultado"), 3),
            Column(_("Actuó después"), 2),
        ),
        groups=(Group(None, tuple(_row(row, proof.kind_of, at, _) for row in proof.found.rows)),),
        empty=_("Ningún correo en el último año."),
    )


def _row(row: SentRow, kind_of: KindOf, at: Moment, _: Translate) -> tuple[Cell, ...]:
    return (
        text(_when(row.sent_at or row.created_at, at)),
        text(row.recipient_name, row.recipient),
        text(row.subject, " · ".join(filter(None, (kind_of(row.kind), told(row, _))))),
        text(_(row.result.label), row.said, light=row.result.light),
        text(_when(row.acted_at, at) or "—"),
    )


def _when(instant: datetime | None, at: Moment) -> str:
    if instant is None:
        return ""
    local = at.local(instant)
    return f"{written(local)} {local:%H:%M}"
