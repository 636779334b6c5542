"""Witnesses of the signed history: both lists can be read, and who is asked does sign."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, Row, column, select, table

from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core import setting_places
from sello.core.db import UTCDateTime
from sello.core.labels import N_
from sello.core.trail.ledger.peers import BadList, Witness, witnessed_in, witnesses_in

PART = N_("Testigos del historial")
COSIGNED = table(
    "ledger_cosignature",
    column("institution_id"),
    column("size"),
    column("verifier"),
    column("at", UTCDateTime()),
)

LATE = timedelta(days=1)
"""A witness is asked every few minutes until she signs; her own bad day may pass."""


def listed(config: Config) -> tuple[list[Finding], tuple[Witness, ...]]:
    """What of both lists cannot be read, where they are named at all, and whom the instance asks."""
    found: list[Finding] = []
    asked: tuple[Witness, ...] = ()
    try:
        setting, file = "SELLO_WITNESSED", config.witnessed
        if config.witnessed_file and setting_places.witnessed(config) is None:
            witnessed_in(file)
        setting, file = "SELLO_WITNESSES", config.witnesses
        if config.witnesses_file and setting_places.witnesses(config) is None:
            asked = witnesses_in(file)
    except BadList as error:
        found.append(_unread(setting, file, error))
    return found, asked


def silent(
    asked: Sequence[Witness], engine: Engine, last: Mapping[int, Row[*tuple[object, ...]]], *, now: datetime
) -> Iterator[Finding]:
    """Witnesses who have not signed for a day what they are shown; `last`: each institution's last head."""
    with engine.connect() as connection:
        kept = connection.execute(
            select(COSIGNED.c.institution_id, COSIGNED.c.size, COSIGNED.c.verifier)
        ).all()
    signed = {(row.institution_id, row.size, row.verifier) for row in kept}
    late = [(key, row) for key, row in last.items() if now - row.at > LATE]
    for witness in asked:
        if any((key, row.size, witness.verifier) not in signed for key, row in late):
            yield Finding(
                PART,
                N_("«%(name)s» no ha firmado el último punto de control") % {"name": witness.name},
                N_("Revise que %(address)s responda y que tenga la clave de este historial.")
                % {"address": witness.address},
            )


def _unread(setting: str, file: Path, error: BadList) -> Finding:
    where = N_("línea %(line)s") % {"line": error.line} if error.line else N_("el archivo entero")
    return Finding(
        PART,
        N_("no se puede leer la lista %(file)s (%(where)s)") % {"file": file, "where": where},
        N_("En %(setting)s va un archivo con una clave por línea; la muestra la otra parte.")
        % {"setting": setting},
        is_problem=True,
    )
