"""The history as a sheet: with what each act changed, as it was written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sello.core.moment import Moment
from sello.core.trail.chronicle import Entry
from sello.core.workbook import Sheet
from sello.reports.chronicle.queries import NOUNS, Key
from sello.reports.document.wording import Translate


def sheet(
    rows: Sequence[Entry],
    called: Mapping[Key, str],
    tell: Callable[[Entry], str],
    at: Moment,
    _: Translate,
) -> Sheet:
    """The acts, one a row; `tell` says one in a sentence, `called` how things are called."""
    titles = (
        _("Cuándo"), _("Quién"), _("Qué se hizo"), _("Sobre qué"), _("Nombre"), _("N° de la cosa"),
        _("Antes"), _("Después"), _("Lugar en el historial firmado"), _("Solicitud"),
    )  # fmt: skip
    cells = [
        (
            at.local(row.at).replace(tzinfo=None),
            row.who or _("El sistema"),
            tell(row),
            _(NOUNS[row.entity]),
            called.get((row.entity, row.entity_id), ""),
            row.entity_id,
            _kept(row.before),
            _kept(row.after),
            row.position,
            row.request_id or "",
        )
        for row in rows
    ]
    return Sheet(_("Historial"), titles, cells, pinned=1)


def _kept(value: Any) -> str | int | None:
    """A value as the trail keeps it, in JSON; what did not change is nothing."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
