"""What pages work out is kept in the process for as long as nobody changed anything of the institution.

Each institution has a counter in the database. Whoever commits a change counts it up, in the same
transaction: a reader who sees the change sees the new number, and one who does not sees the old one. So what
was worked out under a number is right for every reader of that number, in whichever process, and it is
never older than what the reader would see by asking himself. With a new number nobody finds the old values.

Beside it stands a second number, for the ground on which work is done: units, people, editions, cycles, what
the register says of initiatives, saved views. It is counted up by whoever writes such a table (`GROUND`),
which happens on few days, so what is made of nothing else (`grounded`) outlives the work of the day. What is
written is not told apart by what one remembers to say: a write of an unnamed table counts both.

Sign-ins, downloads, mails on their way and the like are no changes: no page's kept value may read them
(`tests/core/test_changes.py`).
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Engine, ForeignKey, TextClause, event, select
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from sello.core.db import Base, db, insert_into, reading, scope_of

T = TypeVar("T")

NUMBERS = "change_numbers"
WROTE = "change_wrote"
WROTE_GROUND = "change_wrote_ground"

MOST = 128
"""Values that a process keeps, of all institutions; the one that was not asked for longest goes."""

QUIET = frozenset(
    {
        "audit_event",  # whoever records an act counts it (`core.trail.recording`); a look is no change
        "change_counter",
        "evidence_download",
        "file_check",
        "guess",
        "job_run",
        "lease",
        "outage",
        "ledger_cosignature",
        "ledger_head",
        "ledger_leaf",
        "ledger_node",
        "outbox_mail",
        "sending",
        "sign_in",
        "text_page",  # looking for words in them is never kept
        "text_read",
        "text_word",
        "undoable",
        "witnessed",
    }
)
"""Tables that no kept value reads: to write them is no change."""

GROUND = frozenset(
    {
        "absence",
        "appointment",
        "committee_meeting",
        "committee_member",
        "committee_presence",
        "committee_resolution",
        "counterpart",
        "cut",
        "cycle",
        "dimension",
        "duty",
        "edition",
        "effort",
        "executing_body",
        "first_view",
        "gap_link",
        "handover",
        "initiative",
        "initiative_name",
        "initiative_unit",
        "institution",
        "logo",
        "person",
        "post_competence",
        "ready_remark",
        "requirement",
        "saved_view",
        "signatory",
        "staff_count",
        "stage",
        "standard",
        "town_budget",
        "training_attendance",
        "training_session",
        "unit",
        "unit_history",
        "unit_hours",
        "view_mail",
        "year_budget",
    }
)
"""All that a value may read that is kept while the ground stands (`tests/sql/test_kept.py`)."""


class ChangeCounter(Base):
    """How often something of an institution was changed, counted by commits."""

    __tablename__ = "change_counter"

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("institution.id"), primary_key=True, autoincrement=False
    )
    """Whose changes they are."""
    number: Mapped[int] = mapped_column(BigInteger)
    """Begins anywhere and grows by one with every commit that changes something."""
    ground: Mapped[int] = mapped_column(BigInteger)
    """The same of the commits that change the ground."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Under which numbers a transaction reads."""

    number: int
    ground: int


class Kept:
    """The values of one database, the latest used last; any thread may ask."""

    def __init__(self) -> None:
        self._values: OrderedDict[tuple[Hashable, ...], object] = OrderedDict()
        self._lock = Lock()

    def find(self, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """The value of a key; two who miss it at once both work it out, and nobody waits."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast(T, self._values[key])
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > MOST:
                self._values.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._values)


GROUNDED = "ground"
"""Begins the keys of what is kept while the ground stands."""

stores: WeakKeyDictionary[Engine, Kept] = WeakKeyDictionary()
"""What this process keeps, by database."""


def kept(make: Callable[[], T], *key: Hashable) -> T:
    """What `make` gives, from before where nobody changed anything since.

    The key names the question and all that the answer depends on beside the institution's data: the day, the
    reader's visibility. The value must be frozen, and is shared by threads. Only requests that read are given
    what was kept; in a transaction that may write everything is asked anew.
    """
    session = db.session()
    under, institution_id = session.info.get(NUMBERS), scope_of(session)
    if under is None or institution_id is None or not _only_reads(session):
        return make()
    return _store().find((institution_id, under.number, *key), make)


def grounded(make: Callable[[], T], *key: Hashable, under: tuple[int, int] | None = None) -> T:
    """As `kept`, for as long as nobody changed the ground, whatever else was done meanwhile.

    It may read nothing but the tables of `GROUND`. Who asks before it is said for whom the session works
    names institution and number.
    """
    session = db.session()
    told, institution_id = session.info.get(NUMBERS), scope_of(session)
    if under is None and told is not None and institution_id is not None:
        under = institution_id, told.ground
    if under is None or not _only_reads(session):
        return make()
    return _store().find((GROUNDED, *under, *key), make)


def _only_reads(session: Session) -> bool:
    return reading.get() and WROTE not in session.info


def read_under(numbers: Numbers | None) -> None:
    """Say which numbers the transaction at hand has seen; None while nobody is signed in."""
    db.session().info[NUMBERS] = numbers


def _store() -> Kept:
    return stores.setdefault(db.engine, Kept())


@event.listens_for(Session, "after_flush")
def _note_rows(session: Session, _context: object) -> None:
    for rows in (session.new, session.dirty, session.deleted):
        for row in rows:
            if row.__tablename__ not in QUIET:
                whose = getattr(row, "institution_id", None) or scope_of(session)
                note(session, whose, row.__tablename__)


@event.listens_for(Session, "do_orm_execute")
def _note_statements(state: ORMExecuteState) -> None:
    statement: Any = state.statement
    if isinstance(statement, TextClause):
        note(state.session, None)
    elif statement.is_dml and statement.table.name not in QUIET:
        note(state.session, scope_of(state.session), statement.table.name)


def note(session: Session, institution_id: int | None, table: str | None = None) -> None:
    """Remember until the commit that a table was changed; None: of whichever institution, whichever table.

    Whoever writes through the session need not; whoever writes by its connection must.
    """
    session.info.setdefault(WROTE, set()).add(institution_id)
    if table is None or table in GROUND:
        session.info.setdefault(WROTE_GROUND, set()).add(institution_id)


@event.listens_for(Session, "before_commit")
def _count(session: Session) -> None:
    """Count a commit that changes something, as its last act: nothing is waited for while it is held."""
    if session.in_nested_transaction():
        return
    session.flush()
    changed = session.info.get(WROTE)
    if not changed:
        return
    ground = session.info.get(WROTE_GROUND, frozenset())
    ids = _every_institution(session) if None in changed else changed
    for institution_id in sorted(ids):
        moved = 1 if None in ground or institution_id in ground else 0
        counted = insert_into(ChangeCounter).values(
            institution_id=institution_id, number=_anywhere(), ground=_anywhere()
        )
        session.connection().execute(
            counted.on_conflict_do_update(
                index_elements=["institution_id"],
                set_={"number": ChangeCounter.number + 1, "ground": ChangeCounter.ground + moved},
            )
        )


def _anywhere() -> int:
    """Where a counter begins: a database that was emptied, or put back, repeats no number of before."""
    return secrets.randbits(48)


def _every_institution(session: Session) -> set[int]:
    institution = Base.metadata.tables["institution"]
    return set(session.connection().execute(select(institution.c.id)).scalars())


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if session.in_nested_transaction():  # a savepoint that ends is no end of the transaction
        return
    session.info.pop(WROTE, None)
    session.info.pop(WROTE_GROUND, None)
    session.info.pop(NUMBERS, None)  # the next transaction may see more
