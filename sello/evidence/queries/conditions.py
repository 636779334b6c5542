"""Which pieces count on a day and who may know of them, as conditions on rows.

The only module that compares Evidence's columns of validity and release; everybody else asks it, so that
nobody forgets half of a condition. `evidence.domain.conditions` says the same of values that were read
already. A day is a date, or a parameter of a statement that is built once.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    SQLColumnExpression,
    and_,
    case,
    func,
    literal,
    not_,
    or_,
    true,
)

from sello.accounts.domain.actor import Visibility
from sello.core.days import SOON
from sello.evidence.domain.details import SECRET_TITLE, Classification, Validity
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence

Condition: TypeAlias = ColumnElement[bool]
Day: TypeAlias = date | BindParameter[date]
Instant: TypeAlias = datetime | BindParameter[datetime]


def seen_by(visibility: Visibility, *, by_index: bool = True) -> Condition:
    """The condition under which a piece is seen: what the reader knows of, and may open (`opened_to`).

    Without `by_index` it is written so that no planner walks through all that the units ever handed in.
    """
    return known_to(visibility, by_index=by_index) & opened_to(visibility)


def opened_to(visibility: Visibility) -> Condition:
    """What she knows of is open to her: nobody had it blocked, and it is not secret, or she handed it in, or
    secrets are her work.
    """
    if not visibility.withheld:
        return not_(blocked())
    if visibility.own_id is None:
        return and_(not_(blocked()), not_(secret()))
    return and_(not_(blocked()), or_(not_(secret()), Evidence.created_by == visibility.own_id))


def closed_to(visibility: Visibility) -> Condition:
    """What she knows of and may not open, said so that every planner begins at the few that are closed."""
    known = known_to(visibility, by_index=False)
    if not visibility.withheld:
        return blocked() & known
    if visibility.own_id is None:
        return closed() & known
    others = func.coalesce(Evidence.created_by, 0) != visibility.own_id
    return closed() & or_(blocked(), others) & known


def closed() -> Condition:
    """Not open to everybody who knows of it: word for word what `ix_evidence_closed` holds."""
    return or_(blocked(), secret())


def blocked() -> Condition:
    """A person's request about it is examined: until then nobody reads it (Ley 19.628, bloqueo)."""
    return Evidence.blocked_at.is_not(None)


def leaving_or_gone() -> Condition:
    """An acta was confirmed by which its files go: they may still lie in the store, or not any more."""
    return Evidence.purge_number.is_not(None)


def gone() -> Condition:
    """Its files are gone; what remains is that it existed."""
    return Evidence.purged_at.is_not(None)


def titled(title: SQLColumnExpression[str], opened: Condition) -> ColumnElement[str]:
    """A piece's title where it is open, and else what every secret piece is called."""
    return case((opened, title), else_=SECRET_TITLE)


def known_to(visibility: Visibility, *, by_index: bool = True) -> Condition:
    """She knows that there is such a piece: of her units, and released where that is asked.

    What is known and not opened is attested to her: its hash, day and reviewer, and nothing of what it says.
    """
    condition: Condition = true()
    if visibility.units is not None:
        unit_id = Evidence.unit_id if by_index else Evidence.unit_id + 0
        condition = condition & unit_id.in_(sorted(visibility.units))
    if visibility.released_only:
        condition = condition & released()
    return condition


def released() -> Condition:
    """External auditors see it; a constraint of the table: only what is accepted."""
    return Evidence.released_at.is_not(None)


def secret() -> Condition:
    """Whoever may not open it is told nothing that it says."""
    # Written out, not bound: else SQLite does not find the index of the few that are.
    return Evidence.classification == literal(
        Classification.SECRET, Evidence.classification.type, literal_execute=True
    )


def in_state(state: EvidenceState) -> Condition:
    """Its review has come as far as that."""
    return Evidence.state == state


def of_units(units: Iterable[int]) -> Condition:
    """One of these units handed it in."""
    return Evidence.unit_id.in_(sorted(units))


def restricted() -> Condition:
    """It is opened only on purpose (twin: `domain.details.is_restricted`)."""
    return or_(Evidence.classification != Classification.PUBLIC, Evidence.personal_data)


def accepted() -> Condition:
    """The institution stands by it, from whichever day on."""
    return in_state(EvidenceState.ACCEPTED)


def waiting() -> Condition:
    """It waits for a decision."""
    return in_state(EvidenceState.SUBMITTED)


def returned() -> Condition:
    """It waits for its unit's answer to a remark."""
    return in_state(EvidenceState.RETURNED)


def releasable() -> Condition:
    """It could be shown to external auditors, and is not yet."""
    return accepted() & not_(released())


def replaced(day: Day) -> Condition:
    """Another piece has taken its place by that day."""
    return Evidence.superseded_on.is_not(None) & (Evidence.superseded_on <= day)


def unreplaced(day: Day) -> Condition:
    """Nothing has taken its place by that day."""
    return Evidence.superseded_on.is_(None) | (Evidence.superseded_on > day)


def has_successor() -> Condition:
    """It bears the day on which another piece takes its place, be it past or ahead."""
    return Evidence.superseded_on.is_not(None)


def cut_short() -> Condition:
    """Another piece takes its place, and not after its own last day."""
    return has_successor() & (
        Evidence.valid_until.is_(None) | (Evidence.superseded_on <= Evidence.valid_until)
    )


def past(day: Day) -> Condition:
    """Its last day lies before that day (one without a last day has none behind it)."""
    return Evidence.valid_until < day


def unexpired(day: Day) -> Condition:
    """Nothing has ended it by that day: neither its last day nor another piece."""
    return and_(or_(Evidence.valid_until.is_(None), Evidence.valid_until >= day), unreplaced(day))


def last_day() -> SQLColumnExpression[date | None]:
    """Its last day as it was said, to be read beside one of these conditions."""
    return Evidence.valid_until


def ends_between(first: Day, last: Day) -> Condition:
    """Its last day is one of these days."""
    return Evidence.valid_until.between(first, last)


def ends_by(last: Day) -> Condition:
    """Its last day is that day or an earlier one."""
    return Evidence.valid_until <= last


def ends_on(days: list[date]) -> Condition:
    """Its last day is one of some days."""
    return Evidence.valid_until.in_(days)


def accepted_before(instant: Instant) -> Condition:
    """Its acceptance lies before an instant; one without a date is as old as can be."""
    return Evidence.accepted_at.is_(None) | (Evidence.accepted_at < instant)


def in_force(day: Day) -> Condition:
    """It counts on a day from which its acceptance is not ahead: accepted, and nothing ended it."""
    return accepted() & unexpired(day)


def in_validity(word: Validity, today: date, *, by_index: bool = True) -> Condition:
    """The condition that `domain.conditions.validity` gives a word to.

    Without `by_index` it is written so that no planner sorts all of them by their last day first.
    """
    if word is Validity.REPLACED:
        return replaced(today)
    last = Evidence.valid_until if by_index else func.coalesce(Evidence.valid_until, date.max)
    ends = {
        Validity.EXPIRED: last < today,
        Validity.EXPIRING: last.between(today, today + SOON),
        Validity.IN_FORCE: Evidence.valid_until.is_(None) | (last > today + SOON),
    }[word]
    return ends & unreplaced(today)
