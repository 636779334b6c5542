"""What may be answered, accepted and decided about a requirement, and who is refused."""

from dataclasses import dataclass

from sello.catalogue.domain.rules import EditionRules, RequirementRule
from sello.core.labels import N_
from sello.core.refusal import Refusal, Stale
from sello.level.state import NOT_APPLICABLE

NARRATIVE_LIMIT = 10_000
"""How many characters a narrative or a reason may have."""


class ReasonNeeded(Refusal):
    """What does not apply needs its written reason."""

    message = N_("Escriba por qué no aplica: sin fundamento el requerimiento cuenta como no cumplido.")
    field = "not_applicable_reason"


class NotApplicableForbidden(Refusal):
    """The edition asks for this requirement of everybody."""

    message = N_("Esta edición no permite marcar «no aplica» en este requerimiento.")
    field = "declared"


class TooManyNotApplicable(Refusal):
    """The edition admits only so many requirements that do not apply."""

    message = N_("Máximo de requerimientos que no aplican en esta edición: %(most)s. Ya se alcanzó.")
    field = "declared"


class TooLong(Refusal):
    """The text does not fit."""

    message = N_("El texto tiene %(length)s caracteres y el máximo es %(limit)s. Acórtelo y guarde otra vez.")
    field = "narrative"


class NoteTooLong(TooLong):
    """The remark does not fit."""

    field = "note"


class NothingToValidate(Refusal):
    """Only an answer can be validated."""

    message = N_("Este requerimiento aún no tiene respuesta: no hay nada que validar.")
    field = "decision"


class NothingInForce(Refusal):
    """A validation rests on accepted evidence."""

    message = N_("Para validar que cumple se necesita al menos una evidencia aceptada y vigente.")
    field = "decision"


class StaleAnswer(Stale):
    """The answer was saved by somebody else after this page was opened."""


@dataclass(frozen=True)
class Declaration:
    """What a unit says of a requirement: a grade or that it does not apply, and its story."""

    declared: str | None
    narrative: str = ""
    not_applicable: bool = False
    not_applicable_reason: str = ""


def check_declaration(
    rules: EditionRules, rule: RequirementRule, said: Declaration, others_not_applicable: int
) -> Declaration:
    """Give the declaration as it may be kept, or refuse it.

    Raises NotOnTheScale, NotApplicableForbidden, TooManyNotApplicable, ReasonNeeded or TooLong.
    """
    narrative, reason = said.narrative.strip(), said.not_applicable_reason.strip()
    for text in (narrative, reason):
        if len(text) > NARRATIVE_LIMIT:
            raise TooLong(length=len(text), limit=NARRATIVE_LIMIT)
    if said.not_applicable:
        check_not_applicable(rules, rule, others_not_applicable)
        if not reason:
            raise ReasonNeeded
        return Declaration(None, narrative, True, reason)
    if said.declared is not None:
        rules.scale.points(said.declared)
    return Declaration(said.declared, narrative)


def check_not_applicable(rules: EditionRules, rule: RequirementRule, others: int) -> None:
    """Refuse what may not be left out, or one more than the edition admits."""
    if not rules.may_be_not_applicable(rule):
        raise NotApplicableForbidden
    most = rules.scale.not_applicable.most
    if most is not None and others >= most:
        raise TooManyNotApplicable(most=most)


def check_validation(
    rules: EditionRules,
    rule: RequirementRule,
    said: Declaration,
    validated: str | None,
    *,
    in_force: bool,
) -> None:
    """Refuse to validate what nobody answered, what is off the scale, or what no evidence backs."""
    if validated is None:
        return
    if said.declared is None and not said.not_applicable:
        raise NothingToValidate
    if validated == NOT_APPLICABLE:
        if not said.not_applicable:
            raise ReasonNeeded
        check_not_applicable(rules, rule, 0)
        return
    if rules.scale.points(validated) > 0 and not in_force:
        raise NothingInForce


def check_note(note: str) -> str:
    """Give a written remark as it may be kept, or refuse it as too long."""
    text = note.strip()
    if len(text) > NARRATIVE_LIMIT:
        raise NoteTooLong(length=len(text), limit=NARRATIVE_LIMIT)
    return text


def check_decision(rules: EditionRules, rule: RequirementRule, decided: str | None) -> None:
    """Refuse an external decision that the edition's scale does not know."""
    if decided is None:
        return
    if decided == NOT_APPLICABLE:
        check_not_applicable(rules, rule, 0)
        return
    rules.scale.points(decided)


def withdraws_validation(before: Declaration, after: Declaration) -> bool:
    """Whether a new declaration takes the secretariat's validation away: it was given to another answer."""
    return (before.declared, before.not_applicable) != (after.declared, after.not_applicable)
