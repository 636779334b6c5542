"""`sello init` and `sello migrate`: an instance of one's own, from nothing."""

import secrets

import click
from sqlalchemy import Engine

from sello import __version__
from sello.cli.context import consent, in_app, moment, refuse_unreachable_database
from sello.cli.doctor import doctor
from sello.core import migrate


@click.command()
@click.option("--institution", prompt="Nombre de la institución", help="Nombre de la institución.")
@click.option("--name", prompt="Nombre de quien administra", help="Nombre de la primera persona.")
@click.option("--email", prompt="Correo electrónico", help="Correo con que iniciará sesión.")
@click.option("--post", default="", help="Cargo de la primera persona.")
@click.option(
    "--password",
    envvar="SELLO_INIT_PASSWORD",
    help="Contraseña temporal (también SELLO_INIT_PASSWORD); sin ella se genera una y se muestra.",
)
@in_app
def init(institution: str, name: str, email: str, post: str, password: str | None) -> None:
    """Crea la base de datos, la institución y la primera cuenta de la Secretaría Ejecutiva."""
    from sello.accounts.service import founding
    from sello.core.db import db, unit_of_work
    from sello.web.instance import config

    refuse_unreachable_database()
    config().evidence.mkdir(parents=True, exist_ok=True, mode=0o750)
    migrate.upgrade(db.engine)
    _refuse_a_second_beginning()
    temporary = password or secrets.token_urlsafe(12)
    with unit_of_work():
        founding.begin_instance(
            institution=institution,
            name=name,
            email=email,
            post=post,
            password=temporary,
            at=moment(),
        )
    click.echo(
        f"Listo: {institution} tiene su instancia y {email} puede iniciar sesión en {config().base_url}."
    )
    if not password:
        click.echo(f"Contraseña temporal (se pedirá cambiarla): {temporary}")
    click.echo(
        "Siguientes pasos: sello catalogue load trabajo-40, sello doctor, sello serve y sello scheduler."
    )


def _refuse_a_second_beginning() -> None:
    from sqlalchemy import select

    from sello.accounts.models import Institution
    from sello.core.db import db, everywhere

    with everywhere():
        name = db.session.scalar(select(Institution.name))
    db.session.rollback()
    if name is not None:
        raise click.ClickException(f"Esta instancia ya es de {name}: no se cambió nada.")


@click.command(name="migrate")
@click.option(
    "--down",
    metavar="REVISIÓN",
    help="Vuelve atrás hasta esa revisión («base»: todo; «-1»: la anterior). Pierde datos.",
)
@click.option("--current", is_flag=True, help="Solo dice la revisión de la base y la de esta versión.")
@click.option("--yes", is_flag=True, help="No pide confirmación al volver atrás.")
@in_app
def migrate_command(down: str | None, current: bool, yes: bool) -> None:
    """Lleva la base de datos al esquema de esta versión."""
    from sello.core.db import db

    refuse_unreachable_database()
    if down is not None:
        _go_back(db.engine, down, yes=yes)
    elif not current:
        migrate.upgrade(db.engine)
    click.echo(_revisions(db.engine))


def _go_back(engine: Engine, revision: str, *, yes: bool) -> None:
    """Look first, then ask, then act: what cannot be done is said before anybody consents to it."""
    steps = migrate.undone(engine, revision)
    if not steps:
        click.echo("No hay nada que deshacer.")
        return
    if not yes:
        consent(f"Volver atrás deshace {', '.join(steps)} y borra lo que guardan. ¿Seguir?")
    migrate.downgrade(engine, revision)


def _revisions(engine: Engine) -> str:
    """Which revision the database has, and which one this release works with."""
    current, head = migrate.current(engine), migrate.head()
    place = f"en la revisión {current}" if current else "vacía"
    return f"La base de datos está {place}; sello {__version__} usa la {head}."


COMMANDS = (init, migrate_command, doctor)
