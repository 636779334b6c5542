"""`sello doctor`: what is wrong with a setup, and how to mend it.

Each check is a function from the settings (and what they point to) to findings; none changes anything.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Engine, create_engine

from sello import paths
from sello.cli.context import settings
from sello.config import Config
from sello.core import clock, lease, migrate, readiness
from sello.core.days import parse_days
from sello.core.db import tune
from sello.core.labels import N_
from sello.core.mail.smtp import FAULTS, connect, describe, smtp_settings

LONG_ENOUGH = 32
"""Characters of a secret key: what 24 random bytes give when written down."""

VARIED_ENOUGH = 12
"""Different characters that a random key of that length has, with room to spare; a typed word has not."""


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
    remedy = N_(
        "Genere una con: python3 -c 'import secrets; print(secrets.token_urlsafe(48))' "
        "y guárdela en SELLO_SECRET_KEY."
    )
    key = config.secret_key
    if not key:
        return Finding(part, N_("falta"), remedy, is_problem=True)
    if len(key) < LONG_ENOUGH:
        return Finding(part, N_("tiene menos de 32 caracteres"), remedy, is_problem=True)
    if len(set(key)) < VARIED_ENOUGH:
        return Finding(part, N_("es fácil de adivinar: repite pocos caracteres"), remedy, is_problem=True)
    return Finding(part, N_("en orden"))


def zone(config: Config) -> Finding:
    """Deadlines and mails need a time zone that exists."""
    part = N_("Zona horaria")
    try:
        ZoneInfo(config.zone)
    except (KeyError, ValueError, OSError):
        return Finding(
            part,
            N_("«%(zone)s» no existe") % {"zone": config.zone},
            N_("Use en SELLO_ZONE un nombre como America/Santiago, America/Punta_Arenas o Pacific/Easter."),
            is_problem=True,
        )
    return Finding(part, config.zone)


def closed_days(config: Config) -> Finding:
    """Terms in business days skip the town's own closures, so each of them has to be a date."""
    part = N_("Días inhábiles propios")
    try:
        days = parse_days(config.closed_days)
    except ValueError as error:
        return Finding(
            part,
            N_("hay algo que no es una fecha: %(error)s") % {"error": error},
            N_("Escriba en SELLO_CLOSED_DAYS fechas como 2027-11-21, separadas por comas."),
            is_problem=True,
        )
    return Finding(part, N_("%(count)s además de los feriados de Chile") % {"count": len(days)})


def database(config: Config) -> Iterator[Finding]:
    """The database has to answer, to have this version's schema, and to take writes."""
    part, rows = N_("Base de datos"), N_("Esquema")
    with _engine(config) as engine:
        reason = _missing_file(config) or readiness.reachable(engine)
        if reason:
            yield Finding(part, reason, _how_to_reach(config), is_problem=True)
            return
        unwritable = readiness.writable(engine)
        remedy = N_("Revise los permisos del archivo o que el servidor no sea una réplica.")
        yield Finding(part, unwritable or _place(config), remedy if unwritable else "", bool(unwritable))
        behind = readiness.schema(engine)
        remedy = N_("Haga un respaldo y ejecute: sello migrate")
        if migrate.is_newer(engine):
            remedy = N_("Instale la versión que la usaba: esta no sabe leerla.")
        yield Finding(rows, behind or str(migrate.head()), remedy if behind else "", bool(behind))
        if not behind:
            yield scheduler(engine)


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
    if reason := readiness.store(folder):
        remedy = N_("Créela y désela a la cuenta que ejecuta sello: install -d -m 750 -o sello %(folder)s")
        return Finding(part, reason, remedy % {"folder": folder}, is_problem=True)
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


def address(config: Config) -> Finding:
    """Links in mails lead to the public address: it has to be one, and beyond this machine over HTTPS."""
    part, url = N_("Dirección pública"), config.base_url
    if not url.startswith(("http://", "https://")):
        return Finding(
            part,
            N_("«%(url)s» no es una dirección web") % {"url": url},
            N_("Indique en SELLO_BASE_URL la dirección completa, por ejemplo https://sello.municipio.cl."),
            is_problem=True,
        )
    if url.startswith("http://") and not url.startswith(("http://127.0.0.1", "http://localhost")):
        return Finding(
            part,
            N_("%(url)s viaja sin cifrar") % {"url": url},
            N_("Ponga delante un servidor con HTTPS e indique la dirección https:// en SELLO_BASE_URL."),
        )
    return Finding(part, url)


def examine(config: Config) -> list[Finding]:
    """Every check, in the order in which a setup is made."""
    return [
        secret_key(config),
        *database(config),
        evidence(config),
        mail(config),
        address(config),
        zone(config),
        closed_days(config),
    ]


def inside_the_program(folder: Path) -> bool:
    """Whether a folder lies in the installed package (a checkout's own evidence/ lies beside it)."""
    return folder.resolve().is_relative_to(paths.PACKAGE)


@click.command()
def doctor() -> None:
    """Revisa la instalación: dice qué falta y cómo arreglarlo (código de salida 1 si hay problemas)."""
    findings = examine(settings())
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
