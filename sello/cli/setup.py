"""`sello init` and `sello migrate`: an instance of one's own, from nothing."""

import functools
import secrets

import click
from sqlalchemy import Engine

from sello import __version__
from sello.cli.context import TEXT, consent, in_app, moment, refuse_unreachable_database
from sello.cli.doctor import doctor
from sello.core import revisions

beginning = functools.partial(in_app, begins=True)
"""Of a command that makes the folder and the database where there are none."""


@click.command()
@click.option("--institution", type=TEXT, help="Nombre de la institución; sin la opción se pregunta.")
@click.option("--name", type=TEXT, help="Nombre de la primera persona; sin la opción se pregunta.")
@click.option("--email", type=TEXT, help="Correo con que iniciará sesión; sin la opción se pregunta.")
@click.option("--post", type=TEXT, default="", help="Cargo de la primera persona.")
@click.option(
    "--password",
    type=TEXT,
    envvar="SELLO_INIT_PASSWORD",
    help="Contraseña temporal (también SELLO_INIT_PASSWORD); sin ella se genera una y se muestra.",
)
@beginning
def init(
    institution: str | None, name: str | None, email: str | None, post: str, password: str | None
) -> None:
    """Crea la base de datos, la institución y la primera cuenta de la Secretaría Ejecutiva."""
    from sello.accounts import email_address
    from sello.accounts.service import founding
    from sello.core import migrate
    from sello.core.db import db, scope_to, unit_of_work
    from sello.evidence.service import ready
    from sello.web.instance import config

    refuse_unreachable_database()
    config().evidence.mkdir(parents=True, exist_ok=True, mode=0o750)
    migrate.upgrade(db.engine)
    if begun := _begun():
        _point_onward(begun, institution)
        return
    institution = institution or click.prompt("Nombre de la institución", type=TEXT)
    name = name or click.prompt("Nombre de quien administra", type=TEXT)
    email = email_address.checked(email or click.prompt("Correo electrónico", type=TEXT))
    temporary = password or secrets.token_urlsafe(12)
    with unit_of_work():
        institution_id = founding.begin_instance(
            institution=institution,
            name=name,
            email=email,
            post=post,
            password=temporary,
            at=moment(),
        )
        scope_to(db.session(), institution_id)
        ready.begin()
    click.echo(
        f"Listo: {institution} tiene su instancia y {email} puede iniciar sesión en {config().base_url}."
    )
    if not password:
        click.echo(f"Contraseña temporal (se pedirá cambiarla): {temporary}")
    click.echo(
        "Siguientes pasos: sello catalogue load trabajo-40, sello doctor, sello serve y sello scheduler."
    )


def _point_onward(begun: str, asked: str | None) -> None:
    """Whoever begins again wants an account or a password; another institution is a mistake."""
    words = (
        f"Esta instancia ya es de {begun}: no se cambió nada. Las cuentas se ven con sello person list; "
        "quien no puede entrar recibe una contraseña con sello person password CORREO."
    )
    if asked and asked != begun:
        raise click.ClickException(words)
    click.echo(words)


def _begun() -> str | None:
    """The institution that the instance belongs to already."""
    from sello.accounts.queries.institutions import institutions
    from sello.core.db import db, everywhere

    with everywhere():
        found = institutions()
    db.session.rollback()
    return found[0].name if found else None


@click.command(name="migrate")
@click.option(
    "--down",
    type=TEXT,
    metavar="REVISIÓN",
    help="Vuelve atrás hasta esa revisión («base»: todo; «-1»: la anterior). Pierde datos.",
)
@click.option("--current", is_flag=True, help="Solo dice la revisión de la base y la de esta versión.")
@click.option("--yes", is_flag=True, help="No pide confirmación al volver atrás.")
def migrate_command(down: str | None, current: bool, yes: bool) -> None:
    """Lleva la base de datos al esquema de esta versión."""
    if down is None and not current:
        _go_on()
    else:
        _stay_or_go_back(down, yes=yes)


@beginning
def _go_on() -> None:
    """Bring the database, a new one as well, to this version's schema."""
    from sello.core import migrate
    from sello.core.db import db

    refuse_unreachable_database()
    migrate.upgrade(db.engine)
    click.echo(_revisions(db.engine))


@in_app
def _stay_or_go_back(down: str | None, *, yes: bool) -> None:
    """Say where the database stands, back at a revision before if one is named."""
    from sello.core.db import db

    refuse_unreachable_database()
    if down is not None:
        _go_back(db.engine, down, yes=yes)
    click.echo(_revisions(db.engine))


def _go_back(engine: Engine, revision: str, *, yes: bool) -> None:
    """Look first, then ask, then act: what cannot be done is said before anybody consents to it."""
    from sello.core import migrate

    steps = migrate.undone(engine, revision)
    if not steps:
        click.echo("No hay nada que deshacer.")
        return
    if not yes:
        consent(f"Volver atrás deshace {', '.join(steps)} y borra lo que guardan. ¿Seguir?")
    migrate.downgrade(engine, revision)


def _revisions(engine: Engine) -> str:
    """Which revision the database has, and which one this release works with."""
    current, head = revisions.current(engine), revisions.head()
    place = f"en la revisión {current}" if current else "vacía"
    return f"La base de datos está {place}; sello {__version__} usa la {head}."


COMMANDS = (init, migrate_command, doctor)
