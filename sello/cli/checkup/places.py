"""The folders of an instance: there, its own, with room, and closed to others."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from sello import paths
from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core import backup_mark as mark
from sello.core import health
from sello.core.dates import written
from sello.core.figures import filesize
from sello.core.labels import N_
from sello.core.refusal import Refusal
from sello.files.store.build import store_of

ROOM = 1 << 30
"""Bytes without which the next days' files, or the database's log, may not fit."""

FEW = 5
"""Folders that are named; their remedy is the same for all."""

LATE = timedelta(days=3)
"""A nightly backup may fail over a weekend before it is told."""


def data(config: Config) -> Iterator[Finding]:
    """The data folder has to be there for the account that works; other accounts' files stop the service."""
    part, folder = N_("Carpeta de datos"), Path(config.data_dir).resolve()
    if reason := health.workplace(folder):
        yield Finding(part, reason, health.MAKE_FOLDER % {"folder": folder}, is_problem=True)
        return
    if not folder.is_dir():
        return
    owner = folder.stat().st_uid
    foreign = [path.name for path in _database_files(folder) if path.stat().st_uid != owner]
    if foreign:
        yield Finding(
            part,
            N_("%(files)s es de otra cuenta que la carpeta: el servicio no podrá escribir")
            % {"files": ", ".join(foreign)},
            N_("Devuélvalos: chown --reference=%(folder)s %(folder)s/*") % {"folder": folder},
            is_problem=True,
        )
    elif owner != os.geteuid():
        yield Finding(
            part,
            N_("%(folder)s es de otra cuenta que la que ejecuta esta orden") % {"folder": folder},
            N_("Use la cuenta del servicio: runuser -u %(account)s -- sello doctor")
            % {"account": _name(folder)},
        )
    else:
        yield Finding(part, str(folder))


def evidence(config: Config) -> Finding:
    """The evidence folder has to exist, take files, and lie outside the program, which upgrades replace."""
    part, folder = N_("Carpeta de evidencias"), config.evidence
    if inside_the_program(folder):
        return Finding(
            part,
            N_("%(folder)s está dentro del programa: una actualización la borraría") % {"folder": folder},
            N_("Indique en SELLO_EVIDENCE una carpeta propia, por ejemplo /var/lib/sello/evidence."),
            is_problem=True,
        )
    if reason := health.store(folder):
        remedy = health.MAKE_FOLDER % {"folder": folder}
        return Finding(part, f"{folder}: {reason}", remedy, is_problem=True)
    owner = folder.stat().st_uid
    if foreign := [each.name for each in sorted(folder.iterdir()) if each.stat().st_uid != owner]:
        return Finding(
            part,
            N_("%(folders)s es de otra cuenta que la carpeta: el servicio no podrá guardar ahí")
            % {"folders": ", ".join(foreign[:FEW])},
            N_("Devuélvala: chown -R --reference=%(folder)s %(folder)s/*") % {"folder": folder},
            is_problem=True,
        )
    return Finding(part, str(folder))


def unkept(config: Config, engine: Engine) -> Iterator[Finding]:
    """An empty evidence folder beside rows that name files is another folder, or a lost one."""
    with engine.connect() as connection:
        named = connection.execute(text("select count(*) from evidence_version")).scalar_one()
    try:
        is_empty = bool(named) and next(store_of(config).digests(), None) is None
    except Refusal:
        return  # what keeps the store closed is told of where it is looked at
    if is_empty:
        yield Finding(
            N_("Archivos"),
            N_("la base nombra %(named)s y el almacén %(folder)s no tiene ninguno")
            % {"named": named, "folder": config.evidence_dir or config.evidence},
            N_("Revise SELLO_EVIDENCE. Si se perdieron: sello restore CARPETA, con su último respaldo."),
            is_problem=True,
        )


def room(config: Config) -> Finding:
    """A disk that is nearly full is told before it is."""
    part = N_("Espacio")
    folders = [folder for folder in (Path(config.data_dir), config.evidence) if folder.is_dir()]
    left = min((shutil.disk_usage(folder).free for folder in folders), default=ROOM)
    if left < ROOM:
        return Finding(
            part,
            N_("quedan %(left)s") % {"left": filesize(left)},
            N_("Libere espacio, o lleve SELLO_DATA y SELLO_EVIDENCE a un disco más grande."),
            is_problem=True,
        )
    return Finding(part, N_("quedan %(left)s") % {"left": filesize(left)} if folders else N_("por verse"))


def open_to_all(config: Config, settings_file: Path | None) -> Iterator[Finding]:
    """What holds people's data or the key is nobody else's to read."""
    held = [*_database_files(Path(config.data_dir).resolve()), config.evidence]
    for path in (*held, settings_file):
        if path is not None and path.exists() and others_read(path.resolve()):
            mode = "750" if path.is_dir() else "640"
            yield Finding(
                N_("Permisos"),
                N_("cualquier cuenta de esta máquina puede leer %(path)s") % {"path": path},
                N_("Ciérrelo: chmod %(mode)s %(path)s") % {"mode": mode, "path": path},
            )


def backup(config: Config, *, now: datetime) -> Finding:
    """A copy that was never made, or not lately, will not be there on the day."""
    part, remedy = N_("Respaldo"), N_("Hágalo cada noche: sello backup CARPETA (docs/respaldo.md).")
    last = mark.last(Path(config.data_dir))
    if last is None:
        return Finding(part, N_("esta instancia no se ha respaldado"), remedy)
    age = now - last.made_at
    seen = N_("el último es del %(day)s, en %(folder)s") % {
        "day": written(last.made_at.date()),
        "folder": last.folder,
    }
    if age > LATE:
        return Finding(part, seen, remedy)
    if lost := _lost(config, Path(last.folder)):
        return Finding(part, lost, N_("Llévelo a otro disco o a otra máquina, y vuelva a hacerlo."))
    return Finding(part, seen)


def _lost(config: Config, folder: Path) -> str | None:
    """Why a backup would be lost together with what it is of."""
    for held in (Path(config.data_dir).resolve(), config.evidence):
        if folder.resolve().is_relative_to(held):
            return N_("%(folder)s está dentro de %(held)s: se perderían juntas") % {
                "folder": folder,
                "held": held,
            }
    if folder.parent.is_dir() and not folder.is_dir():
        return N_("el último ya no está en %(folder)s") % {"folder": folder}
    return None


def inside_the_program(folder: Path) -> bool:
    """Whether a folder lies in the installed package (a checkout's own evidence/ lies beside it)."""
    return folder.resolve().is_relative_to(paths.PACKAGE)


def _database_files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("sello.sqlite3*"))


def others_read(path: Path) -> bool:
    """Whether an account that is neither owner nor of the group gets at it, through every folder above."""
    is_closed = any(not parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
    return bool(path.stat().st_mode & stat.S_IROTH) and not is_closed


def _name(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:  # an account of another machine, as in containers
        return f"#{path.stat().st_uid}"
