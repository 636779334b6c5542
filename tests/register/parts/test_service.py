"""The rows of an initiative's parts, on a real database."""

from datetime import date

import pytest

from sello.core.refusal import NotFound, Stale
from sello.core.trail.acts import Act
from sello.register.domain import AlreadyAsked, InitiativeKind, Purpose
from sello.register.parts import queries, service
from sello.register.parts.domain import rules
from sello.register.parts.domain.columns import COLUMNS, Link, Part, Seat
from sello.register.parts.domain.kinds import Ask
from sello.register.parts.service import SentRow
from sello.register.queries import initiative
from sello.register.service import initiatives, linking
from sello.tasks.domain.due import DueKind, Term
from sello.tasks.domain.refusals import UnitElsewhere
from sello.tasks.service import assigning
from tests.builders import AT
from tests.tasks.cast import TODAY


@pytest.fixture
def secretary(town):
    return town.people.secretary.actor()


@pytest.fixture
def made(town, secretary):
    said = initiatives.InitiativeDraft(
        name="Comité de Género",
        kind=InitiativeKind.COMMITTEE,
        unit_ids=frozenset({town.units.personas, town.units.migrantes}),
    )
    return initiatives.create(secretary, said, at=AT)


def sent(part, row_id=None, **values):
    return SentRow(row_id, {one.name: "" if one.shape == "text" else None for one in COLUMNS[part]} | values)


def save(actor, made, part, *rows, version=None):
    version = initiative.detail(made, actor, today=TODAY).version if version is None else version
    return service.save(actor, made, part, rows, version=version, at=AT)


def rows(made, part):
    return queries.rows_of(made, part)


def test_rows_are_written_changed_and_taken_away(secretary, made):
    assert save(
        secretary, made, Part.BUDGET, sent(Part.BUDGET, year=2026, own=5), sent(Part.BUDGET, year=2025)
    )
    older, newer = rows(made, Part.BUDGET)
    assert (older.values["year"], newer.values["own"]) == (2025, 5)
    same = [sent(Part.BUDGET, row.id, **row.values) for row in (older, newer)]
    assert not save(secretary, made, Part.BUDGET, *same)
    assert save(secretary, made, Part.BUDGET, sent(Part.BUDGET, newer.id, year=2027, own=7))
    (left,) = rows(made, Part.BUDGET)
    assert (left.id, left.values["year"], left.values["own"]) == (newer.id, 2027, 7)
    edited = initiative.history(made)[0]
    assert (edited.act, edited.detail["fields"]) == (Act.INITIATIVE_EDITED, ["presupuesto"])


def test_the_second_to_save_is_refused_and_so_is_a_row_that_is_gone(secretary, made):
    assert save(secretary, made, Part.PARTIES, sent(Part.PARTIES, name="SernamEG"), version=1)
    with pytest.raises(Stale):
        save(secretary, made, Part.PARTIES, sent(Part.PARTIES, name="Otra"), version=1)
    with pytest.raises(rules.RowGone):
        save(secretary, made, Part.PARTIES, sent(Part.PARTIES, 999_999, name="Otra"))


def test_shares_are_given_to_the_units_that_are_responsible(town, secretary, made):
    both = [(town.units.personas, 60), (town.units.migrantes, 40)]
    ids = {row.values["unit_id"]: row.id for row in rows(made, Part.SHARES)}
    assert save(
        secretary,
        made,
        Part.SHARES,
        *(sent(Part.SHARES, ids[unit], unit_id=unit, share=n) for unit, n in both),
    )
    shown = initiative.detail(made, secretary, today=TODAY).row.units
    assert {unit.id: unit.share for unit in shown} == dict(both)
    with pytest.raises(rules.OtherUnits):
        save(secretary, made, Part.SHARES, sent(Part.SHARES, unit_id=town.units.dideco, share=100))


def test_a_share_is_its_units_whatever_row_it_is_sent_with(secretary, made):
    first, second = rows(made, Part.SHARES)
    swapped = [(first.id, second, 30), (None, first, 70)]
    given = [
        sent(Part.SHARES, row_id, unit_id=row.values["unit_id"], share=share)
        for row_id, row, share in swapped
    ]
    assert save(secretary, made, Part.SHARES, *given)
    kept = [(row.id, row.values["share"]) for row in rows(made, Part.SHARES)]
    assert kept == [(first.id, 70), (second.id, 30)]


def test_shares_are_forgotten_when_the_units_change(town, secretary, made):
    held = rows(made, Part.SHARES)
    given = [sent(Part.SHARES, row.id, unit_id=row.values["unit_id"], share=50) for row in held]
    save(secretary, made, Part.SHARES, *given)
    said = initiatives.InitiativeDraft(
        name="Comité de Género",
        kind=InitiativeKind.COMMITTEE,
        unit_ids=frozenset({town.units.personas, town.units.dideco}),
    )
    assert initiatives.edit(secretary, made, said, version=2, at=AT)
    assert {row.values["share"] for row in rows(made, Part.SHARES)} == {None}


def test_a_row_that_others_name_stays(secretary, made):
    save(secretary, made, Part.MEMBERS, sent(Part.MEMBERS, post="Alcaldía", seat=Seat.CHAIR))
    save(secretary, made, Part.MEETINGS, sent(Part.MEETINGS, held_on=date(2026, 3, 9), agenda="Plan"))
    (member,), (meeting,) = rows(made, Part.MEMBERS), rows(made, Part.MEETINGS)
    save(secretary, made, Part.PRESENT, sent(Part.PRESENT, meeting_id=meeting.id, member_id=member.id))
    with pytest.raises(rules.RowInUse, match="Alcaldía"):
        save(secretary, made, Part.MEMBERS)
    assert save(secretary, made, Part.PRESENT)
    assert save(secretary, made, Part.MEMBERS)
    assert rows(made, Part.MEMBERS) == ()


def test_a_chain_hangs_together_and_goes_together(secretary, made):
    save(secretary, made, Part.CHAIN, sent(Part.CHAIN, link=Link.BARRIER, text="Cuidados"))
    (barrier,) = rows(made, Part.CHAIN)
    kept = sent(Part.CHAIN, barrier.id, **barrier.values)
    save(secretary, made, Part.CHAIN, kept, sent(Part.CHAIN, link=Link.GAP, text="x", follows_id=barrier.id))
    gap = rows(made, Part.CHAIN)[1]
    with pytest.raises(rules.NotLinked):
        save(secretary, made, Part.CHAIN, sent(Part.CHAIN, gap.id, **gap.values))
    assert save(secretary, made, Part.CHAIN)
    assert rows(made, Part.CHAIN) == ()


def test_what_is_named_has_to_be_there(town, secretary, made):
    other = initiatives.InitiativeDraft(
        name="Otro comité", kind=InitiativeKind.COMMITTEE, unit_ids=frozenset({town.units.personas})
    )
    foreign = initiatives.create(secretary, other, at=AT)
    save(secretary, foreign, Part.MEETINGS, sent(Part.MEETINGS, held_on=date(2026, 3, 9), agenda="Plan"))
    (theirs,) = rows(foreign, Part.MEETINGS)
    agreed = {"meeting_id": theirs.id, "text": "Enviar", "unit_id": town.units.personas}
    with pytest.raises(rules.RowGone):
        save(secretary, made, Part.RESOLUTIONS, sent(Part.RESOLUTIONS, **agreed))
    with pytest.raises(UnitElsewhere):
        save(secretary, made, Part.MEMBERS, sent(Part.MEMBERS, post="x", seat=Seat.MEMBER, unit_id=999_999))
    meeting = sent(Part.MEETINGS, held_on=date(2026, 3, 9), agenda="Plan", minutes_id=999_999)
    with pytest.raises(NotFound):
        save(secretary, made, Part.MEETINGS, meeting)


def test_another_units_parts_are_not_found(town, secretary):
    said = initiatives.InitiativeDraft(
        name="De Personas", kind=InitiativeKind.OFFICE, unit_ids=frozenset({town.units.personas})
    )
    theirs = initiatives.create(secretary, said, at=AT)
    with pytest.raises(NotFound):
        save(town.people.other_head.actor(), theirs, Part.PARTIES, sent(Part.PARTIES, name="x"), version=1)


def test_what_is_said_is_missed_no_more(secretary, made):
    def asked():
        return initiative.detail(made, secretary, today=TODAY).row.missing

    assert {Ask.MEMBERS, Ask.AIM, Ask.STAGE} <= set(asked())
    save(secretary, made, Part.MEMBERS, sent(Part.MEMBERS, post="Alcaldía", seat=Seat.CHAIR))
    assert Ask.MEMBERS not in asked()


def test_a_unit_is_asked_once_while_its_conversation_is_open(town, secretary, made):
    draft = assigning.TaskDraft(
        title="Completar la ficha", unit_id=town.units.personas, term=Term(DueKind.BUSINESS, days=10)
    )

    def ask(purpose):
        return linking.ask(secretary, made, draft, cycle_id=None, at=AT, purpose=purpose)

    first = ask(Purpose.MISSING)
    with pytest.raises(AlreadyAsked):
        ask(Purpose.MISSING)
    renewal = ask(Purpose.RENEWAL)
    found = initiative.asked_of(made)
    assert {purpose: one.task_id for purpose, one in found.items()} == {
        Purpose.MISSING: first,
        Purpose.RENEWAL: renewal,
    }
