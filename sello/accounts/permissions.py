"""The one permission table: which role may do which action."""

from enum import StrEnum

from sello.accounts.domain.actor import Actor, Role


class Action(StrEnum):
    """Every action of the product that needs a permission."""

    DASHBOARD_VIEW = "dashboard.view"
    ACCOUNT_SELF = "account.self"
    INSTITUTION_MANAGE = "institution.manage"
    UNIT_VIEW = "unit.view"
    UNIT_MANAGE = "unit.manage"
    PERSON_VIEW = "person.view"
    PERSON_MANAGE = "person.manage"
    CATALOGUE_VIEW = "catalogue.view"
    CATALOGUE_MANAGE = "catalogue.manage"
    CYCLE_VIEW = "cycle.view"
    CYCLE_MANAGE = "cycle.manage"
    CHECKLIST_VIEW = "checklist.view"
    CHECKLIST_ASSIGN = "checklist.assign"
    ANSWER_EDIT = "answer.edit"
    ANSWER_VALIDATE = "answer.validate"
    ANSWER_DECIDE = "answer.decide"
    CUT_MAKE = "cut.make"
    EVIDENCE_VIEW = "evidence.view"
    EVIDENCE_SUBMIT = "evidence.submit"
    EVIDENCE_REVIEW = "evidence.review"
    EVIDENCE_RELEASE = "evidence.release"
    TASK_VIEW = "task.view"
    TASK_WORK = "task.work"
    TASK_ASSIGN = "task.assign"
    TASK_MANAGE = "task.manage"
    REGISTER_VIEW = "register.view"
    REGISTER_MANAGE = "register.manage"
    REMINDER_SELF = "reminder.self"
    REMINDER_MANAGE = "reminder.manage"
    REPORT_VIEW = "report.view"
    REPORT_MANAGE = "report.manage"
    SCENARIO_USE = "scenario.use"


S, H, C, A, X = Role.SECRETARIAT, Role.UNIT_HEAD, Role.CONTRIBUTOR, Role.AUTHORITY, Role.AUDITOR
EVERYONE = frozenset(Role)
STAFF = frozenset({S, H, C, A})
WORKERS = frozenset({S, H, C})

TABLE: dict[Action, frozenset[Role]] = {
    Action.DASHBOARD_VIEW: EVERYONE,
    Action.ACCOUNT_SELF: EVERYONE,
    Action.INSTITUTION_MANAGE: frozenset({S}),
    Action.UNIT_VIEW: frozenset({S, A}),
    Action.UNIT_MANAGE: frozenset({S}),
    Action.PERSON_VIEW: frozenset({S, A}),
    Action.PERSON_MANAGE: frozenset({S}),
    Action.CATALOGUE_VIEW: EVERYONE,
    Action.CATALOGUE_MANAGE: frozenset({S}),
    Action.CYCLE_VIEW: EVERYONE,
    Action.CYCLE_MANAGE: frozenset({S}),
    Action.CHECKLIST_VIEW: EVERYONE,
    Action.CHECKLIST_ASSIGN: frozenset({S}),
    Action.ANSWER_EDIT: WORKERS,
    Action.ANSWER_VALIDATE: frozenset({S}),
    Action.ANSWER_DECIDE: frozenset({S, X}),
    Action.CUT_MAKE: frozenset({S}),
    Action.EVIDENCE_VIEW: EVERYONE,
    Action.EVIDENCE_SUBMIT: WORKERS,
    Action.EVIDENCE_REVIEW: frozenset({S}),
    Action.EVIDENCE_RELEASE: frozenset({S}),
    Action.TASK_VIEW: STAFF,
    Action.TASK_WORK: WORKERS,
    Action.TASK_ASSIGN: frozenset({S, H}),
    Action.TASK_MANAGE: frozenset({S}),
    Action.REGISTER_VIEW: STAFF,
    Action.REGISTER_MANAGE: frozenset({S, H}),
    Action.REMINDER_SELF: EVERYONE,
    Action.REMINDER_MANAGE: frozenset({S}),
    Action.REPORT_VIEW: frozenset({S, A, X}),
    Action.REPORT_MANAGE: frozenset({S}),
    Action.SCENARIO_USE: STAFF,
}


def allows(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role may do the action; what the table does not grant is denied."""
    return actor.role in TABLE.get(action, frozenset())
