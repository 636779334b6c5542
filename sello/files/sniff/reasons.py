"""Why a file is not taken: one class per reason, each with its sentence for the person who sent it."""

from sello.core.labels import N_
from sello.core.refusal import Refusal


class FileRefused(Refusal):
    """The content of a file is not taken; values: `name` of the file, `allowed` kinds in words."""

    message = N_(
        "No se recibió «%(name)s». Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )
    field = "files"
    status = 415


class UnknownKind(FileRefused):
    """The content is none of the kinds we know."""

    message = N_(
        "No se recibió «%(name)s»: por su contenido no es de ningún tipo conocido. "
        "Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class KindNotAllowed(FileRefused):
    """A known kind that this institution does not take; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: su contenido es %(kind)s, que aquí no se acepta. "
        "Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class WebPageRefused(FileRefused):
    """HTML, SVG and other markup can run code in the reader's browser."""

    message = N_(
        "No se recibió «%(name)s»: es una página web o un dibujo con código (HTML, SVG, XML). "
        "Guárdelo como PDF y súbalo de nuevo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class ProgramRefused(FileRefused):
    """Programs and scripts are never evidence."""

    message = N_(
        "No se recibió «%(name)s»: es o contiene un programa. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class WithMacros(FileRefused):
    """Office files with macros or controls run code when opened."""

    message = N_(
        "No se recibió «%(name)s»: contiene macros o controles. Guárdelo sin macros (DOCX, XLSX, PPTX) "
        "o como PDF y súbalo de nuevo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class ProtectedFile(FileRefused):
    """Nobody could review a file that needs a password."""

    message = N_(
        "No se recibió «%(name)s»: está protegido con contraseña y no se podría revisar. "
        "Guárdelo sin contraseña y súbalo de nuevo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class BrokenFile(FileRefused):
    """It begins as its kind does and then does not hold together; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: empieza como %(kind)s, pero está dañado o incompleto. "
        "Ábralo en su equipo, guárdelo de nuevo y vuelva a subirlo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class HiddenArchive(FileRefused):
    """A second file is glued behind the first, so that two programs would see two contents."""

    message = N_(
        "No se recibió «%(name)s»: lleva otro archivo escondido detrás del principal. "
        "Suba cada archivo por separado. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class DangerousArchive(FileRefused):
    """A ZIP that would fill the disk or write outside its folder when it is opened."""

    message = N_(
        "No se recibió «%(name)s»: el ZIP no es seguro (rutas fuera de su carpeta, demasiados archivos o "
        "un tamaño desmedido al abrirlo). Suba los archivos por separado. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class NestedArchive(FileRefused):
    """A ZIP inside a ZIP hides its content from whoever reviews it."""

    message = N_(
        "No se recibió «%(name)s»: contiene otro archivo comprimido. Suba los archivos por separado o en un "
        "solo ZIP. Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )
