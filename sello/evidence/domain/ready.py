"""Ready-made remarks, what a reviewer saw fulfilled, and the remark that both make together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from sello.core.labels import N_, LabelledEnum
from sello.core.refusal import NotFound, Refusal
from sello.evidence.domain.details import EvidenceType

TEXT_LIMIT = 500
"""How many characters a ready-made remark may have."""


class TextMissing(Refusal):
    """A remark says something."""

    message = N_("Escriba la observación tal como la leerá la unidad.")
    field = "text"


class TextTooLong(Refusal):
    """What is chosen with one click is short."""

    message = N_("La observación tiene %(length)s caracteres y el máximo es %(limit)s. Acórtela.")
    field = "text"


class TextTaken(Refusal):
    """The same remark twice is one too many."""

    message = N_("Ya existe una observación igual. Si está retirada, puede reponerla.")
    field = "text"


class NoSuchRemark(NotFound):
    """It is another institution's, or nobody's."""


@dataclass(frozen=True, slots=True)
class Default:
    """A remark that every institution begins with; without kinds it is offered for all of them."""

    text: str
    kinds: tuple[EvidenceType, ...] = ()


_ACTS = (EvidenceType.DECREE, EvidenceType.RESOLUTION, EvidenceType.REGULATION, EvidenceType.AGREEMENT)
_RECORDS = (EvidenceType.MINUTES, EvidenceType.ATTENDANCE)

DEFAULTS: tuple[Default, ...] = (
    Default(N_("El documento no se lee bien. Vuelva a digitalizarlo, con todas sus páginas y derecho.")),
    Default(N_("Falta la firma de quien tiene la atribución. Suba la versión firmada.")),
    Default(N_("Falta la fecha o el número del documento. Suba la versión tramitada."), _ACTS),
    Default(N_("Es un borrador o un archivo editable. Suba el acto totalmente tramitado."), _ACTS),
    Default(N_("Falta la lista de asistencia con nombres, cargos y firmas."), _RECORDS),
    Default(
        N_("El acta no deja constancia de los acuerdos. Agregue acuerdos, responsables y plazos."), _RECORDS
    ),
    Default(
        N_("Los datos no vienen separados por sexo. Agregue las cifras desagregadas."),
        (
            EvidenceType.REPORT,
            EvidenceType.STUDY,
            EvidenceType.SPREADSHEET,
            EvidenceType.ATTENDANCE,
        ),
    ),
    Default(
        N_("La fotografía no muestra qué actividad es ni cuándo fue. Agregue una leyenda con fecha y lugar."),
        (
            EvidenceType.PHOTO,
            EvidenceType.RECORDING,
        ),
    ),
    Default(N_("El documento no corresponde al período que se evalúa. Suba el del período vigente.")),
    Default(
        N_("El documento no responde a lo que pide el requerimiento. Revise los medios de verificación.")
    ),
    Default(N_("Tiene datos personales a la vista. Suba una versión tarjada y márquela como corresponde.")),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A means of verification that a reviewer saw fulfilled: the requirement's code, and its words."""

    code: str
    source: str

    @classmethod
    def kept(cls, pair: Sequence[str]) -> Self:
        """The tick that a review keeps as a pair."""
        code, source = pair
        return cls(code=code, source=source)

    @property
    def words(self) -> str:
        """How it is told."""
        return f"{self.code} {self.source}"


MISSING = N_("Falta: %(what)s.")
"""What is said of the means of verification that were not ticked."""


def ticked(sources: Mapping[str, Tick], chosen: Collection[str]) -> tuple[Tick, ...]:
    """What was ticked of what a page offered, in its order; what it did not offer is nothing."""
    return tuple(tick for key, tick in sources.items() if key in chosen)


def lacking(sources: Mapping[str, Tick], chosen: Collection[str]) -> tuple[Tick, ...]:
    """What was not ticked."""
    return tuple(tick for key, tick in sources.items() if key not in chosen)


def offered_for(kinds: Collection[str], kind: EvidenceType) -> bool:
    """Whether a remark with these kinds is offered for a piece: no kinds are all of them."""
    return not kinds or kind.value in kinds


def joined(typed: str, ready: Iterable[str], missing: str = "") -> str:
    """The remark as the unit reads it: what was written, then what was chosen and is not in it yet."""
    lines = [typed.strip()]
    for each in (*ready, missing):
        if each and each not in "\n".join(lines):
            lines.append(each)
    return "\n".join(line for line in lines if line)


def checked_text(text: str, others: Collection[str]) -> str:
    """A remark as it may be kept; refuses an empty one, one too long, and one that is there already."""
    said = " ".join(text.split())
    if not said:
        raise TextMissing
    if len(said) > TEXT_LIMIT:
        raise TextTooLong(length=len(said), limit=TEXT_LIMIT)
    if said in others:
        raise TextTaken
    return said


class Whereto(LabelledEnum):
    """Where a remark goes in its list."""

    UP = "subir", N_("Subir")
    FIRST = "al-principio", N_("Al principio")
    DOWN = "bajar", N_("Bajar")


def moved(order: Sequence[int], one: int, whereto: Whereto) -> list[int]:
    """The order with one of it elsewhere; the first goes no further up, the last no further down."""
    at, rest = order.index(one), [each for each in order if each != one]
    to = {Whereto.UP: max(at - 1, 0), Whereto.FIRST: 0, Whereto.DOWN: at + 1}[whereto]
    return [*rest[:to], one, *rest[to:]]
