"""The answer to a person's request in words: what was asked, where she stands, what was decided of it."""

from __future__ import annotations

from collections.abc import Iterable

from sello.core.dates import written
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.files.places import worded
from sello.privacy.domain.requests import Decision, RequestState
from sello.privacy.queries.requests import Hit, RequestRow
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


def document(
    asked: RequestRow,
    hits: Iterable[Hit],
    institution: str,
    at: Moment,
    _: Translate = str,
    *,
    contact: str,
) -> Document:
    """Put an answer in words; what only resembles her is of somebody else, and is not told.

    ``contact`` is to whom she writes about her data; empty where the institution names nobody.
    """
    title = _("Respuesta a la solicitud de %(right)s N° %(id)s") % {
        "right": _(asked.right.label).lower(),
        "id": asked.id,
    }
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
    hers = [hit for hit in hits if hit.decision is not Decision.OTHER]
    sections = (
        Section(
            "respuesta",
            title,
            "receipt",
            _opening(asked, at, _),
            (_places(hers, asked, _),),
        ),
        Section("derechos", _("Si no está de acuerdo"), "prose", _closing(contact, _), ()),
    )
    return Document(cover=cover, cards=(), sections=sections)


NOT_SEARCHED = N_("Todavía no se busca dónde aparece.")
CONTACT = N_("Por sus datos personales puede escribir a: %(contact)s.")
CLAIM = N_(
    "Puede reclamar ante la Agencia de Protección de Datos Personales, en la forma y el plazo que fija la "
    "Ley 19.628, en el texto de la Ley 21.719."
)


def _closing(contact: str, _: Translate) -> tuple[str, ...]:
    hers = (_(CONTACT) % {"contact": contact},) if contact else ()
    return *hers, _(CLAIM)


def _opening(asked: RequestRow, at: Moment, _: Translate) -> tuple[str, ...]:
    lines = [
        _("Señora, señor o persona titular: %(name)s") % {"name": asked.name},
        _("Su solicitud llegó el %(day)s y se responde hasta el %(due)s.")
        % {"day": long_day(asked.received_on, _), "due": long_day(asked.due_on, _)},
    ]
    if asked.extended:
        lines.append(_("El plazo se prorrogó una vez: %(why)s") % {"why": asked.extended})
    if asked.state is not RequestState.ANSWERED or asked.outcome is None:
        return (*lines, _("BORRADOR: todavía no se responde."))
    day = written(at.day_of(asked.answered_at)) if asked.answered_at else "—"
    lines.append(_("%(outcome)s, con fecha %(day)s.") % {"outcome": _(asked.outcome.label), "day": day})
    return (*lines, *asked.answer.splitlines())


def _places(hits: list[Hit], asked: RequestRow, _: Translate) -> Table:
    nowhere = N_("No se encontró ningún dato suyo.") if asked.searched_at else NOT_SEARCHED
    return Table(
        caption=_("Dónde aparece, y qué se decidió"),
        columns=(Column(_("Dónde"), 4), Column(_("Qué se decidió"), 3), Column(_("Motivo"), 4)),
        groups=(Group(None, tuple(_row(hit, _) for hit in hits)),),
        empty=_(nowhere),
    )


def _row(hit: Hit, _: Translate) -> tuple[Cell, ...]:
    where = _("N° %(id)s") % {"id": hit.thing_id}
    message, values = worded(hit.page)
    page = (_(message) % values,) if hit.page else ()
    decided = _(hit.decision.label) if hit.decision else _("por decidir")
    return text(_(hit.place.label), where, *page), text(decided), text(hit.reason or "—")
