"""Documents of a made town, and what is looked for in them."""

import random

from sello.core.db import db
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files import texts
from tests.builders import NOW

_SAID = """
Decreto alcaldicio N° 915 que aprueba el protocolo contra la violencia de género en la Municipalidad.
Decreto alcaldicio N° 1.200/46 que crea la Oficina de la Mujer y la Equidad de Género.
Acta de la sesión ordinaria del Concejo: se aprueba el presupuesto con enfoque de género.
Informe de capacitación: asistieron 45 funcionarias y 38 funcionarios a la jornada sobre acoso laboral.
Plan de igualdad entre mujeres y hombres 2026-2028, con metas, responsables e indicadores.
Convenio con el Servicio Nacional de la Mujer para la atención de víctimas de violencia intrafamiliar.
Encuesta de brechas salariales: las trabajadoras ganan un 12,5 % menos que los trabajadores.
Ordenanza sobre corresponsabilidad y cuidado de niñas, niños y personas mayores.
Nómina de personas capacitadas en derechos humanos y diversidad sexual.
Presupuesto participativo: las organizaciones de mujeres de Ñuñoa presentaron 7 proyectos.
Política de conciliación de la vida laboral, familiar y personal; teletrabajo y horario flexible.
Oficio Ord. N° 33 del 5 de marzo: solicita antecedentes del comité paritario.
Evaluación de la política de género; se evaluaron los programas y los procedimientos de denuncia.
Reglamento interno: procedimiento de investigación y sanción del acoso sexual (Ley Karin, 21.643).
""".strip().splitlines()

QUERIES = """
violencia
VIOLÉNCIA
violencia género
"violencia de género"
"género de violencia"
decreto 915
DA 915
decreto 1200/46
DA N° 1.200/46
ord. 33
915
1200
capacitación
capacitar
capacitaciones
capac*
capacitac
capacitac*
mujer
mujeres
"mujeres y hombres"
mujeres hombres
niñas
ninas
Ñuñoa
nunoa
acoso
acoso laboral
"acoso laboral"
"acoso sexual"
ley karin
21.643
21643
evaluar
evaluación política
presupuesto
presupuesto participativo
"presupuesto con enfoque"
funcionarias
funcionario
trabajador
brechas salariales
12,5
acta
acta concejo
concejo sesión
plan de igualdad
plan
2026-2028
corresponsabilidad
cuidado personas mayores
conciliación
concilia*
teletrabajo
diversidad sexual
derechos humanos
servicio nacional de la mujer
"servicio nacional"
denuncia
procedimientos de denuncia
comité paritario
protocolo violencia mujer
zapato
de la
"
*
%
oficina de la mujer
género
municipalidad
equidad y género
víctimas intrafamiliar
""".strip().splitlines()


def pages(pieces: int) -> list[list[str]]:
    """The pages of so many documents: some sentences each, the same in every run."""
    chance = random.Random(915)
    return [
        ["\n".join(chance.choices(_SAID, k=chance.randint(1, 9))) for _ in range(chance.randint(1, 3))]
        for _ in range(pieces)
    ]


def say(evidence_id: int, *said: str, number: int = 1) -> str:
    """Let a version of a piece say something, page by page; the hash of its bytes."""
    version = (
        db.session.query(EvidenceVersion)
        .filter(EvidenceVersion.evidence_id == evidence_id, EvidenceVersion.number == number)
        .one()
    )
    texts.keep(version.sha256, said, now=NOW)
    return version.sha256


def newer(evidence_id: int, sha256: str) -> None:
    """A second version of a piece, which is the current one."""
    piece = db.session.get_one(Evidence, evidence_id)
    piece.current = 2
    db.session.add(
        EvidenceVersion(
            evidence_id=evidence_id,
            number=2,
            filename="acta.pdf",
            media_type="application/pdf",
            size=9,
            sha256=sha256,
            uploaded_at=NOW,
        )
    )
    db.session.flush()
