"""The signed history: its key is this instance's own, and its signed heads are made and lie outside."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, Row, column, select, table

from sello.cli.checkup.finding import Finding
from sello.cli.checkup.places import others_read
from sello.cli.checkup.witnesses import listed, silent
from sello.config import Config
from sello.core.dates import written
from sello.core.db import UTCDateTime
from sello.core.labels import N_
from sello.core.trail.ledger.note import verifier_key
from sello.core.trail.ledger.outside import BadKey, notes_in, read_key

PART = N_("Historial firmado")
HEAD = table("ledger_head", column("institution_id"), column("size"))
SIGNED = table(
    "ledger_checkpoint",
    column("institution_id"),
    column("size"),
    column("at", UTCDateTime()),
    column("note"),
    column("verifier"),
)

LATE = timedelta(days=2)
"""A head is signed on each day on which something happened; the scheduler may stand still for one of them."""

MOST = 1000
"""Signed heads that are looked at, the newest ones."""


def history(config: Config, engine: Engine, *, now: datetime) -> Iterator[Finding]:
    """What keeps the history from being signed, or from being believed later; nothing before it begins."""
    if (misplaced := _misplaced(config)) is not None:
        yield misplaced
        return
    lists, witnesses = listed(config)
    yield from lists
    with engine.connect() as connection:
        sizes = {row.institution_id: row.size for row in connection.execute(select(HEAD))}
        signed = connection.execute(select(SIGNED).order_by(SIGNED.c.at.desc()).limit(MOST)).all()
    if not sizes:
        return
    last = {row.institution_id: row for row in reversed(signed)}
    looks = (_key(config, last), _late(sizes, last, now), _outside(config, signed))
    found = [each for each in looks if each is not None]
    found += silent(witnesses, engine, last, now=now)
    yield from found or [Finding(PART, N_("en orden"))]


def _misplaced(config: Config) -> Finding | None:
    """A folder where the key is to lie, or a file where the signed heads are: neither can ever be written."""
    if config.ledger_key.is_dir():
        seen = N_("%(path)s es una carpeta y ahí va el archivo de la clave que firma")
        remedy = N_("Indique en SELLO_LEDGER_KEY un archivo, o quítela.")
        return Finding(PART, seen % {"path": config.ledger_key}, remedy, is_problem=True)
    if config.checkpoints.exists() and not config.checkpoints.is_dir():
        seen = N_("%(path)s es un archivo y ahí va la carpeta de los puntos de control")
        remedy = N_("Indique en SELLO_CHECKPOINTS una carpeta, o quítela.")
        return Finding(PART, seen % {"path": config.checkpoints}, remedy, is_problem=True)
    return None


def _key(config: Config, last: dict[int, Row[*tuple[object, ...]]]) -> Finding | None:
    """A key that is none signs nothing; another one than before makes whoever checks doubt."""
    path = config.ledger_key
    back = N_("Devuelva la clave de su respaldo a %(path)s.") % {"path": path}
    try:
        public = read_key(path).public_key().public_bytes_raw()
    except FileNotFoundError:
        lost = N_("falta la clave que firmó hasta ahora: %(path)s") % {"path": path}
        return Finding(PART, lost, back, is_problem=True) if last else None
    except (BadKey, OSError):
        unread = N_("no se puede leer la clave que firma: %(path)s") % {"path": path}
        return Finding(PART, unread, back, is_problem=True)
    if others_read(path):
        seen = N_("cualquier cuenta de esta máquina puede leer la clave que firma")
        return Finding(PART, seen, N_("Ciérrela: chmod 600 %(path)s") % {"path": path}, is_problem=True)
    verifiers = {str(row.verifier) for row in last.values()}
    if any(verifier_key(each.partition("+")[0], public) != each for each in verifiers):
        seen = N_("la clave de %(path)s no es la que firmó hasta ahora") % {"path": path}
        return Finding(PART, seen, back)
    return None


def _late(sizes: dict[int, int], last: dict[int, Row[*tuple[object, ...]]], now: datetime) -> Finding | None:
    """What happened and is not signed can still be changed unseen."""
    waiting = [row.at for key, size in sizes.items() if (row := last.get(key)) and row.size < size]
    oldest = min(waiting, default=now)
    if now - oldest <= LATE:
        return None
    return Finding(
        PART,
        N_("hay actos sin firmar y la última firma es del %(day)s") % {"day": written(oldest.date())},
        N_("Inicie, además de la web, el proceso: sello scheduler"),
    )


def _outside(config: Config, signed: Sequence[Row[*tuple[object, ...]]]) -> Finding | None:
    """Signed heads that lie in the database alone can be changed along with it."""
    there: dict[int, frozenset[str]] = {}
    for key in {row.institution_id for row in signed}:
        there[key] = frozenset(notes_in(config.checkpoints, key))
    missing = sum(row.note not in there[row.institution_id] for row in signed)
    if not missing:
        return None
    return Finding(
        PART,
        N_("hay puntos de control (%(missing)s) que no están fuera de la base, en %(folder)s")
        % {"missing": missing, "folder": config.checkpoints},
        N_("El programador los copia cada 5 minutos; revise que pueda escribir en esa carpeta."),
    )
