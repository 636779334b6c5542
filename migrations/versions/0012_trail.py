"""The trail: acts by one naming scheme, what changed before and after; no event is lost or told otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BATCH = 1000

EVENT = sa.table(
    "audit_event",
    sa.column("id", sa.Integer),
    sa.column("action", sa.String),
    sa.column("before", sa.JSON(none_as_null=True)),
    sa.column("after", sa.JSON(none_as_null=True)),
    sa.column("detail", sa.JSON),
)


@dataclass(frozen=True)
class Renamed:
    """How events of one act are carried over: the act's name, and where its details went."""

    name: str
    keys: Mapping[str, str] = field(default_factory=dict)
    """Names of the detail, as they were and as they are."""
    change: bool = False
    """The detail held the value before and after: both have a column now."""
    whole: tuple[str, ...] | None = None
    """These names of the detail (as they were) are the value after; what was before was not kept."""
    alone: bool = False
    """The value after is what the one of ``whole`` held, without its name."""


STEP = {"change": True}
ACTS: Mapping[str, Renamed] = {
    "account.invitation_used": Renamed("person.invitation_used"),
    "account.password_changed": Renamed("person.password_changed"),
    "account.reset_used": Renamed("person.reset_used"),
    "account.session_ended": Renamed("sign_in.ended"),
    "account.sessions_ended": Renamed("person.signed_out"),
    "account.signed_in": Renamed("sign_in.opened"),
    "answer.assigned": Renamed("answer.assigned", change=True),
    "answer.decided": Renamed("answer.decided", change=True),
    "answer.declared": Renamed("answer.declared", change=True),
    "answer.validated": Renamed("answer.validated", change=True),
    "crosswalk.loaded": Renamed("edition.crosswalk_loaded"),
    "cut.made": Renamed("cut.made", {"cycle": "cycle_id"}),
    "cycle.adoption_undone": Renamed("cycle.adoption_undone", {"adoption": "adoption_id"}),
    "cycle.copied": Renamed("cycle.copied", {"source": "source_id"}),
    "cycle.edited": Renamed("cycle.edited", {"changed": "fields"}),
    "cycle.edition_adopted": Renamed("cycle.edition_adopted", {"adoption": "adoption_id"}),
    "cycle.made_current": Renamed("cycle.promoted"),
    "cycle.opened": Renamed("cycle.opened", {"edition": "edition_id"}),
    "edition.mapped": Renamed("edition.mapped", {"before": "edition_id"}),
    "effort.set": Renamed("cycle.efforts_set", {"requirements": "requirement_ids"}),
    "evidence.link_confirmed": Renamed("evidence.link_confirmed", {"link": "requirement_id"}),
    "evidence.link_refused": Renamed("evidence.link_refused", {"link": "requirement_id"}),
    "evidence.linked": Renamed("evidence.linked", {"requirements": "requirement_ids"}),
    "evidence.released_all": Renamed("cycle.evidence_released"),
    "initiative.create": Renamed("initiative.created"),
    "initiative.edit": Renamed("initiative.edited"),
    "initiative.evidence": Renamed("initiative.evidence_linked"),
    "initiative.task": Renamed("initiative.task_asked"),
    "mail.retried": Renamed("outbox_mail.retried"),
    "mail.retried_all": Renamed("institution.mail_retried"),
    "person.edited": Renamed("person.edited", {"changed": "fields"}),
    "person.invited": Renamed("person.invited", {"unit": "unit_id"}),
    "person.invited_again": Renamed("person.reinvited"),
    "person.substitute_set": Renamed(
        "person.substituted",
        {"substitute": "substitute_id"},
        whole=("substitute", "first_day", "last_day"),
    ),
    "person.temporary_password": Renamed("person.password_given"),
    "reminders.settings": Renamed("institution.reminders_set", whole=("off",), alone=True),
    "reminders.silenced": Renamed("person.reminders_silenced"),
    "report.recipients": Renamed("institution.recipients_chosen", {"people": "person_ids"}),
    "scenario.create": Renamed("scenario.created"),
    "scenario.drop": Renamed("scenario.dropped"),
    "scenario.share": Renamed("scenario.shared"),
    "scenario.unshare": Renamed("scenario.unshared"),
    "task.accept": Renamed("task.accepted", **STEP),
    "task.attach": Renamed("task.evidence_attached"),
    "task.cancel": Renamed("task.cancelled", **STEP),
    "task.comment": Renamed("task.commented"),
    "task.create": Renamed("task.created"),
    "task.deliver": Renamed("task.delivered", **STEP),
    "task.edit": Renamed("task.edited"),
    "task.reopen": Renamed("task.reopened", **STEP),
    "task.return": Renamed("task.returned", **STEP),
    "task.start": Renamed("task.started", **STEP),
    "task.withdraw": Renamed("task.withdrawn", **STEP),
    "transfers.confirmed": Renamed("cycle.answers_imported"),
    "unit.added": Renamed("unit.added", {"parent": "parent_id"}),
    "unit.changed": Renamed("unit.changed", {"parent": "parent_id"}, whole=("parent",)),
    "unit.ended": Renamed("unit.ended", {"successor": "successor_id"}),
    "unit_hours.set": Renamed("institution.unit_hours_set", {"units": "unit_ids"}),
}
"""Every act that changed its name or its detail; the others stay as they are."""

BEFORE = {renamed.name: old for old, renamed in ACTS.items()}


def upgrade() -> None:
    op.add_column("audit_event", sa.Column("before", sa.JSON(), nullable=True))
    op.add_column("audit_event", sa.Column("after", sa.JSON(), nullable=True))
    for row in _events(ACTS):
        renamed = ACTS[row.action]
        before, after, detail = _carried(renamed, row.detail)
        _write(row.id, renamed.name, before=before, after=after, detail=detail)


def downgrade() -> None:
    """What no column holds any more (before and after of edits) is lost; what the old rows held comes back."""
    for row in _events(BEFORE):
        old = BEFORE[row.action]
        _write(row.id, old, detail=_put_back(ACTS[old], row))
    op.drop_column("audit_event", "after")
    op.drop_column("audit_event", "before")


def _carried(renamed: Renamed, was: dict[str, Any]) -> tuple[Any, Any, dict[str, Any]]:
    moved = {"before", "after"} if renamed.change else set(renamed.whole or ())
    detail = {renamed.keys.get(key, key): value for key, value in was.items() if key not in moved}
    if renamed.change:
        return was.get("before"), was.get("after"), detail
    if renamed.whole is None:
        return None, None, detail
    after = {renamed.keys.get(key, key): was.get(key) for key in renamed.whole}
    return None, (was.get(renamed.whole[0]) if renamed.alone else after), detail


def _put_back(renamed: Renamed, row: Any) -> dict[str, Any]:
    names = {new: old for old, new in renamed.keys.items()}
    detail = {names.get(key, key): value for key, value in row.detail.items()}
    if renamed.change:
        return {"before": row.before, "after": row.after} | detail
    if renamed.whole is None:
        return detail
    if renamed.alone:
        return {renamed.whole[0]: row.after} | detail
    held = {names.get(key, key): value for key, value in (row.after or {}).items()}
    return {key: held.get(key) for key in renamed.whole} | detail


def _events(acts: Mapping[str, object]) -> Iterator[Any]:
    """The events of some acts, by their ids, a batch at a time: the trail may be long."""
    connection, last = op.get_bind(), 0
    statement = sa.select(EVENT).where(EVENT.c.action.in_(sorted(acts))).order_by(EVENT.c.id).limit(BATCH)
    while rows := connection.execute(statement.where(EVENT.c.id > last)).all():
        yield from rows
        last = rows[-1].id


def _write(number: int, act: str, **values: Any) -> None:
    op.get_bind().execute(EVENT.update().where(EVENT.c.id == number).values(action=act, **values))
