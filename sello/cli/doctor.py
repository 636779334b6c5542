"""`sello doctor`: what is wrong with a setup, and how to mend it.

Each check is a function from the settings (and what they point to) to findings; none changes anything.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import Engine, create_engine, text

from sello.cli import env_file
from sello.cli.checkup import places, server, stores
from sello.cli.checkup.finding import Finding
from sello.cli.checkup.history import history
from sello.cli.checkup.mail import away, mail, mailbox
from sello.cli.checkup.rows import rows
from sello.cli.checkup.scanner import scanner
from sello.cli.context import RESTORE, missing_file, settings
from sello.config import Config
from sello.core import clock, health, lease, revisions, setting_rules
from sello.core import settings as checks
from sello.core.dates import written
from sello.core.db import tune
from sello.core.labels import N_
from sello.core.moment import is_zone
from sello.evidence.queries.judged import differing
from sello.files import kinds, text_index
from sello.files.jail import warden

ADDRESSES = frozenset(
    {"DATABASE_URL", "SELLO_DATA", "SELLO_EVIDENCE", "SELLO_EVIDENCE_BEFORE", "SELLO_EVIDENCE_KEYS"}
)
"""The settings that say where the rest of an instance lies."""

SAMPLE = 50
"""Requirements whose sums are compared with their pieces."""


def secret_key(config: Config) -> Finding:
    """A key that signs sessions and links has to be there, long and not a word."""
    part = N_("Clave secreta")
    why = setting_rules.weak(config.secret_key)
    remedy = N_("%(recipe)s y guárdela en SELLO_SECRET_KEY.") % {"recipe": setting_rules.NEW_KEY}
    return Finding(part, why, remedy, is_problem=True) if why else Finding(part, N_("en orden"))


def configured(config: Config, names: Iterable[str] = ()) -> Iterator[Finding]:
    """Every setting that cannot work, works with less, or that nothing reads (`names`: what is set)."""
    found = [*checks.faults(config), *_kinds(config), *checks.unknown(names)]
    for fault in found:
        yield Finding(fault.env, fault.seen, fault.remedy, fault.is_grave)
    if config.demo and not any(fault.env == "SELLO_DEMO" for fault in found):
        yield Finding("SELLO_DEMO", N_("es una demostración"), N_("En una instancia propia, quítela."))
    if not found:
        yield Finding(N_("Configuración"), N_("en orden"))


def database(config: Config) -> Iterator[Finding]:
    """The database has to answer, to have this version's schema, and to take writes."""
    part, shape = server.DATABASE, N_("Esquema")
    with _engine(config) as engine:
        reason = missing_file(config) or health.reachable(engine)
        if reason:
            yield Finding(part, reason, _how_to_reach(config), is_problem=True)
            return
        if damage := health.damaged(engine):
            yield Finding(part, damage, RESTORE, is_problem=True)
            return
        yield from _takes_writes(config, engine)
        yield from server.manners(config, engine)
        behind = health.schema(engine)
        yield Finding(shape, behind or revisions.head(), _how_to_move(engine) if behind else "", bool(behind))
        if not behind:
            yield scheduler(engine)
            yield from away(engine)
            yield from institution(engine)
            yield from rows(config, engine, now=clock.now())
            yield from places.unkept(config, engine)
            yield sums(engine)
            yield from history(config, engine, now=clock.now())
            yield texts(engine)


def _takes_writes(config: Config, engine: Engine) -> Iterator[Finding]:
    """Whether rows can be written; into a database that is empty, whether tables can be made."""
    remedy = N_("Revise los permisos del archivo o que el servidor no sea una réplica.")
    if revisions.current(engine) is None:
        refused, remedy = server.makes_no_tables(config, engine), server.GIVE
    else:
        refused = health.writable(engine)
    yield Finding(server.DATABASE, refused or _place(config), remedy if refused else "", bool(refused))


def _how_to_move(engine: Engine) -> str:
    """What brings a database to this version's schema, or the program to the database's."""
    if revisions.is_newer(engine):
        return N_("Instale la versión que la usaba: esta no sabe leerla.")
    if revisions.current(engine) is None:
        return N_("Ejecute: sello init; o sello migrate, que solo crea el esquema.")
    return N_("Haga un respaldo y ejecute: sello migrate")


def institution(engine: Engine) -> Iterator[Finding]:
    """Somebody has to own the instance, be able to come in, and live in a zone that this machine knows."""
    part = N_("Institución")
    with engine.connect() as connection:
        zones = connection.execute(text("select zone from institution")).scalars().all()
    if not zones:
        yield Finding(part, N_("todavía no hay una"), N_("Créela con: sello init"))
    for zone in sorted({zone for zone in zones if not is_zone(zone)}):
        yield Finding(
            part,
            N_("esta máquina no conoce su zona horaria «%(zone)s»") % {"zone": zone},
            N_("Instale las zonas: /opt/sello/bin/pip install tzdata"),
            is_problem=True,
        )


def sums(engine: Engine) -> Finding:
    """What pages read of evidence has to be what the pieces say; a few requirements by chance tell."""
    part = N_("Sumas de evidencia")
    with engine.connect() as connection:
        wrong = len([*differing(connection, sample=SAMPLE)])
    if wrong:
        seen = N_("no dicen lo que sus evidencias (requerimientos: %(wrong)s)") % {"wrong": wrong}
        return Finding(part, seen, N_("Súmelas de nuevo: sello evidence sums --rebuild"), is_problem=True)
    return Finding(part, N_("en orden, en los requerimientos que se miraron"))


def texts(engine: Engine) -> Finding:
    """What is found in documents has to be what they say; scans need a program of the system."""
    part = N_("Texto de los documentos")
    with engine.connect() as connection:
        wrong = text_index.differing(connection)
    if wrong:
        seen = N_("hay páginas que el índice no dice como son (%(wrong)s)") % {"wrong": wrong}
        return Finding(part, seen, N_("Hágalo de nuevo: sello evidence texts --rebuild"), is_problem=True)
    if warden.recogniser() is None:
        seen = N_("el índice en orden; sin Tesseract en español no se leen escaneos ni fotografías")
        return Finding(part, seen, N_("Si los quiere leer: apt install tesseract-ocr tesseract-ocr-spa"))
    return Finding(part, N_("en orden, en las páginas que se miraron; escaneos y fotografías se leen"))


def scheduler(engine: Engine) -> Finding:
    """Without the scheduler's process nobody writes reminders or hands mail over; a second one only waits."""
    part, now = N_("Programador"), clock.now()
    leader = lease.holding(lease.SCHEDULER, engine)
    if leader is not None and leader.is_alive(now):
        return _led(part, leader, lease.holding(lease.WAITING, engine), now)
    since = ""
    if leader is not None:
        told = f"{written(leader.until.date())} {leader.until:%H:%M} UTC"
        since = N_(", desde el %(day)s") % {"day": told}
    return Finding(
        part,
        N_("no está en marcha%(since)s: nadie escribe avisos ni entrega correos") % {"since": since},
        N_("Inicie, además de la web, el proceso: sello scheduler"),
    )


def _led(part: str, leader: lease.Holding, waiting: lease.Holding | None, now: datetime) -> Finding:
    """One process is right; of another, where it runs and how it is stopped, for it may be by mistake."""
    if waiting is None or not waiting.is_alive(now):
        return Finding(part, N_("en marcha: %(holder)s") % {"holder": leader.holder})
    holders = {"holder": leader.holder, "waiting": waiting.holder}
    return Finding(
        part,
        N_("hay dos en marcha: %(holder)s dirige y %(waiting)s espera; nada se hace dos veces") % holders,
        N_(
            "Con uno basta. Si el otro no es a propósito, en la máquina %(machine)s: "
            "systemctl disable --now sello-scheduler"
        )
        % {"machine": waiting.machine},
    )


def examine(config: Config, names: Iterable[str] = (), settings_file: Path | None = None) -> list[Finding]:
    """Every check, in the order in which a setup is made."""
    settled = [secret_key(config), *configured(config, names)]
    wrong = {fault.env for fault in checks.grave(config)}
    if wrong & ADDRESSES:
        return settled  # what has no address cannot be looked at
    return [
        *settled,
        *server.listening(config),
        *database(config),
        *places.data(config),
        places.evidence(config),
        *stores.look(config),
        places.room(config),
        *places.open_to_all(config, settings_file),
        places.backup(config, now=clock.now()),
        *([] if any(env.startswith("SELLO_SMTP") for env in wrong) else [mail(config)]),
        *([] if any(env.startswith("SELLO_IMAP") for env in wrong) else [mailbox(config)]),
        *([] if any(env.startswith("SELLO_CLAMAV") for env in wrong) else [scanner(config)]),
    ]


@click.command()
def doctor() -> None:
    """Revisa la instalación: dice qué falta y cómo arreglarlo (código de salida 1 si hay problemas)."""
    chosen = click.get_current_context().find_root().params.get("env_file")
    findings = examine(settings(), os.environ, env_file.at_work(chosen, os.environ))
    for finding in findings:
        click.echo(f"{finding.mark} {finding.part}: {finding.seen}")
        if finding.remedy:
            click.echo(f"    → {finding.remedy}")
    problems = sum(finding.is_problem for finding in findings)
    if problems:
        click.echo(N_("\nProblemas encontrados: %(n)s") % {"n": problems})
        sys.exit(1)
    click.echo(N_("\nTodo en orden."))


def _kinds(config: Config) -> Iterator[checks.Fault]:
    """Kinds of files that do not exist; the application refuses them as well."""
    try:
        kinds.allowed(config.upload_types)
    except ValueError as error:
        yield checks.Fault("SELLO_UPLOAD_TYPES", str(error), N_("Quítela para aceptar todos."))


@contextmanager
def _engine(config: Config) -> Iterator[Engine]:
    engine = create_engine(config.database, hide_parameters=True, connect_args=_patience(config))
    tune(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def _patience(config: Config) -> dict[str, object]:
    return {} if config.database.startswith("sqlite") else {"connect_timeout": 5, "client_encoding": "utf8"}


def _how_to_reach(config: Config) -> str:
    if missing_file(config) is None and config.database.startswith("sqlite"):
        return RESTORE
    if config.database.startswith("sqlite"):
        return N_("Revise SELLO_DATA; si la instalación es nueva, ejecute: sello init")
    return N_("Revise DATABASE_URL y que el servidor de base de datos esté en marcha.")


def _place(config: Config) -> str:
    """The database without user or password."""
    if config.database.startswith("sqlite"):
        return config.database.partition(":///")[2]
    return config.database.rpartition("@")[2]
