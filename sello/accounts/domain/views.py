"""Lists that a person filtered and named: which lists there are, and what a name may be."""

from collections.abc import Iterable
from typing import Final

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import Refusal, Stale

NAME_LIMIT: Final = 80
QUERY_LIMIT: Final = 1000
WEEKDAYS: Final = frozenset("01234")
"""Monday to Friday, as Python counts them."""

MOST: Final = 50
"""Views of one person: more are not found again."""


class ListKind(LabelledEnum):
    """A list whose filters and order can be kept; its values stand in addresses."""

    REQUIREMENTS = "requerimientos", N_("Requerimientos")
    TASKS = "tareas", N_("Tareas")
    EVIDENCE = "evidencia", N_("Evidencias")
    REGISTER = "registro", N_("Registro")


class ViewNameMissing(Refusal):
    """A view is found again by its name."""

    message = N_("Escriba un nombre para la vista, de hasta %(most)s caracteres.")
    field = "name"


class ViewNameTaken(Refusal):
    """Two views of one list would be told apart by nothing."""

    message = N_("Ya tiene una vista «%(name)s» de esa lista. Use otro nombre.")
    field = "name"


class TooManyViews(Refusal):
    """One more would not be found again."""

    message = N_("Ya tiene %(most)s vistas. Borre alguna antes de guardar otra.")


class QueryTooLong(Refusal):
    """No list of ours asks for so much."""

    message = N_("Los filtros de esta lista son demasiados para guardarlos. Quite alguno.")


class ViewChanged(Stale):
    """The view was saved in another window meanwhile."""

    message = N_("La vista cambió mientras la editaba; ahora se llama «%(name)s». Revise y guarde de nuevo.")


class NoWeekday(Refusal):
    """A mail that comes on no day never comes."""

    message = N_("Elija al menos un día en que quiere recibir la vista, o deje de recibirla.")
    field = "weekdays"


def checked_weekdays(raw: Iterable[str]) -> str:
    """The working days that were chosen, as Python's numbers of them in one word; raises NoWeekday."""
    days = "".join(sorted(set(raw) & WEEKDAYS))
    if not days:
        raise NoWeekday
    return days


def checked_name(raw: str) -> str:
    """The name without blanks around it; raises ViewNameMissing."""
    name = " ".join(raw.split())
    if not 0 < len(name) <= NAME_LIMIT:
        raise ViewNameMissing(most=NAME_LIMIT)
    return name
