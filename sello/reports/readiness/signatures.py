"""Who signs the report, with room for it."""

from __future__ import annotations

from sello.reports.document.values import Column, Group, Section, Table, text
from sello.reports.document.wording import Translate
from sello.reports.readiness.contents import ReadinessReport


def signatures(report: ReadinessReport, _: Translate) -> tuple[Section, ...]:
    """The last section, where anybody signs."""
    if not report.signers:
        return ()
    columns = (Column(_("Nombre"), 2), Column(_("Cargo"), 2), Column(_("Firma"), 2))
    rows = tuple(
        (text(one.name), text(one.post), text("\u00a0", "\u00a0", "\u00a0")) for one in report.signers
    )
    table = Table(_("Quiénes firman"), columns, (Group(None, rows),))
    return (Section("firmas", _("Firmas"), "table", (), (table,)),)
