"""What every command needs: the application, made once from the environment, and refusals said plainly."""

import functools
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

import click
from flask import Flask, current_app, has_app_context
from sqlalchemy.exc import SQLAlchemyError

from sello.cli import spanish
from sello.cli.causes import cause_of
from sello.config import Config, from_environment
from sello.core import clock, faults, health, instance_lock, logs
from sello.core import settings as checks
from sello.core.dates import read_day
from sello.core.days import calendar_closed_on
from sello.core.labels import N_
from sello.core.moment import Moment
from sello.core.refusal import Refusal
from sello.core.text import said

if TYPE_CHECKING:
    from sello.accounts.queries.institutions import InstitutionRow

spanish.speak()  # before any command is declared: click words some texts then

BROKEN = re.compile(r"malformed|not a database|disk I/O error")
"""How SQLite says that a file is no sound database."""

REMEDIES = {
    faults.Busy: N_("La base de datos está ocupada y no se cambió nada. Repita la orden en un momento."),
    faults.Unreachable: N_("La base de datos no responde. Para ver qué falta: sello doctor"),
    faults.NoRoom: N_("No queda espacio en el disco y no se cambió nada. Libere espacio y repita la orden."),
    faults.ReadOnly: N_("No se puede escribir y no se cambió nada. Revise permisos y dueño: sello doctor"),
    faults.Failing: N_("El disco falla. Revise el registro del sistema antes de repetir la orden."),
}
"""What helps on each kind of bad day."""

RESTORE = N_(
    "Detenga la web y el programador, no borre nada y ponga su último respaldo: "
    "sello restore CARPETA --replace"
)
"""What helps when the database is broken; beginning anew would lose what is left of it."""

P = ParamSpec("P")
R = TypeVar("R")


class Text(click.ParamType[str]):
    """Words on the command line or typed at a prompt, cleaned as forms clean them; never for paths."""

    name = "texto"

    def convert(self, value: object, _param: click.Parameter | None, _ctx: click.Context | None) -> str:
        """Keep what can be kept: an argument may hold bytes that are no text, and what Word pastes."""
        return said(str(value))


TEXT = Text()


class Day(click.ParamType[date]):
    """A day on the command line, read as forms read it."""

    name = "fecha"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read what was typed; what is no day, or out of reach, is refused in the same words."""
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except Refusal as refusal:
            self.fail(str(refusal), param, ctx)


def settings() -> Config:
    """The settings of the environment; one that cannot be read ends the command with its name."""
    try:
        return from_environment(os.environ)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def application(*, begins: bool = False) -> Flask:
    """The application at work, or a new one from the environment; only what begins an instance makes one."""
    if has_app_context():
        return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]  # a proxy's target
    from sello.app import create_app

    try:
        config = workable_settings()
        if not begins:
            refuse_no_instance(config)
        return create_app(config)
    except ValueError as error:
        raise click.ClickException(f"{error}\nPara revisar la configuración completa: sello doctor") from None


def workable_settings() -> Config:
    """The settings, none of which keeps an instance from working; variables that nothing reads are named."""
    config = settings()
    for fault in checks.unknown(os.environ):
        click.echo(str(fault), err=True)
    if found := checks.grave(config):
        raise click.ClickException("\n".join(map(str, found)))
    folder = Path(config.data_dir).resolve()
    if reason := health.workplace(folder):
        raise click.ClickException(f"SELLO_DATA: {reason}. {health.MAKE_FOLDER % {'folder': folder}}")
    return config


def refuse_no_instance(config: Config) -> None:
    """End the command where its settings lead to no instance: to look for one must not make one."""
    folder = Path(config.data_dir).resolve()
    with refusals_said():
        instance_lock.refuse_while_restored(folder)
    reason = missing_file(config) if folder.is_dir() else N_("esa carpeta no existe")
    if reason:
        raise click.ClickException(
            N_(
                "No hay una instalación en %(folder)s: %(reason)s. No se creó nada. Revise SELLO_DATA; "
                "si la instalación es nueva, ejecute: sello init"
            )
            % {"folder": folder, "reason": reason}
        )


def missing_file(config: Config) -> str | None:
    """Why a database in a file is not there. Asking SQLite would create the file, and a look must not."""
    scheme, _, name = config.database.partition(":///")
    if not scheme.startswith("sqlite") or Path(name).is_file():
        return None
    return N_("el archivo %(name)s no existe") % {"name": name}


def in_app(command: Callable[P, R], *, begins: bool = False) -> Callable[P, R]:
    """Run a command inside the application; a rule's refusal becomes its message and exit code 1.

    Where there is no instance it is refused, unless it `begins` one. It holds the sign that the instance is
    at work, so that none runs while a restore does, nor the reverse.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with refusals_said():
            app = application(begins=begins)
            with app.app_context(), logs.work(), at_work(cast(Config, app.extensions["sello"])):
                return command(*args, **kwargs)

    return run


@contextmanager
def at_work(config: Config) -> Iterator[None]:
    """Hold the sign that the instance is running, which keeps a restore away; children inherit it."""
    with refusals_said():
        held = instance_lock.present(Path(config.data_dir))
    with held:
        yield


@contextmanager
def refusals_said() -> Iterator[None]:
    """End the command with the words of a rule's refusal, not with a traceback."""
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    except (SQLAlchemyError, OSError) as error:
        fault = faults.of(error)
        if fault is None:
            raise
        cause = _cause(error)
        raise click.ClickException(_told(fault, cause)) from None


def _cause(error: SQLAlchemyError | OSError) -> str:
    return (
        cause_of(error) if isinstance(error, OSError) else str(getattr(error, "orig", None) or error).strip()
    )


def _told(fault: faults.MachineFault, cause: str) -> str:
    """What an operator does about a bad day; the cause is hers to know."""
    if BROKEN.search(cause):
        return f"La base de datos está dañada ({cause}). {RESTORE}"
    return f"{REMEDIES[type(fault)]} ({cause})"


def consent(question: str) -> None:
    """Ask for a «sí» in the reader's language; anything else ends the command, and nothing was done."""
    try:
        answer = click.prompt(f"{question} [s/N]", type=TEXT, default="n", show_default=False)
    except click.Abort:  # nobody is there to answer
        answer = "n"
    if answer.strip().lower() not in {"s", "sí", "si"}:
        raise click.ClickException("No se cambió nada.")


@dataclass(frozen=True)
class Operator:
    """Whoever runs a command: nobody of the institution, so the audit names the system; at its place."""

    institution_id: int
    at: Moment
    person_id: None = None


@contextmanager
def institution_at_work(chosen: int | None = None) -> Iterator[Operator]:
    """One transaction for the institution with that number, or for the only one of the instance."""
    from sello.core import house
    from sello.core.db import unit_of_work

    found = {row.id: row for row in known_institutions()}
    if chosen is None and len(found) > 1:
        known = ", ".join(f"{number} ({row.name})" for number, row in sorted(found.items()))
        raise click.ClickException(f"Hay varias instituciones: elija una con --institution. Son: {known}")
    number = next(iter(found)) if chosen is None else chosen
    if number not in found:
        raise click.ClickException(f"No hay una institución con el número {number}.")
    with unit_of_work(number), house.at(found[number].house):
        yield Operator(number, moment().there(found[number].zone, found[number].days_off))


def known_institutions() -> "tuple[InstitutionRow, ...]":
    """The institutions of an instance that is ready; without one the command ends with what to do."""
    from sello.accounts.queries.institutions import institutions
    from sello.core.db import db, everywhere

    refuse_unready_database()
    with everywhere():
        found = institutions()
    db.session.rollback()
    if not found:
        raise click.ClickException("Todavía no hay una institución. Créela con: sello init")
    return found


def moment(zone: str | None = None) -> Moment:
    """This instant in a zone, or in the one that the instance gives to new institutions."""
    config = settings()
    return Moment(clock.now(), zone or config.zone, calendar_closed_on(config.closed_days))


def refuse_unready_database() -> None:
    """End the command, saying what to do, if the database is away or not at this version's schema."""
    from sello.core import revisions
    from sello.core.db import db

    refuse_unreachable_database()
    reason, newer = health.schema(db.engine), revisions.is_newer(db.engine)
    db.engine.dispose()
    if newer:
        raise click.ClickException(f"{reason}. Instale la versión que la usaba.")
    if reason:
        raise click.ClickException(f"{reason}. Ejecute: sello init (la primera vez) o sello migrate.")


def refuse_unreachable_database() -> None:
    """End the command, saying what to do, if the database does not answer."""
    from sello.core.db import db

    if reason := health.reachable(db.engine):
        db.engine.dispose()
        remedy = RESTORE if BROKEN.search(reason) else "Para ver qué falta: sello doctor"
        raise click.ClickException(f"{reason}. {remedy}")
