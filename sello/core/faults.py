"""Bad days of the machine: which failures of disk and database they are, and what a person is told of them.

A failure that is none of these is a mistake of ours, and stays one. What really happened is for the log.
"""

import errno

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from sello.core.labels import N_
from sello.core.refusal import Refusal


class MachineFault(Refusal):
    """Nobody's mistake: what was asked for cannot be done now."""

    status = 503
    retry_after = 60


class Busy(MachineFault):
    """Another one holds what this one needs, or all connections are taken; it passes by itself."""

    message = N_(
        "El sistema está ocupado y no alcanzó a hacerlo. Lo ya guardado no se perdió; "
        "lo que acaba de enviar no se guardó. Espere un momento y envíelo de nuevo."
    )
    retry_after = 10


class Unreachable(MachineFault):
    """The database went away; a change that was just being kept may be there or not."""

    message = N_(
        "La base de datos no responde. Lo ya guardado no se perdió. Espere un momento, revise si lo último "
        "que envió quedó guardado y, si no está, envíelo de nuevo."
    )
    retry_after = 30


class NoRoom(MachineFault):
    """A disk has no room left."""

    message = N_(
        "No queda espacio para guardar. Lo ya guardado no se perdió; lo que acaba de enviar no se guardó. "
        "Avise a quien administra el sistema y envíelo de nuevo cuando haya espacio."
    )
    status = 507
    retry_after = 300


class ReadOnly(MachineFault):
    """What should be written may only be read."""

    message = N_(
        "Por ahora el sistema solo permite leer. Lo ya guardado no se perdió; lo que acaba de enviar no se "
        "guardó. Avise a quien administra el sistema e inténtelo más tarde."
    )


class Failing(MachineFault):
    """A disk gives errors, or the database is damaged."""

    message = N_(
        "El disco o la base de datos del sistema está fallando. Lo que acaba de enviar no se guardó. "
        "No lo repita todavía: avise a quien administra el sistema, que tiene el detalle en su registro."
    )
    retry_after = 300


SYSTEM = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), NoRoom),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), ReadOnly),
    **dict.fromkeys((errno.EIO, errno.ESTALE, errno.ENXIO, errno.ENODEV, errno.EUCLEAN), Failing),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE, errno.ENOMEM), Busy),
}
"""By the number of a system call's error."""

SQLITE = {5: Busy, 6: Busy, 8: ReadOnly, 10: Failing, 11: Failing, 13: NoRoom, 14: Unreachable, 26: Failing}
"""By SQLite's primary result code: https://sqlite.org/rescode.html."""

POSTGRESQL = {
    "25006": ReadOnly,  # a replica, or a server told so
    "42501": ReadOnly,  # the role may not
    "53100": NoRoom,
    "53": Busy,  # connections, memory
    "40": Busy,  # deadlock, serialization
    "55P03": Busy,  # lock not available in time
    "57014": Busy,  # taking too long
    "57P": Unreachable,  # shutting down, starting up
    "58": Failing,  # I/O error
    "08": Unreachable,
    "XX": Failing,  # damaged
}
"""By the longest beginning of an SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html."""


def of(error: BaseException) -> MachineFault | None:
    """The bad day behind a failure, or None when it is no such thing."""
    if isinstance(error, MachineFault):
        return error
    if isinstance(error, NoConnection):
        return Busy()
    if isinstance(error, DBAPIError) and error.orig is not None:
        return _of_database(error.orig)
    if isinstance(error, OSError):
        return _made(SYSTEM.get(error.errno or 0))
    return None


def _of_database(error: BaseException) -> MachineFault | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _made(SQLITE.get(code & 0xFF))
    state = getattr(error, "sqlstate", None)
    if getattr(getattr(error, "diag", None), "severity_nonlocalized", None) == "PANIC":
        return Unreachable()  # the server fell with it: nobody knows yet whether a commit was kept
    if state is not None:
        return _made(next((POSTGRESQL[state[:n]] for n in (5, 3, 2) if state[:n] in POSTGRESQL), None))
    # Without a code the server was not there to give one: refused, cut off, or its name unknown.
    return Unreachable() if type(error).__name__ == "OperationalError" else None


def _made(kind: type[MachineFault] | None) -> MachineFault | None:
    return kind() if kind else None
