"""The base of every "no" that a rule says to a person."""

from typing import ClassVar

from sello.core.figures import with_points
from sello.core.labels import N_


class Refusal(Exception):
    """A rule refuses: a Spanish message, the field it belongs to, and the HTTP status it answers with.

    ``retry_after``, in seconds, is of those that pass by themselves.
    """

    message: ClassVar[str] = N_("No se pudo completar la acción. No se perdió nada; inténtelo nuevamente.")
    field: ClassVar[str | None] = None
    status: ClassVar[int] = 422
    retry_after: int | None = None

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message % with_points(values) if values else self.message)


class NotFound(Refusal):
    """What was asked for does not exist, or may not be known to exist."""

    message = N_("No encontramos lo que busca. Puede que el enlace haya cambiado o que no tenga acceso.")
    status = 404


class Forbidden(Refusal):
    """The actor's role does not allow the action."""

    message = N_("Su cuenta no permite esta acción. Si la necesita, pídala a la Secretaría Ejecutiva.")
    status = 403


class Stale(Refusal):
    """Another person saved the same thing meanwhile; both versions are shown before anything is kept."""

    message = N_(
        "Otra persona guardó cambios mientras usted editaba. No se perdió nada: "
        "revise ambas versiones y guarde nuevamente."
    )
    status = 409
