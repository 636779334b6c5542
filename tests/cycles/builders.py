"""Rows for the tests of cycles: a small edition, a cycle on it, pieces of evidence."""

from datetime import date, datetime
from fractions import Fraction

from sello.accounts.domain.actor import Actor
from sello.catalogue.domain.rules import (
    NotApplicableRule,
    RequirementRule,
    Scale,
    ScaleKind,
)
from sello.catalogue.domain.texts import (
    Dimension,
    Edition,
    Heading,
    Requirement,
    RequirementText,
    Standard,
)
from sello.catalogue.queries.editions import requirement_ids
from sello.catalogue.service.editions import load_edition
from sello.core.db import db
from sello.cycles.domain.answers import Declaration
from sello.cycles.queries import cycles as cycle_queries
from sello.cycles.queries.cycles import CycleRow
from sello.cycles.service.answers import assign, declare
from sello.cycles.service.cycles import CycleDraft, open_cycle
from sello.evidence.domain.details import Classification, EvidenceType
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion
from sello.evidence.service.kept import keep
from sello.progress.service import validate
from tests.builders import AT, NOW, Town
from tests.level.rules import (
    GRADED,
    NOT_APPLICABLE_FREE,
    YES_NO,
    three_levels,
)


def edition(
    count: int = 4,
    *,
    kind: ScaleKind = ScaleKind.YES_NO,
    not_applicable: NotApplicableRule = NOT_APPLICABLE_FREE,
    maximum: Fraction | None = None,
    version: str = "1",
) -> Edition:
    """An edition of two dimensions; requirement 1.1.1 is mandatory for every level, 2.1.1 for gold."""
    half = count // 2
    grades = () if kind.is_numeric else GRADED if kind is ScaleKind.GRADED else YES_NO
    return Edition(
        code=f"prueba-{kind.value}-{count}",
        version=version,
        texts={"es": Heading("Edición de prueba")},
        scale=Scale(kind, grades, maximum, not_applicable),
        levels=three_levels(),
        dimensions=(_dimension("1", "Planificación", half), _dimension("2", "Arquitectura", count - half)),
    )


def _dimension(code: str, name: str, count: int) -> Dimension:
    marks = {"1.1.1": frozenset({"bronze", "silver", "gold"}), "2.1.1": frozenset({"gold"})}
    return Dimension(
        code,
        {"es": Heading(name)},
        (
            Standard(
                f"{code}.1",
                {"es": Heading(f"Estándar {code}.1")},
                tuple(
                    Requirement(
                        RequirementRule(
                            f"{code}.1.{n}",
                            code,
                            f"{code}.1",
                            mandatory_for=marks.get(f"{code}.1.{n}", frozenset()),
                        ),
                        {
                            "es": RequirementText(
                                title=f"Requerimiento {code}.1.{n}",
                                asks=f"Que exista lo que pide {code}.1.{n}.",
                                why="Porque importa.",
                                sources=("Decreto", "Acta"),
                                owner="Personas",
                                good_example="Un decreto firmado.",
                                weak_example="Un borrador.",
                            )
                        },
                    )
                    for n in range(1, count + 1)
                ),
            ),
        ),
    )


def cycle(
    actor: Actor, held: Edition | None = None, *, name: str = "Sello 2026", **values: object
) -> CycleRow:
    """A cycle on a small edition; the first one is current."""
    loaded = load_edition(held or edition(), actor, now=NOW)
    draft = {
        "target_level": "gold",
        "starts_on": date(2026, 1, 1),
        "evaluation_on": date(2027, 3, 1),
    } | values
    cycle_id = open_cycle(actor, loaded.edition_id, CycleDraft(name=name, **draft), now=NOW)  # type: ignore[arg-type]
    db.session.commit()
    return cycle_queries.find(cycle_id)


def ids(row: CycleRow) -> dict[str, int]:
    """The requirements of a cycle by their code."""
    return requirement_ids(row.edition_id)


def evidence(
    row: CycleRow,
    requirement_id: int,
    unit_id: int,
    *,
    title: str = "Decreto 12",
    state: EvidenceState = EvidenceState.ACCEPTED,
    valid_until: date | None = None,
    accepted_at: datetime = NOW,
) -> int:
    """A piece of evidence that serves a requirement."""
    piece = Evidence(
        title=title,
        type=EvidenceType.DECREE,
        unit_id=unit_id,
        classification=Classification.PUBLIC,
        state=state,
        submitted_at=NOW,
        accepted_at=accepted_at if state is EvidenceState.ACCEPTED else None,
        valid_until=valid_until,
        created_at=NOW,
    )
    db.session.add(piece)
    db.session.flush()
    db.session.add_all(
        [
            EvidenceVersion(
                evidence_id=piece.id,
                number=1,
                filename="decreto.pdf",
                media_type="application/pdf",
                size=1000,
                sha256=f"{piece.id:064x}",
                uploaded_at=NOW,
            ),
            EvidenceLink(evidence_id=piece.id, cycle_id=row.id, requirement_id=requirement_id, linked_at=NOW),
        ]
    )
    keep(EvidenceLink.evidence_id == piece.id, now=NOW)
    db.session.commit()
    return piece.id


def half_answered(town: Town, until: date = date(2027, 3, 31)) -> CycleRow:
    """A cycle in which Personas owns 1.1.1 (validated, evidence until a day) and DIDECO 1.1.2 (declared)."""
    actor = town.people.secretary.actor()
    made = cycle(actor)
    codes = ids(made)
    assign(actor, made.id, [codes["1.1.1"]], town.units.personas, now=NOW)
    assign(actor, made.id, [codes["1.1.2"]], town.units.dideco, now=NOW)
    for code in ("1.1.1", "1.1.2"):
        declare(actor, made.id, codes[code], Declaration("yes"), version=1, now=NOW)
    evidence(made, codes["1.1.1"], town.units.personas, valid_until=until)
    validate(actor, made.id, codes["1.1.1"], "yes", note="", version=2, at=AT)
    return cycle_queries.find(made.id)
