"""Whether the web's address is this machine's, and a database server's manners are ours."""

import socket
from collections.abc import Iterator

from sqlalchemy import Engine, make_url, text

from sello.cli.checkup.finding import Finding
from sello.config import Config
from sello.core import health
from sello.core.labels import N_

DATABASE = N_("Base de datos")
GIVE = N_("Dele la base a su cuenta: psql -c 'alter database sello owner to sello'")

SPARE = 10
"""Connections that the scheduler, commands and a backup take beside the web's."""


def listening(config: Config) -> Iterator[Finding]:
    """The web can only listen on an address that this machine has."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(config.host, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.bind(place)
    except OSError as error:
        yield Finding(
            "SELLO_HOST",
            N_("esta máquina no tiene la dirección %(host)s (%(error)s)")
            % {"host": config.host, "error": error.strerror or type(error).__name__},
            N_("Use 127.0.0.1, y ponga delante el servidor HTTPS."),
            is_problem=True,
        )


def makes_no_tables(config: Config, engine: Engine) -> str | None:
    """Why an empty database would stay so: since PostgreSQL 15 only its owner makes tables in it."""
    if engine.dialect.name != "postgresql":
        return health.writable(engine)
    with engine.connect() as connection:
        asked = text("select coalesce(has_schema_privilege(current_schema(), 'create'), false)")
        if connection.execute(asked).scalar_one():
            return None
    account = make_url(config.database).username or N_("que entra")
    return N_("la cuenta %(account)s no puede crear tablas en ella") % {"account": account}


def manners(config: Config, engine: Engine) -> Iterator[Finding]:
    """A PostgreSQL database has to keep every letter, and to have room for whoever comes."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        letters = connection.execute(text("select current_setting('server_encoding')")).scalar_one()
        most = connection.execute(
            text(
                "select current_setting('max_connections')::int "
                "- current_setting('superuser_reserved_connections')::int"
            )
        ).scalar_one()
    if letters != "UTF8":
        yield Finding(
            DATABASE,
            N_("guarda las letras como %(letters)s y perdería algunas") % {"letters": letters},
            N_("Créela otra vez: createdb --encoding=UTF8 --template=template0 --owner=sello sello"),
            is_problem=True,
        )
    wanted = config.workers * config.threads + SPARE
    if wanted > most:
        yield Finding(
            DATABASE,
            N_("admite %(most)s conexiones y la web puede pedir %(wanted)s")
            % {"most": most, "wanted": wanted},
            N_("Suba max_connections en PostgreSQL, o baje SELLO_WORKERS o SELLO_THREADS."),
        )
