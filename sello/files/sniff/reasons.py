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


class NotLookedAt(FileRefused):
    """The limited process did not come to an end with it: its time or its memory was used up."""

    message = N_(
        "No se recibió «%(name)s»: no se pudo revisar, porque al abrirlo pide demasiado tiempo o memoria. "
        "Guárdelo de nuevo, o como PDF, y súbalo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class WebPageRefused(FileRefused):
    """HTML, SVG and markup that draws itself can run code in the reader's browser."""

    message = N_(
        "No se recibió «%(name)s»: es una página web o un dibujo con código (HTML, SVG). "
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


class RepairablePdf(BrokenFile):
    """Parts of it are missing or damaged, and a program that repairs finds pages all the same."""

    message = N_(
        "No se recibió «%(name)s»: este PDF está dañado o incompleto, aunque se puede abrir en parte. "
        "Ábralo en su equipo, compruebe que estén todas sus páginas, guárdelo de nuevo como PDF y vuelva a "
        "subirlo. Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class LostPdf(BrokenFile):
    """No program finds a page in it."""

    message = N_(
        "No se recibió «%(name)s»: empieza como PDF, pero está dañado y no se encontró ninguna página. "
        "Vuelva a descargarlo, a pedirlo o a escanearlo, y súbalo. Se aceptan: %(allowed)s. "
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


class EmptyArchive(FileRefused):
    """A ZIP without a file that anybody put there."""

    message = N_(
        "No se recibió «%(name)s»: el ZIP no trae ningún archivo; está vacío, o solo tiene carpetas o "
        "archivos ocultos del sistema. Revise la carpeta, comprímala y súbala de nuevo. Se aceptan: "
        "%(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class NestedArchive(FileRefused):
    """A ZIP inside a ZIP hides its content from whoever reviews it."""

    message = N_(
        "No se recibió «%(name)s»: contiene otro archivo comprimido. Suba los archivos por separado o en un "
        "solo ZIP. Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class PointerFile(FileRefused):
    """It only says where the document is: for a shortcut, or a document of Google's, OneDrive's or "
    "iCloud's."""

    message = N_(
        "No se recibió «%(name)s»: es un acceso directo; descargue el documento y súbalo. Una página web se "
        "guarda como PDF y se sube; al describirla se anota su dirección. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class HollowFile(FileRefused):
    """Nothing but zeros: a copy that was announced and never filled, as a cloud folder leaves them."""

    message = N_(
        "No se recibió «%(name)s»: no tiene contenido, solo el espacio reservado de una copia o descarga "
        "que no terminó. Ábralo en su equipo para que se descargue entero y vuelva a subirlo. Se aceptan: "
        "%(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class SaveAsPdf(FileRefused):
    """A document of a kind that few can open; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s, que no todas las personas que revisan pueden abrir. "
        "Ábralo y guárdelo como PDF, y suba ese PDF. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class SaveAsPicture(FileRefused):
    """A picture of a kind that few can open; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s, que no todas las personas que revisan pueden abrir. "
        "Ábrala y guárdela como JPEG o PNG, y suba esa imagen. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class SaveAsRecording(FileRefused):
    """A sound or a film of a kind that few can play; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s, que no todas las personas que revisan pueden reproducir. "
        "Conviértalo a MP3 (audio) o MP4 (video) y súbalo de nuevo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )


class SaveAsSheet(FileRefused):
    """A database, of which a table is what proves something; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s. Exporte la tabla o consulta que sirve de evidencia como "
        "XLSX o CSV, y súbala. Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class Unpack(FileRefused):
    """An archive that is not ZIP; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s. Descomprímalo y suba los archivos que trae, por separado "
        "o en un ZIP. Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class SaveMails(FileRefused):
    """A whole letter box, of which some mails prove something; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s. Ábralo en Outlook y guarde como MSG o EML los correos que "
        "sirven de evidencia. Se aceptan: %(allowed)s. No se perdió nada de lo que ya había entregado."
    )


class OpenEnvelope(FileRefused):
    """A document inside the envelope of its signature; value: `kind`."""

    message = N_(
        "No se recibió «%(name)s»: es %(kind)s. Ábralo con el programa con que se firmó, guarde el "
        "documento que contiene (un PDF, por lo general) y súbalo. Se aceptan: %(allowed)s. "
        "No se perdió nada de lo que ya había entregado."
    )
