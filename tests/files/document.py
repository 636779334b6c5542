"""Writes docs/archivos.md from the code: every kind that is known, how it is told, and what becomes of it.

`python -m tests.files.document` writes it anew; a test compares it with what is there.
"""

import re
from pathlib import Path

from sello.files import kinds
from sello.files.reading import ways
from sello.files.sniff import foreign, ole, packages, reasons
from sello.files.sniff.foreign import Foreign
from sello.files.sniff.reasons import FileRefused

PLACE = Path(__file__).parents[2] / "docs" / "archivos.md"
TOLD_BY = {
    "pdf": "«%PDF-» dentro de los primeros 1.024 bytes y un final de PDF",
    "docx": "ZIP cuya parte principal es un documento de Word",
    "xlsx": "ZIP cuya parte principal es un libro de Excel",
    "pptx": "ZIP cuya parte principal es una presentación de PowerPoint",
    "odt": "ZIP que se declara texto OpenDocument",
    "ods": "ZIP que se declara planilla OpenDocument",
    "odp": "ZIP que se declara presentación OpenDocument",
    "doc": "archivo compuesto con una parte «WordDocument»",
    "xls": "archivo compuesto con una parte «Workbook» o «Book»",
    "ppt": "archivo compuesto con una parte «PowerPoint Document»",
    "txt": "solo texto, en UTF-8, UTF-16 con su marca o Windows-1252",
    "csv": "texto llamado .csv o .tsv, o texto con el mismo número de celdas en cada línea",
    "png": "la firma de PNG",
    "jpeg": "la firma de JPEG",
    "gif": "«GIF87a» o «GIF89a»",
    "webp": "RIFF de tipo WEBP",
    "heic": "cajas ISO de marca HEIC",
    "tiff": "«II» o «MM» y el número de TIFF",
    "zip": "ZIP que no es otra cosa",
    "eml": "líneas de encabezado de correo: quién y, al menos, dos más",
    "msg": "archivo compuesto con las propiedades de un correo",
    "xml": "declaración XML o espacio de nombres; sin HTML, SVG, estilos ni entidades",
    "mp3": "una etiqueta ID3, o dos cuadros MPEG seguidos",
    "m4a": "cajas ISO de marca M4A",
    "wav": "RIFF de tipo WAVE",
    "ogg": "páginas Ogg cuyo primer contenido es sonido",
    "amr": "«#!AMR»",
    "mp4": "cajas ISO de marca MP4",
    "mov": "cajas de QuickTime",
    "webm": "EBML de tipo webm",
}
LOCKED = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "zip"})
MACROS = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt"})
ENDLESS = frozenset({"txt", "csv", "mp3", "amr"})
"""Kinds of which a beginning is a whole one: nothing in them says where they end."""
IN_PACKAGES = (*packages.FOREIGN, *ole.FOREIGN)
HEAD = """# Archivos

Qué archivos se reciben como evidencia, cuáles no, y qué hacer con estos. El tipo se lee del contenido, nunca
del nombre ni de lo que diga el navegador; el nombre solo puede volver la respuesta más estricta (un texto
llamado `.js` se rechaza) y elige entre texto y tabla. Nada de lo recibido se abre en el navegador: todo sale
como descarga, o se dibuja y se escribe de nuevo, como imagen, tabla o texto, en un proceso aparte y sin red
(«Se ve aquí»): nunca llega al navegador lo que el archivo trae para ejecutar. Un PDF con clave, o cuyo final
no lleva a ninguna parte, se abre con PDFium en un proceso así, con límites de memoria, tiempo y archivos. De
un PDF dañado, qpdf dice en otro proceso
si quedan páginas: en ese caso se pide abrirlo, revisarlo y guardarlo de nuevo; si no, volver a pedirlo. No se
recibe en ninguno de los dos, porque de un decreto cortado quedaría la mitad. Un ZIP se lee hasta el final de
cada archivo que trae.

Las tablas las escribe el programa (`python -m tests.files.document`), y una prueba las compara con él.
"""


def document() -> str:
    """The whole page."""
    accepted = [_accepted(kind) for kind in kinds.KINDS.values()]
    known = [_known(each) for each in foreign.FOREIGN]
    told = {each.reason for each in foreign.FOREIGN}
    others = [
        (_cause(each), _way_out(each))
        for each in reasons.FileRefused.__subclasses__()
        if each not in told or each is reasons.ProtectedFile
    ]
    return "\n".join(
        [
            HEAD,
            "## Se reciben\n",
            "`SELLO_UPLOAD_TYPES` puede dejar menos tipos, por su código.\n",
            _table(
                ("Código", "Tipo", "Extensiones", "Cómo se reconoce", "Se rechaza si está", "Se ve aquí"),
                accepted,
            ),
            "## Se conocen y no se reciben\n",
            _table(("Tipo", "Cómo se reconoce", "Qué hacer"), known),
            "## Otras causas de rechazo\n",
            _table(("Causa", "Qué hacer"), others),
        ]
    )


def _accepted(kind: kinds.FileKind) -> tuple[str, ...]:
    faults = [
        ("con clave", kind.code in LOCKED),
        ("con macros o controles", kind.code in MACROS),
        ("cortado o dañado", kind.code not in ENDLESS),
    ]
    said = ", ".join(fault for fault, asked in faults if asked) or "—"
    extensions = " ".join(f"`.{each}`" for each in kind.extensions)
    way = ways.WAYS.get(kind)
    here = way.told if way else ways.NOT_SHOWN
    return f"`{kind.code}`", kind.label, extensions, TOLD_BY[kind.code], said, here


def _known(each: Foreign) -> tuple[str, str, str]:
    return each.label, _told_by(each), _way_out(each.reason)


def _told_by(each: Foreign) -> str:
    beginnings = [_shown(begins) for begins, kind in foreign.BEGINNINGS if kind is each]
    if beginnings:
        return f"empieza con {' o '.join(beginnings)}"
    return "por las partes que contiene" if each in IN_PACKAGES else "por marcas dentro de su comienzo"


def _shown(begins: bytes) -> str:
    text = begins.decode("latin-1").strip()
    return f"«`{text}`»" if text.isascii() and text.isprintable() else f"`{begins.hex(' ', 2)}`"


def _cause(reason: type[FileRefused]) -> str:
    said = re.search(r"»: (.*?)\. ", reason.message)
    text = said[1].replace("%(kind)s", "un tipo") if said else reason.__name__
    return text[0].upper() + text[1:]


def _way_out(reason: type[FileRefused]) -> str:
    said = re.search(r"»: .*?\. (.*?\.) ?Se aceptan", reason.message)
    return said[1] if said else "—"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    PLACE.write_text(document(), encoding="utf-8")
