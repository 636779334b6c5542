"""A person's data for another machine: what her accounts keep, where she stands: JSON and CSV in a ZIP."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sello.core.delimited import as_csv
from sello.core.workbook import Sheet
from sello.privacy.domain.requests import Decision
from sello.privacy.queries.requests import Account, Hit, RequestRow

Row: TypeAlias = tuple[str, int, int, int, str, str]
COLUMNS = ("lugar", "numero", "pagina", "veces", "decision", "motivo")
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""Equal data give equal bytes."""


def as_zip(asked: RequestRow, hits: Iterable[Hit], accounts: Iterable[Account]) -> bytes:
    """Both files; what only resembles her is of somebody else, and is left out."""
    rows = [
        (
            hit.place.value,
            hit.thing_id,
            hit.page,
            hit.times,
            hit.decision.value if hit.decision else "",
            hit.reason,
        )
        for hit in hits
        if hit.decision is not Decision.OTHER
    ]
    data = _data(asked, rows, accounts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        said = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        bundle.writestr(zipfile.ZipInfo("datos.json", _SAME_DAY), said)
        bundle.writestr(zipfile.ZipInfo("lugares.csv", _SAME_DAY), as_csv(Sheet("lugares", COLUMNS, rows)))
    return out.getvalue()


def _data(asked: RequestRow, rows: Sequence[Row], accounts: Iterable[Account]) -> dict[str, object]:
    """The request, the accounts and the places, by their names."""
    return {
        "solicitud": {
            "numero": asked.id,
            "derecho": asked.right.value,
            "recibida": asked.received_on.isoformat(),
            "persona": {"nombre": asked.name, "run": asked.run, "correo": asked.email},
        },
        "cuentas": [
            {
                "numero": one.id,
                "nombre": one.name,
                "correo": one.email,
                "cargo": one.post,
                "rol": str(one.role),
                "creada": one.created_at.isoformat(),
                "activa": one.active,
            }
            for one in accounts
        ],
        "lugares": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
    }
