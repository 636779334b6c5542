"""At which schema a database is, and which one this version needs: asked at every start and by every probe.

Alembic moves a database from one to the other; it is large, and not needed to look. The names of the files of
`migrations/versions` begin with their revision, in the order of descent.
"""

from sqlalchemy import Connection, Engine, inspect, text

from sello.paths import resource

TABLE = "alembic_version"


def known() -> tuple[str, ...]:
    """Every revision of this version, newest first."""
    files = (resource("migrations") / "versions").glob("[0-9]*.py")
    return tuple(sorted((file.name.partition("_")[0] for file in files), reverse=True))


def head() -> str:
    """The revision that this version of the program needs."""
    return known()[0]


def current(engine: Engine) -> str | None:
    """The revision of the database, or None if it was never migrated."""
    with engine.connect() as connection:
        return at(connection)


def at(connection: Connection) -> str | None:
    """The revision that a connection sees, or None if the database was never migrated."""
    if not inspect(connection).has_table(TABLE):
        return None
    return connection.execute(text(f"select version_num from {TABLE}")).scalar()  # noqa: S608 - our own name


def is_newer(engine: Engine) -> bool:
    """Whether the database is at a revision that only a newer version of the program knows."""
    found = current(engine)
    return found is not None and found not in known()


def is_current(engine: Engine) -> bool:
    """Whether program and database speak of the same schema."""
    return current(engine) == head()
