"""What the demonstration's documents say: plain words by kind of document, about nothing that happened."""

from __future__ import annotations

from datetime import date

from sello.demo.files import make
from sello.demo.files.paper import File, Paper
from sello.demo.pieces.spec import PieceSpec
from sello.evidence.domain.details import EvidenceType as Kind

OPENING = {
    Kind.DECREE: (
        "VISTOS: los antecedentes preparados para esta demostración y la propuesta de la unidad responsable.",
        "CONSIDERANDO: que el proceso del Sello pide dejar constancia formal de lo que se aprueba.",
        "DECRETO: apruébase lo indicado en el título, con vigencia desde esta fecha. "
        "Anótese, comuníquese y archívese.",
    ),
    Kind.MINUTES: (
        "Se abre la sesión con la asistencia de las unidades convocadas y de las asociaciones.",
        "Se revisan los compromisos anteriores y se acuerdan los siguientes, con responsable y fecha.",
        "Acuerdo: la Secretaría Ejecutiva informará el avance en la próxima sesión.",
    ),
    Kind.AGREEMENT: (
        "Las partes acuerdan colaborar en acciones por la igualdad de género en el territorio.",
        "Cada parte designa una contraparte técnica y se informan el avance cada semestre.",
        "El convenio rige por el plazo indicado y puede renovarse por acuerdo escrito.",
    ),
    Kind.PROTOCOL: (
        "El protocolo se aplica a todas las personas que trabajan en la institución.",
        "Define la prevención, el canal de denuncia, los plazos, la reserva y las medidas de resguardo.",
        "Su difusión se repite cada semestre y su contenido se revisa antes de que venza.",
    ),
    Kind.PLAN: (
        "El plan ordena acciones, responsables, plazos e indicadores para el período que se indica.",
        "Cada acción señala el medio con que se comprobará su cumplimiento.",
        "El seguimiento se informa cada semestre a la autoridad.",
    ),
}
GENERAL = (
    "El documento resume lo realizado en el período, con cifras agregadas y sin datos personales.",
    "Los resultados se presentan por sexo cuando corresponde y se comparan con el período anterior.",
    "La unidad responsable conserva los antecedentes y los pondrá a disposición de la evaluación.",
)


def file_of(piece: PieceSpec, unit: str, dated: date, *, version: int = 1) -> File:
    """Make the file of a piece of evidence; a second version says that it is one."""
    again = (f"Versión {version}: incorpora lo pedido en la observación.",) if version > 1 else ()
    paper = Paper(
        kind=piece.kind.label,
        title=piece.title,
        number=piece.number,
        dated=dated,
        unit=unit,
        paragraphs=(*again, *OPENING.get(piece.kind, GENERAL)),
        rows=piece.rows,
    )
    return make(paper, piece.form, piece.key if version == 1 else f"{piece.key}-v{version}")
