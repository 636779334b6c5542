"""Why a row of units or people is not taken, beside what the rules themselves say."""

from sello.core.cells import NoteBelow
from sello.core.labels import N_
from sello.core.refusal import Refusal


class WithoutName(Refusal):
    """A row without the one thing that it needs."""

    message = N_("Falta el nombre.")
    field = "name"


class SumOfRows(Refusal):
    """A row that adds up the others is nothing of its own."""

    message = N_("Parece la fila del total: sáquela de la tabla.")
    field = "name"


class NoteInstead(NoteBelow):
    """A note where a name is looked for."""

    field = "name"


class TooLong(Refusal):
    """A text that its column does not hold."""

    message = N_("Es demasiado largo: caben %(most)s letras.")


class NeitherYesNorNo(Refusal):
    """A cell that is a yes or a no."""

    message = N_("Escriba «sí» o «no»; vacío es «no».")
    field = "is_corporation"


class IsNoCorporation(Refusal):
    """What a unit is from its beginning is not changed by a table."""

    message = N_("«%(name)s» ya existe y no es corporación: una planilla no cambia eso. Deje vacía la celda.")
    field = "is_corporation"


class UnknownParent(Refusal):
    """The unit above is neither there nor in the table."""

    message = N_("No existe la unidad «%(name)s», ni aparece en una fila anterior o posterior.")
    field = "parent_id"


class ParentNotAdded(Refusal):
    """The unit above is in the table, and its own row was not taken, or hangs from this one."""

    message = N_(
        "La unidad «%(name)s» está en la tabla, pero no se puede agregar antes que esta: su fila tiene un "
        "error, o depende de esta. Revise las dos."
    )
    field = "parent_id"


class UnknownUnitName(Refusal):
    """People work in units that are there."""

    message = N_("No existe la unidad «%(name)s». Agréguela antes, o corrija cómo está escrita.")
    field = "unit_id"


class UnknownRole(Refusal):
    """What is written names no role."""

    message = N_("Escriba Secretaría, Jefatura, Colaboración o Autoridad. La auditoría se agrega a mano.")
    field = "role"


class SaidTwice(Refusal):
    """One thing has one row."""

    message = N_("Ya está en la fila %(row)s.")
    field = "name"


class EmailTwice(SaidTwice):
    """One person has one row."""

    field = "email"


class HasErrors(Refusal):
    """All rows are kept, or none."""

    message = N_("No se guardó nada: hay filas con errores. Corríjalas en la tabla y revise otra vez.")


class LookFirst(Refusal):
    """What is kept is what was looked at; another table, or another town by now, is looked at anew."""

    message = N_("Revise qué cambiaría antes de guardar. Todavía no se guardó nada.")
