"""What may be answered, validated and decided: a table of refusals."""

import pytest

from sello.catalogue.domain.refusals import NotOnTheScale
from sello.catalogue.domain.rules import NotApplicableRule
from sello.core.refusal import Refusal
from sello.cycles.domain.answers import (
    NARRATIVE_LIMIT,
    Declaration,
    NotApplicableForbidden,
    NothingInForce,
    NothingToValidate,
    ReasonNeeded,
    TooLong,
    TooManyNotApplicable,
    check_decision,
    check_declaration,
    check_validation,
    withdraws_validation,
)
from sello.level.state import NOT_APPLICABLE
from tests.level.rules import edition

RULES = edition(4, not_applicable=NotApplicableRule(True, 2))
STRICT = edition(4, not_applicable=NotApplicableRule(False))
RULE = RULES.requirements[0]


@pytest.mark.parametrize(
    ("said", "others", "refusal"),
    [
        (Declaration("maybe"), 0, NotOnTheScale),
        (Declaration(None, "x" * (NARRATIVE_LIMIT + 1)), 0, TooLong),
        (Declaration(None, "", True, "  "), 0, ReasonNeeded),
        (Declaration(None, "", True, "Sin piscina"), 2, TooManyNotApplicable),
    ],
)
def test_refused_declarations(said: Declaration, others: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_declaration(RULES, RULE, said, others)


def test_an_edition_may_forbid_what_does_not_apply() -> None:
    with pytest.raises(NotApplicableForbidden):
        check_declaration(STRICT, RULE, Declaration(None, "", True, "Sin piscina"), 0)
    with pytest.raises(NotApplicableForbidden):
        check_decision(STRICT, RULE, NOT_APPLICABLE)


def test_kept_declarations_hold_either_a_grade_or_a_reason() -> None:
    kept = check_declaration(RULES, RULE, Declaration("yes", " Hecho ", False, "olvidado"), 0)
    assert kept == Declaration("yes", "Hecho")
    kept = check_declaration(RULES, RULE, Declaration("yes", "", True, " Sin piscina "), 1)
    assert kept == Declaration(None, "", True, "Sin piscina")


@pytest.mark.parametrize(
    ("said", "validated", "in_force", "refusal"),
    [
        (Declaration(None), "yes", True, NothingToValidate),
        (Declaration("yes"), "yes", False, NothingInForce),
        (Declaration("yes"), "maybe", True, NotOnTheScale),
        (Declaration("yes"), NOT_APPLICABLE, True, ReasonNeeded),
    ],
)
def test_refused_validations(
    said: Declaration, validated: str, in_force: bool, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        check_validation(RULES, RULE, said, validated, in_force=in_force)


@pytest.mark.parametrize(
    ("said", "validated", "in_force"),
    [
        (Declaration("yes"), None, False),
        (Declaration("yes"), "no", False),
        (Declaration("yes"), "yes", True),
        (Declaration(None, "", True, "x"), NOT_APPLICABLE, False),
    ],
)
def test_allowed_validations(said: Declaration, validated: str | None, in_force: bool) -> None:
    check_validation(RULES, RULE, said, validated, in_force=in_force)


def test_external_decisions_stay_on_the_scale() -> None:
    check_decision(RULES, RULE, None)
    check_decision(RULES, RULE, "no")
    with pytest.raises(NotOnTheScale):
        check_decision(RULES, RULE, "perhaps")


def test_another_grade_withdraws_the_validation_and_another_story_does_not() -> None:
    assert withdraws_validation(Declaration("yes"), Declaration("no"))
    assert withdraws_validation(Declaration("yes"), Declaration(None, "", True, "x"))
    assert not withdraws_validation(Declaration("yes", "uno"), Declaration("yes", "dos"))
