"""The one permission table: which role may do which action."""

from enum import StrEnum

from sello.accounts.domain.actor import Actor, Role
from sello.core.labels import N_
from sello.core.refusal import Forbidden


class Action(StrEnum):
    """Every action of the product that needs a permission."""

    START = "start.view"
    LEAVE = "session.leave"
    DASHBOARD_VIEW = "dashboard.view"
    ACCOUNT_SELF = "account.self"
    INSTITUTION_MANAGE = "institution.manage"
    UNIT_VIEW = "unit.view"
    UNIT_FILE = "unit.file"
    UNIT_MANAGE = "unit.manage"
    PERSON_VIEW = "person.view"
    PERSON_SIGN_INS = "person.sign_ins"
    PERSON_MANAGE = "person.manage"
    CATALOGUE_VIEW = "catalogue.view"
    CATALOGUE_MANAGE = "catalogue.manage"
    CYCLE_VIEW = "cycle.view"
    CYCLE_MANAGE = "cycle.manage"
    CHECKLIST_VIEW = "checklist.view"
    CHECKLIST_ASSIGN = "checklist.assign"
    REQUIREMENT_VIEW = "requirement.view"
    EVALUATION_WORK = "evaluation.work"
    EVALUATION_LOOK = "evaluation.look"
    ANSWER_EDIT = "answer.edit"
    ANSWER_VALIDATE = "answer.validate"
    ANSWER_DECIDE = "answer.decide"
    CUT_MAKE = "cut.make"
    EVIDENCE_VIEW = "evidence.view"
    EVIDENCE_SUBMIT = "evidence.submit"
    EVIDENCE_CLASS = "evidence.class"
    EVIDENCE_SESSION = "evidence.session"
    EVIDENCE_REVIEW = "evidence.review"
    EVIDENCE_RELEASE = "evidence.release"
    TASK_VIEW = "task.view"
    TASK_WORK = "task.work"
    TASK_ANSWER_UNSIGNED = "task.answer_unsigned"
    TASK_ASSIGN = "task.assign"
    TASK_MANAGE = "task.manage"
    REGISTER_VIEW = "register.view"
    REGISTER_MANAGE = "register.manage"
    FIGURE_WHOLE = "figure.whole"
    REMINDER_SELF = "reminder.self"
    REMINDER_MANAGE = "reminder.manage"
    REPORT_VIEW = "report.view"
    REPORT_MANAGE = "report.manage"
    RETENTION_VIEW = "retention.view"
    RETENTION_MANAGE = "retention.manage"
    PURGE_CONFIRM = "purge.confirm"
    PERSON_REQUEST_MANAGE = "person_request.manage"
    TRAIL_VIEW = "trail.view"
    SCENARIO_USE = "scenario.use"
    PLAN_VIEW = "plan.view"
    PLAN_MANAGE = "plan.manage"
    DECISION_TAKE = "decision.take"


S, H, C, A, X = Role.SECRETARIAT, Role.UNIT_HEAD, Role.CONTRIBUTOR, Role.AUTHORITY, Role.AUDITOR
EVERYONE = frozenset(Role)
STAFF = frozenset({S, H, C, A})
WORKERS = frozenset({S, H, C})

TABLE: dict[Action, frozenset[Role]] = {
    Action.START: EVERYONE,
    Action.LEAVE: EVERYONE,
    Action.DASHBOARD_VIEW: STAFF,
    Action.ACCOUNT_SELF: EVERYONE,
    Action.INSTITUTION_MANAGE: frozenset({S}),
    Action.UNIT_VIEW: frozenset({S, A}),
    Action.UNIT_FILE: frozenset({S, H, A}),
    Action.UNIT_MANAGE: frozenset({S}),
    Action.PERSON_VIEW: frozenset({S, A}),
    Action.PERSON_SIGN_INS: frozenset({S}),
    Action.PERSON_MANAGE: frozenset({S}),
    Action.CATALOGUE_VIEW: EVERYONE,
    Action.CATALOGUE_MANAGE: frozenset({S}),
    Action.CYCLE_VIEW: EVERYONE,
    Action.CYCLE_MANAGE: frozenset({S}),
    Action.CHECKLIST_VIEW: STAFF,
    Action.CHECKLIST_ASSIGN: frozenset({S}),
    Action.REQUIREMENT_VIEW: EVERYONE,
    Action.EVALUATION_WORK: frozenset({X}),
    Action.EVALUATION_LOOK: frozenset({S}),
    Action.ANSWER_EDIT: WORKERS,
    Action.ANSWER_VALIDATE: frozenset({S}),
    Action.ANSWER_DECIDE: frozenset({S, X}),
    Action.CUT_MAKE: frozenset({S}),
    Action.EVIDENCE_VIEW: EVERYONE,
    Action.EVIDENCE_SUBMIT: WORKERS,
    Action.EVIDENCE_CLASS: frozenset({S, H}),
    Action.EVIDENCE_SESSION: frozenset({A, X}),
    Action.EVIDENCE_REVIEW: frozenset({S}),
    Action.EVIDENCE_RELEASE: frozenset({S}),
    Action.TASK_VIEW: STAFF,
    Action.TASK_WORK: WORKERS,
    Action.TASK_ANSWER_UNSIGNED: WORKERS,
    Action.TASK_ASSIGN: frozenset({S, H}),
    Action.TASK_MANAGE: frozenset({S}),
    Action.REGISTER_VIEW: STAFF,
    Action.REGISTER_MANAGE: frozenset({S, H}),
    Action.FIGURE_WHOLE: frozenset({S, H}),
    Action.REMINDER_SELF: EVERYONE,
    Action.REMINDER_MANAGE: frozenset({S}),
    Action.REPORT_VIEW: frozenset({S, A, X}),
    Action.REPORT_MANAGE: frozenset({S}),
    Action.RETENTION_VIEW: frozenset({S, A}),
    Action.RETENTION_MANAGE: frozenset({S}),
    Action.PURGE_CONFIRM: frozenset({S, A}),
    Action.PERSON_REQUEST_MANAGE: frozenset({S}),
    Action.TRAIL_VIEW: frozenset({S}),
    Action.SCENARIO_USE: STAFF,
    Action.PLAN_VIEW: STAFF,
    Action.PLAN_MANAGE: frozenset({S}),
    Action.DECISION_TAKE: frozenset({A}),
}


OWN = frozenset({Action.ACCOUNT_SELF, Action.REMINDER_SELF})
"""What is of a person herself: whoever looks with another's eyes does not see it."""


UNSIGNED = frozenset({Action.TASK_ANSWER_UNSIGNED, Action.TASK_WORK, Action.EVIDENCE_SUBMIT})
"""What whoever came without signing in may do, in the one conversation that her door leads to: the work of a
unit, whatever else her role may. No page of any other action asks who came by a door.
"""


class OnlyLooks(Forbidden):
    """Whoever looks with another role's eyes does nothing in its name."""

    message = N_(
        "Está viendo como auditoría: puede mirar todo lo que ella ve, y no hacer nada en su nombre. Vuelva a "
        "su vista para seguir trabajando."
    )


def allows(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may do the action; what the table does not grant is denied."""
    if actor.via is not None and action not in UNSIGNED:
        return False
    return actor.role in TABLE.get(action, frozenset()) and not (actor.looks and action in OWN)


def check(actor: Actor, action: Action | None, *, writes: bool) -> None:
    """Refuse what the table does not grant, and every act but leaving to whoever only looks.

    Raises Forbidden, or OnlyLooks.
    """
    if action is None or not allows(actor, action):
        raise Forbidden
    if writes and actor.looks and action is not Action.LEAVE:
        raise OnlyLooks
