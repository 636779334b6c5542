"""The register of processing in words, for page and paper alike."""

from __future__ import annotations

from collections.abc import Iterable

from sello.core.labels import N_
from sello.core.moment import Moment
from sello.evidence.queries.closed import ClassCount
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
from sello.reports.processing.activities import ACTIVITIES, BASIS, OUTSIDE, Activity

TITLE = N_("Registro de actividades de tratamiento")
LAW = N_("Ley 19.628, modificada por la Ley 21.719 (vigente desde el 1 de diciembre de 2026).")


RESPONSIBLE = N_("Responde por los datos: %(institution)s. Por ellos se escribe a: %(contact)s.")
NOBODY = N_(
    "Responde por los datos: %(institution)s. Todavía no se indica a quién se escribe por ellos; "
    "la Secretaría Ejecutiva lo hace en «Institución»."
)


def document(
    institution: str, counts: Iterable[ClassCount], at: Moment, translate: Translate = str, *, contact: str
) -> Document:
    """What is done with personal data, who answers for it, and how many pieces of each class there are today.

    ``contact`` is a post and an address (Ley 19.628 as changed by Ley 21.719, art. 14 ter); empty for none.
    """
    cover = Cover(
        institution=institution,
        title=translate(TITLE),
        subtitle="",
        standard="",
        facts=(),
        notice="",
        headline="",
        headline_percent="",
        headline_level=LevelMark("", 0),
    )
    lead = (
        translate(N_("Al %(day)s.")) % {"day": long_day(at.today, translate)},
        translate(RESPONSIBLE if contact else NOBODY) % {"institution": institution, "contact": contact},
        *map(translate, (LAW, BASIS, OUTSIDE)),
    )
    sections = (
        Section("actividades", translate(TITLE), "receipt", lead, tuple(_activities(translate))),
        Section("clases", translate(N_("Cuánta evidencia hay")), "table", (), (_classes(counts, translate),)),
    )
    return Document(cover=cover, cards=(), sections=sections)


def _activities(translate: Translate) -> Iterable[Table]:
    """A small table for each: on a phone a wide one would be read sideways."""
    columns = (Column(translate(N_("Qué")), 2), Column(translate(N_("Cómo")), 6))
    for each in ACTIVITIES:
        rows = tuple((text(translate(name)), text(translate(said))) for name, said in _said(each))
        yield Table(caption=translate(each.name), columns=columns, groups=(Group(None, rows),))


def _said(each: Activity) -> tuple[tuple[str, str], ...]:
    return (
        (N_("Para qué"), each.purpose),
        (N_("De quiénes"), each.persons),
        (N_("Qué datos"), each.data),
        (N_("Quién los ve"), each.readers),
        (N_("Hasta cuándo"), each.kept),
    )


def _classes(counts: Iterable[ClassCount], translate: Translate) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (text(translate(each.classification.label)), text(str(each.pieces)), text(str(each.personal)))
        for each in counts
    )
    return Table(
        caption=translate(N_("Evidencia por clase")),
        columns=(
            Column(translate(N_("Clasificación")), 3),
            Column(translate(N_("Evidencias")), 2, number=True),
            Column(translate(N_("Con datos personales")), 2, number=True),
        ),
        groups=(Group(None, rows),),
        empty=translate(N_("Ninguna todavía.")),
    )
