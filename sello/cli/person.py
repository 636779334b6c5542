"""`sello person …`: helping whoever cannot get in, when there is no mail and nobody else who administers."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from sello.accounts.domain.actor import Role
from sello.cli.context import TEXT, Day, Operator, in_app, institution_at_work
from sello.core.dates import written

if TYPE_CHECKING:
    from sello.accounts.queries.people import PersonRow
    from sello.accounts.service.links import SentLink

INSTITUTION = click.option(
    "--institution", type=int, help="Número de la institución, si la instancia tiene varias."
)


@click.group()
def person() -> None:
    """Personas: verlas, y ayudar a quien no puede entrar."""


@person.command("list")
@INSTITUTION
@in_app
def people(institution: int | None) -> None:
    """Muestra las cuentas de la institución, también las desactivadas."""
    from sello.accounts.queries.people import people as known

    with institution_at_work(institution) as operator:
        rows = known(now=operator.at.now, active=None)
    for row in rows:
        click.echo(f"{row.email}  {row.name}  {row.role.label}  {_standing(row, operator.at.today)}")


@person.command()
@click.argument("email", type=TEXT, metavar="CORREO")
@INSTITUTION
@in_app
def password(email: str, institution: int | None) -> None:
    """Da a una persona una contraseña temporal, que se muestra aquí y se cambia al entrar."""
    from sello.accounts.service import guesses
    from sello.accounts.service.people import give_temporary_password

    with institution_at_work(institution) as operator:
        row = _known(email, operator)
        if not row.active:
            raise click.ClickException(f"La cuenta de {row.email} está desactivada: reábrala en «Personas».")
        made = give_temporary_password(operator, row.id, now=operator.at.now)
        guesses.forget_attempts(row.email)
    click.echo(f"Contraseña temporal de {row.email} (se pedirá cambiarla): {made}")


@person.command()
@click.argument("email", type=TEXT, metavar="CORREO")
@click.option("--name", type=TEXT, help="Nombre de una persona que todavía no tiene cuenta.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.SECRETARIAT.value,
    show_default=True,
    help="Rol de la cuenta nueva.",
)
@click.option("--post", type=TEXT, default="", help="Cargo de la persona nueva.")
@click.option("--unit", type=int, help="Número de la unidad, para los roles que trabajan en una.")
@click.option("--until", type=Day(), help="Último día de acceso (auditoría externa).")
@INSTITUTION
@in_app
def invite(email: str, institution: int | None, name: str | None, until: date | None, **told: Any) -> None:
    """Hace un enlace de invitación y lo muestra: sirve aunque no haya correo. Con --name crea la cuenta."""
    from sello.accounts.service import people as service
    from sello.web.links import delivery

    with institution_at_work(institution) as operator:
        if name is None:
            sent = service.invite_again(operator, _known(email, operator).id, delivery(), at=operator.at)
        else:
            data = service.PersonData(
                name=name,
                email=email,
                post=told["post"],
                role=Role(told["role"]),
                unit_id=told["unit"],
                access_until=until,
            )
            sent = service.invite(operator, data, delivery(), at=operator.at)
    _tell(sent, operator)


def _tell(sent: "SentLink", operator: Operator) -> None:
    until = operator.at.local(sent.until)
    click.echo(f"Enlace, válido una sola vez y hasta el {written(until)} a las {until:%H:%M}: {sent.address}")


def _known(email: str, operator: Operator) -> "PersonRow":
    """The person with that address; without one, where the addresses are shown."""
    from sello.accounts.queries.people import people as known

    wanted = email.strip().lower()
    for row in known(now=operator.at.now, active=None):
        if row.email == wanted:
            return row
    raise click.ClickException(f"No hay una cuenta con el correo {email}. Las muestra: sello person list")


def _standing(row: "PersonRow", today: date) -> str:
    """Whether, and how, the person can get in."""
    if not row.active:
        return "desactivada"
    if row.access_until is not None and row.access_until < today:
        return "acceso vencido"
    return "activa" if row.has_password else "sin contraseña"


COMMANDS = (person,)
