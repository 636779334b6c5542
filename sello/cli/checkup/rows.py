"""What the rows of a database at this version tell of its instance."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, column, func, select, table, true

from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core.dates import written
from sello.core.db import UTCDateTime
from sello.core.labels import N_

PERSON = table("person", column("role"), column("active"))
OUTBOX = table("outbox_mail", column("state"), column("created_at", UTCDateTime()), column("last_error"))
TRAIL = table("audit_event", column("at", UTCDateTime()))

LONG = timedelta(days=7)
"""A mail may wait for holidays to pass, and no longer."""

BEHIND = timedelta(minutes=10)
"""Clocks of two machines may differ by less."""


def rows(config: Config, engine: Engine, *, now: datetime) -> Iterator[Finding]:
    """Whether somebody can run the instance, its mails leave, and its clock is right; else nothing."""
    with engine.connect() as connection:
        looks = (_entrance(connection), _clock(connection, now), _waiting(config, connection, now))
    yield from (found for found in looks if found is not None)


def _entrance(connection: Connection) -> Finding | None:
    """Without an account of the secretariat nobody can give or take an account."""
    anybody = select(func.count()).select_from(PERSON)
    leading = anybody.where(PERSON.c.role == "secretariat", PERSON.c.active == true())
    if not connection.execute(anybody).scalar_one() or connection.execute(leading).scalar_one():
        return None
    return Finding(
        N_("Cuentas"),
        N_("ninguna persona de la Secretaría Ejecutiva tiene su cuenta activa"),
        N_(
            "Vea quién hay con: sello person list; y vuelva al último respaldo en que había una: "
            "sello restore CARPETA --replace"
        ),
        is_problem=True,
    )


def _clock(connection: Connection, now: datetime) -> Finding | None:
    """Acts of the future tell that this machine's clock is behind, or that another one's was ahead."""
    last = connection.execute(select(func.max(TRAIL.c.at))).scalar_one()
    if last is None or last <= now + BEHIND:
        return None
    return Finding(
        N_("Reloj"),
        N_("aquí es %(now)s y lo último que se hizo lleva %(last)s (UTC)")
        % {"now": _instant(now), "last": _instant(last)},
        N_("Ponga en hora la máquina y que se mantenga: timedatectl set-ntp true"),
        is_problem=True,
    )


def _waiting(config: Config, connection: Connection, now: datetime) -> Finding | None:
    """Mails that wait for longer than any holiday, though there is a server to hand them to."""
    late = OUTBOX.c.state == "waiting", OUTBOX.c.created_at < now - LONG
    oldest = select(OUTBOX.c.created_at, OUTBOX.c.last_error).where(*late).order_by(OUTBOX.c.created_at)
    row = connection.execute(oldest.limit(1)).first()
    if not config.smtp_host or row is None:
        return None
    seen = N_("hay correos que esperan desde el %(day)s") % {"day": written(row.created_at.date())}
    return Finding(
        N_("Correos en espera"),
        f"{seen} ({row.last_error})" if row.last_error else seen,
        N_("Véalos en «Correos», y qué pasa al entregarlos con: sello run-jobs"),
    )


def _instant(moment: datetime) -> str:
    return f"{written(moment.date())} {moment:%H:%M}"
