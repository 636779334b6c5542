"""Every no that the catalogue says."""

from sello.core.labels import N_
from sello.core.refusal import NotFound, Refusal


class NotOnTheScale(Refusal):
    """The answer is no grade of this scale, nor a number that it admits."""

    message = N_("«%(answer)s» no es una respuesta de esta escala. Elija una de las que se ofrecen.")
    field = "answer"


class UnknownRequirement(NotFound):
    """The edition has no requirement with that code."""

    message = N_("Esta edición no tiene un requerimiento «%(code)s».")


class UnknownEdition(NotFound):
    """The institution has not loaded that edition."""

    message = N_("No hay una edición «%(edition)s» cargada. Revise el código en el catálogo.")


class UnknownImport(NotFound):
    """No file with that number waits to be imported."""

    message = N_("Esa importación ya no está: se confirmó, se descartó o venció. Suba el archivo otra vez.")


class VersionTaken(Refusal):
    """An edition of that code and version is already loaded, with other content."""

    message = N_(
        "La edición «%(code)s» versión «%(version)s» ya está cargada con otro contenido y no se cambió. "
        "Ponga una versión nueva en el archivo y cárguelo otra vez."
    )
    field = "document"


class StrangeLink(Refusal):
    """A crosswalk names requirements that its editions do not have."""

    message = N_("Estos vínculos nombran requerimientos que no existen: %(links)s. Nada cambió.")
    field = "document"


class EditionInUse(Refusal):
    """Something rests on the edition, so it stays."""

    message = N_("La edición «%(name)s» está en uso y no se puede quitar. Nada cambió.")
