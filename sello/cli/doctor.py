"""`sello doctor`: what is wrong with a setup, and how to mend it.

Each check is a function from the settings (and what they point to) to findings; none changes anything.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click
from sqlalchemy import Engine, create_engine, text

from sello import paths
from sello.cli.context import RESTORE, settings
from sello.config import Config
from sello.core import clock, health, lease, migrate
from sello.core import settings as checks
from sello.core.db import tune
from sello.core.labels import N_
from sello.core.mail.smtp import FAULTS, connect, describe, smtp_settings
from sello.files.store.build import store_of
from sello.files.store.disk import human_size

ROOM = 1 << 30
"""Bytes without which the next days' files, or the database's log, may not fit."""


@dataclass(frozen=True)
class Finding:
    """What one check saw: nothing wrong, a notice (works, but less), or a problem, each with its remedy."""

    part: str
    seen: str
    remedy: str = ""
    is_problem: bool = False

    @property
    def mark(self) -> str:
        """The sign at the head of its line."""
        if self.is_problem:
            return "✘"
        return "!" if self.remedy else "✔"


def secret_key(config: Config) -> Finding:
    """A key that signs sessions and links has to be there, long and not a word."""
    part = N_("Clave secreta")
    why = checks.weak(config.secret_key)
    remedy = N_("%(recipe)s y guárdela en SELLO_SECRET_KEY.") % {"recipe": checks.NEW_KEY}
    return Finding(part, why, remedy, is_problem=True) if why else Finding(part, N_("en orden"))


def configured(config: Config, names: Iterable[str] = ()) -> Iterator[Finding]:
    """Every setting that cannot work, works with less, or that nothing reads (`names`: what is set)."""
    found = [*checks.faults(config), *checks.unknown(names)]
    for fault in found:
        yield Finding(fault.env, fault.seen, fault.remedy, fault.is_grave)
    if config.demo and not any(fault.env == "SELLO_DEMO" for fault in found):
        yield Finding("SELLO_DEMO", N_("es una demostración"), N_("En una instancia propia, quítela."))
    if not found:
        yield Finding(N_("Configuración"), N_("en orden"))


def database(config: Config) -> Iterator[Finding]:
    """The database has to answer, to have this version's schema, and to take writes."""
    part, rows = N_("Base de datos"), N_("Esquema")
    with _engine(config) as engine:
        reason = _missing_file(config) or health.reachable(engine)
        if reason:
            yield Finding(part, reason, _how_to_reach(config), is_problem=True)
            return
        if damage := health.damaged(engine):
            yield Finding(part, damage, RESTORE, is_problem=True)
            return
        unwritable = health.writable(engine)
        remedy = N_("Revise los permisos del archivo o que el servidor no sea una réplica.")
        yield Finding(part, unwritable or _place(config), remedy if unwritable else "", bool(unwritable))
        behind = health.schema(engine)
        remedy = N_("Haga un respaldo y ejecute: sello migrate")
        if migrate.is_newer(engine):
            remedy = N_("Instale la versión que la usaba: esta no sabe leerla.")
        yield Finding(rows, behind or str(migrate.head()), remedy if behind else "", bool(behind))
        if not behind:
            yield scheduler(engine)
            yield from unkept(config, engine)


def unkept(config: Config, engine: Engine) -> Iterator[Finding]:
    """An empty evidence folder beside rows that name files is another folder, or a lost one."""
    with engine.connect() as connection:
        named = connection.execute(text("select count(*) from evidence_version")).scalar_one()
    if named and next(store_of(config).digests(), None) is None:
        yield Finding(
            N_("Archivos"),
            N_("la base nombra %(named)s y la carpeta %(folder)s no tiene ninguno")
            % {"named": named, "folder": config.evidence},
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
            N_("quedan %(left)s") % {"left": human_size(left)},
            N_("Libere espacio, o lleve SELLO_DATA y SELLO_EVIDENCE a un disco más grande."),
            is_problem=True,
        )
    return Finding(part, N_("quedan %(left)s") % {"left": human_size(left)} if folders else N_("por verse"))


def scheduler(engine: Engine) -> Finding:
    """Without the scheduler's process nobody writes reminders or hands mail over; all else works."""
    part = N_("Programador")
    leader = lease.holding(lease.SCHEDULER, engine)
    if leader is not None and leader.is_alive(clock.now()):
        return Finding(part, N_("en marcha: %(holder)s") % {"holder": leader.holder})
    return Finding(
        part,
        N_("no está en marcha: nadie escribe avisos ni entrega correos"),
        N_("Inicie, además de la web, el proceso: sello scheduler"),
    )


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
        remedy = N_("Créela y désela a la cuenta que ejecuta sello: install -d -m 750 -o sello %(folder)s")
        return Finding(part, f"{folder}: {reason}", remedy % {"folder": folder}, is_problem=True)
    return Finding(part, str(folder))


def mail(config: Config) -> Finding:
    """Without a mail server all else works, so that is a notice; one that does not answer is a problem."""
    part = N_("Correo")
    if not config.smtp_host:
        return Finding(
            part,
            N_("sin configurar: los correos esperan en la bandeja de salida"),
            N_("Indique el servidor en SELLO_SMTP_HOST y el remitente en SELLO_MAIL_FROM."),
        )
    place = f"{config.smtp_host}:{config.smtp_port}"
    try:
        _greet(config)
    except FAULTS as error:
        return Finding(
            part,
            N_("%(place)s no responde como se espera (%(error)s)")
            % {"place": place, "error": describe(error)},
            N_(
                "Revise SELLO_SMTP_HOST, SELLO_SMTP_PORT, SELLO_SMTP_SECURITY, usuario y clave, "
                "y que el cortafuegos permita la salida."
            ),
            is_problem=True,
        )
    return Finding(part, place)


def examine(config: Config, names: Iterable[str] = ()) -> list[Finding]:
    """Every check, in the order in which a setup is made."""
    settled = [secret_key(config), *configured(config, names)]
    if any(fault.env == "DATABASE_URL" for fault in checks.grave(config)):
        return settled  # what has no address cannot be looked at
    return [*settled, *database(config), evidence(config), room(config), mail(config)]


def inside_the_program(folder: Path) -> bool:
    """Whether a folder lies in the installed package (a checkout's own evidence/ lies beside it)."""
    return folder.resolve().is_relative_to(paths.PACKAGE)


@click.command()
def doctor() -> None:
    """Revisa la instalación: dice qué falta y cómo arreglarlo (código de salida 1 si hay problemas)."""
    findings = examine(settings(), os.environ)
    for finding in findings:
        click.echo(f"{finding.mark} {finding.part}: {finding.seen}")
        if finding.remedy:
            click.echo(f"    → {finding.remedy}")
    problems = sum(finding.is_problem for finding in findings)
    if problems:
        click.echo(N_("\nProblemas encontrados: %(n)s") % {"n": problems})
        sys.exit(1)
    click.echo(N_("\nTodo en orden."))


@contextmanager
def _engine(config: Config) -> Iterator[Engine]:
    engine = create_engine(config.database, hide_parameters=True, connect_args=_patience(config))
    tune(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def _patience(config: Config) -> dict[str, object]:
    return {} if config.database.startswith("sqlite") else {"connect_timeout": 5}


def _missing_file(config: Config) -> str | None:
    """Asking SQLite would create the file, and a look must not."""
    scheme, _, name = config.database.partition(":///")
    if not scheme.startswith("sqlite") or Path(name).is_file():
        return None
    return N_("el archivo %(name)s no existe") % {"name": name}


def _how_to_reach(config: Config) -> str:
    if _missing_file(config) is None and config.database.startswith("sqlite"):
        return RESTORE
    if config.database.startswith("sqlite"):
        return N_("Revise SELLO_DATA; si la instalación es nueva, ejecute: sello init")
    return N_("Revise DATABASE_URL y que el servidor de base de datos esté en marcha.")


def _place(config: Config) -> str:
    """The database without user or password."""
    if config.database.startswith("sqlite"):
        return config.database.partition(":///")[2]
    return config.database.rpartition("@")[2]


def _greet(config: Config) -> None:
    """Talk to the mail server as the outbox does, without handing anything over."""
    where = smtp_settings(config)
    assert where is not None
    with connect(replace(where, timeout=10)) as server:
        server.noop()
