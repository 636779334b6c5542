"""What documents say: the same on both databases, found by whoever may see the piece and by nobody else."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_with
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from sello.accounts.domain.actor import Visibility
from sello.core.db import db, scope_to
from sello.core.fulltext import holds
from sello.core.phrases import Phrase
from sello.core.stemming import stems_of
from sello.evidence.domain.details import Classification
from sello.evidence.domain.review import EvidenceState
from sello.evidence.models import Evidence, EvidenceLink, EvidenceVersion, ServiceState
from sello.evidence.queries.conditions import seen_by
from sello.files import texts
from sello.files.models import FileCheck, TextPage, TextRead, TextWord
from sello.search.domain import passages
from sello.search.domain.passages import Page, first_of_each
from sello.search.domain.question import parse
from sello.search.domain.ranking import Kind
from sello.search.domain.wanted import sought
from sello.search.queries.documents import Progress, documents, progress
from sello.search.queries.everything import find
from tests import builders as town_builders
from tests.builders import AT, NOW
from tests.cycles import builders
from tests.search.corpus import QUERIES, newer, pages, say

ALL = Visibility(None)
MOST = 1_000


@pytest.fixture
def hall(town):
    """A cycle, and a way to add a piece of a unit to it."""
    cycle = builders.cycle(town.people.secretary.actor(), builders.edition(4))
    requirement = builders.ids(cycle)["1.1.1"]

    def piece(unit_id: int, *said: str, **values: object) -> int:
        made = builders.evidence(cycle, requirement, unit_id, title="Documento")
        for name, value in values.items():
            setattr(db.session.get_one(Evidence, made), name, value)
        say(made, *said)
        db.session.flush()
        return made

    return SimpleNamespace(piece=piece, town=town)


def asked(typed: str, reader: Visibility = ALL) -> list[tuple[int, int]]:
    """The pieces that are found, each with its nearest page, in their order."""
    return [(hit.id, hit.passage.page) for hit in documents(parse(typed), reader, most=MOST)]


def test_each_question_is_answered_as_by_reading_every_page(hall):
    """On either database: so both find the same, in the same order."""
    assert len(QUERIES) >= 60
    for said in pages(24):
        hall.piece(hall.town.units.personas, *said)
    rows = db.session.execute(
        select(TextPage.id, TextPage.page, TextPage.stems, Evidence.id.label("evidence_id"))
        .join(EvidenceVersion, EvidenceVersion.sha256 == TextPage.sha256)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
    ).all()
    every = [Page(row.id, row.evidence_id, row.page, row.stems) for row in rows]
    found = 0
    for typed in QUERIES:
        wanted = sought(parse(typed))
        saying = [one for one in every if wanted and says(one, wanted.wanted)]
        expected = [(page.evidence_id, page.page) for page, _ in first_of_each(saying, wanted)]
        assert asked(typed) == expected, typed
        found += bool(expected)
    assert found > 60


@pytest.mark.parametrize(("threat", "found"), [("Eicar", False), ("", True), (None, True)])
def test_what_is_in_quarantine_is_not_found(hall, threat, found):
    made = hall.piece(hall.town.units.personas, "una planilla extraña")
    sha256 = db.session.scalars(
        select(EvidenceVersion.sha256).where(EvidenceVersion.evidence_id == made)
    ).one()
    db.session.add(FileCheck(institution_id=hall.town.institution.id, sha256=sha256, threat=threat))
    db.session.flush()
    assert asked("extraña") == ([(made, 1)] if found else [])


def says(page: Page, wanted) -> bool:
    return all(any(passages._count(phrase, page.stems) for phrase in clause) for clause in wanted)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("violencia", "Contra la VIOLENCIA"),
        ("VIOLÉNCIA", "contra la violencia"),
        ("capacitar", "dos capacitaciones"),
        ("decreto 915", "D.A. N° 915 del 3 de mayo"),
        ("DA 1200/46", "decreto alcaldicio Nº 1.200/46"),
        ('"enfoque de género"', "con enfoque del género"),
        ("cuid*", "el cuidado"),
        ("cuidad", "el cuidado"),
        ("nino", "las niñas"),
        ("capacitación", "la capaci-\ntación"),
    ],
)
def test_it_is_found_however_it_is_written(hall, typed, said):
    piece = hall.piece(hall.town.units.personas, "Nada de eso", said)
    assert asked(typed) == [(piece, 2)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"enfoque de género"', "género con enfoque"),
        ("decreto 915", "decreto 1915 y 9150"),
        ("DA 1200/46", "decreto 1200/47 de 46 páginas"),
        ("violencia acoso", "violencia"),
        ("de la", "de la"),
    ],
)
def test_it_is_not_found_by_what_it_does_not_say(hall, typed, said):
    hall.piece(hall.town.units.personas, said)
    assert asked(typed) == []


def empty() -> None:
    """Whatever an example wrote is gone before the next one."""
    for table in (TextPage, TextRead, TextWord, EvidenceLink, EvidenceVersion, ServiceState, Evidence):
        db.session.execute(delete(table))
    db.session.commit()


SEEN = st.none() | st.sets(st.integers(0, 2))
PIECES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(list(EvidenceState)), st.booleans(), st.booleans()),
    min_size=1,
    max_size=12,
)


@given(rows=PIECES, seen=SEEN, released_only=st.booleans())
@given_with(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_finds_a_piece_by_its_text_that_she_may_not_see(hall, rows, seen, released_only):
    """What the one condition says, now and later, the search says; of what is reserved it shows nothing."""
    units = [hall.town.units.personas, hall.town.units.dideco, hall.town.units.daf]
    for unit, state, released, reserved in rows:
        hall.piece(
            units[unit],
            "El protocolo de acoso",
            state=state,
            accepted_at=NOW if state is EvidenceState.ACCEPTED else None,
            released_at=NOW if released and state is EvidenceState.ACCEPTED else None,
            classification=Classification.RESERVED if reserved else Classification.PUBLIC,
        )
    reader = Visibility(None if seen is None else frozenset(units[one] for one in seen), released_only)
    expected = set(db.session.scalars(select(Evidence.id).where(seen_by(reader))))
    hits = documents(parse("protocolo"), reader, most=MOST)
    assert {hit.id for hit in hits} == expected
    for hit in hits:
        reserved = db.session.get_one(Evidence, hit.id).classification is Classification.RESERVED
        assert bool(hit.passage.text) is not reserved
        assert not (reserved and hit.passage.words)
    assert progress(reader) == Progress(len(expected), len(expected), 0)
    empty()


def test_equal_bytes_are_read_once_and_found_by_each_whose_they_are(hall):
    hers = hall.piece(hall.town.units.personas, "Acta del comité")
    theirs = hall.piece(hall.town.units.dideco, "Otra cosa")
    newer(theirs, f"{hers:064x}")
    one, other = (frozenset({unit}) for unit in (hall.town.units.personas, hall.town.units.dideco))
    assert asked("comité", Visibility(one)) == [(hers, 1)]
    assert asked("comité", Visibility(other)) == [(theirs, 1)]
    assert asked("comité") == [(theirs, 1), (hers, 1)]
    assert asked("otra cosa") == [], "an older version is not looked into"


def test_nothing_of_another_town_is_found(hall):
    hall.piece(hall.town.units.personas, "Acta del comité")
    other = town_builders.town("Municipalidad Vecina")
    db.session.commit()
    scope_to(db.session(), other.institution.id)
    assert asked("comité") == []
    assert progress(ALL) == Progress(0, 0, 0)


def test_the_box_says_on_which_page_and_what_stands_there(hall):
    piece = hall.piece(
        hall.town.units.personas, "Portada", "x " * 300 + "El protocolo de acoso laboral.", "acoso"
    )
    db.session.commit()
    answer = find(parse("protocolo acoso"), hall.town.people.secretary.actor(), (), at=AT)
    (group,) = [one for one in answer.groups if one.kind is Kind.DOCUMENT]
    (hit,) = group.hits
    assert (hit.id, hit.passage.page, hit.passage.pages) == (piece, 2, 1)
    assert [said for said, is_asked in hit.passage.text if is_asked] == ["protocolo", "acoso"]
    assert hit.passage.text[0][0] == "… "
    assert hit.passage.words == "protocolo"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("protocalo", "protocolo"),
        ("protcolo de acoso", "protocolo de acoso"),
        ("porotocolo", "protocolo"),
        ("proctoloco", None),
        ("acozo", "acoso"),
        ("acso", "acoso"),
        ("aocso", "acoso"),
        ("ocaso", None),
        ("zapato", None),
        ("zac", None),
    ],
)
def test_a_word_with_a_wrong_letter_finds_the_nearest_one_that_is_said(hall, typed, meant):
    piece = hall.piece(hall.town.units.personas, "El protocolo de acoso")
    db.session.commit()
    secretary, head = hall.town.people.secretary.actor(), hall.town.people.other_head.actor()
    answer = find(parse(typed), secretary, (), at=AT)
    found = [hit.id for group in answer.groups if group.kind is Kind.DOCUMENT for hit in group.hits]
    if meant is None:
        assert not found
        return
    assert (found, answer.question.typed, answer.instead_of) == ([piece], meant, typed)
    assert not find(parse(typed), head, (), at=AT).instead_of, "no word is told of what she may not see"


@pytest.mark.parametrize("who", ["authority", "auditor", "contributor", "other_head"])
def test_a_word_that_only_closed_texts_say_is_as_if_there_were_none(hall, who):
    """Neither told, nor known, nor in the way of an open one that is as near and less usual."""
    reader = getattr(hall.town.people, who)
    opened, personas = reader.unit_id or hall.town.units.personas, hall.town.units.personas
    closed, secret = (personas if who == "other_head" else opened), Classification.SECRET
    for said in ("melita", "melita melita", "melitas"):
        hall.piece(closed, f"Declara {said}", classification=secret, released_at=NOW)
    piece = hall.piece(opened, "La pelita", released_at=NOW)
    db.session.commit()

    def answered(typed, actor):
        answer = find(parse(typed), actor, (), at=AT)
        found = [hit.id for group in answer.groups if group.kind is Kind.DOCUMENT for hit in group.hits]
        return found, answer.instead_of and answer.question.typed

    actor = reader.actor()
    for typed in ("nelita", "melita"):
        assert answered(typed, actor) == ([piece], "pelita"), typed
    for typed in ("melitta", "melota", "melitta pelita"):
        assert answered(typed, actor) == ([], ""), typed
    assert answered("melitta", hall.town.people.secretary.actor())[1] == "melita"


def test_what_is_kept_is_replaced_and_goes_whole(hall):
    piece = hall.piece(hall.town.units.personas, "Protocolo de acoso", "acoso")
    other = hall.piece(hall.town.units.personas, "protocolo")
    sha256 = say(piece, "Acta de acoso")
    assert asked("protocolo") == [(other, 1)]
    assert asked("acoso") == [(piece, 1)]
    words = select(TextWord.word, TextWord.pages).order_by(TextWord.word)
    assert db.session.execute(words).all() == [("acoso", 1), ("acta", 1), ("protocolo", 1)]
    texts.forget(sha256)
    assert asked("acoso") == []
    assert db.session.execute(words).all() == [("protocolo", 1)]
    assert db.session.scalar(select(func.count()).select_from(TextPage)) == 1


def test_a_page_of_very_many_words_is_found_to_its_end(hall):
    piece = hall.piece(hall.town.units.personas, "palabra " * 30_000 + "última")
    assert asked("última") == [(piece, 1)]


@given(st.lists(st.from_regex(r"[a-z0-9]{1,12}", fullmatch=True), min_size=1, max_size=40, unique=True))
@given_with(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_is_one_for_the_database_too(hall, words):
    """Neither parser takes a stem for anything but a word; «12e5» and «0x1f» are several."""
    said = [one for word in words for one in stems_of(word)]
    sha256 = "b" * 64
    texts.keep(sha256, [" ".join(words)], now=NOW)
    for one in said:
        found = select(TextPage.page).where(holds(TextPage.id, TextPage.stems, ((Phrase((one,)),),)))
        assert db.session.scalars(found).all() == [1], one
    db.session.rollback()
