"""News: who is told of each act, how each person wishes to be told, and which acts go into one mail.

The table below is the whole rule. Nobody is told of her own act, of what she may not see, or of what is not
so any more; whoever cannot be told has her unit's head told instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from sello.accounts.domain.actor import Role
from sello.core.labels import N_, LabelledEnum
from sello.core.trail.acts import Act
from sello.reminders.domain.recipients import Addressee, Directory


class NewsKind(LabelledEnum):
    """What an act is about for whoever is told of it; each person chooses how for each of these."""

    RETURNED = "returned", N_("Lo que me devuelven con observación")
    ASKED = "asked", N_("Preguntas, comentarios y plazos pedidos")
    ASSIGNED = "assigned", N_("Tareas y subrogancias que me dan o que cambian")
    ACCEPTED = "accepted", N_("Lo que me aceptan o cierran")
    HANDED_IN = "handed-in", N_("Lo que las unidades entregan o corrigen")
    DECIDED = "decided", N_("Decisiones de la evaluación externa")
    RELEASED = "released", N_("Lo que se libera a la evaluación")


class How(LabelledEnum):
    """How a person is told of a kind of act."""

    NOW = "now", N_("De inmediato")
    DIGEST = "digest", N_("En el resumen del día")
    NEVER = "never", N_("No avisar")


class NewsMail(LabelledEnum):
    """The mails that news come in, as the outbox names them."""

    NOW = "news", N_("Aviso de un acto")
    DAY = "news-of-the-day", N_("Resumen del día")


class Side(Enum):
    """Who is told of an act, as the people stand to the thing that it is about."""

    UNIT = "whoever is in charge of the task, and whoever handed the piece in"
    SECRETARIAT = "everybody of the secretariat"
    OTHER = "the side that did not act: of a question or comment"
    AUDITORS = "the external auditors"
    NAMED = "the person whom it names"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is told of an act, and to whom."""

    kind: NewsKind
    to: Side


RULES: Mapping[Act, Rule] = {
    Act.EVIDENCE_SUBMITTED: Rule(NewsKind.HANDED_IN, Side.SECRETARIAT),
    Act.EVIDENCE_CORRECTED: Rule(NewsKind.HANDED_IN, Side.SECRETARIAT),
    Act.TASK_DELIVERED: Rule(NewsKind.HANDED_IN, Side.SECRETARIAT),
    Act.EVIDENCE_ACCEPTED: Rule(NewsKind.ACCEPTED, Side.UNIT),
    Act.TASK_ACCEPTED: Rule(NewsKind.ACCEPTED, Side.UNIT),
    Act.TASK_CANCELLED: Rule(NewsKind.ACCEPTED, Side.UNIT),
    Act.EVIDENCE_RETURNED: Rule(NewsKind.RETURNED, Side.UNIT),
    Act.TASK_RETURNED: Rule(NewsKind.RETURNED, Side.UNIT),
    Act.TASK_REOPENED: Rule(NewsKind.ASSIGNED, Side.UNIT),
    Act.TASK_CREATED: Rule(NewsKind.ASSIGNED, Side.UNIT),
    Act.TASK_EDITED: Rule(NewsKind.ASSIGNED, Side.UNIT),
    Act.TASK_LET_GO: Rule(NewsKind.ASSIGNED, Side.UNIT),
    Act.TASK_ASKED: Rule(NewsKind.ASKED, Side.OTHER),
    Act.TASK_ANSWERED: Rule(NewsKind.ASKED, Side.OTHER),
    Act.TASK_COMMENTED: Rule(NewsKind.ASKED, Side.OTHER),
    Act.TASK_TIME_ASKED: Rule(NewsKind.ASKED, Side.SECRETARIAT),
    Act.EVIDENCE_CLASS_PROPOSED: Rule(NewsKind.ASKED, Side.SECRETARIAT),
    Act.EVIDENCE_SESSION_ASKED: Rule(NewsKind.ASKED, Side.SECRETARIAT),
    Act.TASK_TIME_DECIDED: Rule(NewsKind.ASKED, Side.UNIT),
    Act.ANSWER_DECIDED: Rule(NewsKind.DECIDED, Side.SECRETARIAT),
    Act.EVIDENCE_RELEASED: Rule(NewsKind.RELEASED, Side.AUDITORS),
    Act.CYCLE_EVIDENCE_RELEASED: Rule(NewsKind.RELEASED, Side.AUDITORS),
    Act.CYCLE_RELEASED: Rule(NewsKind.RELEASED, Side.AUDITORS),
    Act.PERSON_SUBSTITUTED: Rule(NewsKind.ASSIGNED, Side.NAMED),
    Act.UNIT_ENDED: Rule(NewsKind.ASSIGNED, Side.UNIT),
}
"""Each act that is told. A test holds the table against all acts of the trail."""

UNTOLD_CHANGES = frozenset(
    {
        "title",
        "description",
        "priority",
        "requirement_ids",
        "awaited_ids",
        "helper_ids",
        "checks",
        "checks_first",
    }
)
"""What may change of a task without its own unit being told: it is not whose, nor until when."""

USUAL: Mapping[NewsKind, How] = {
    NewsKind.RETURNED: How.NOW,
    NewsKind.ASKED: How.NOW,
    NewsKind.ASSIGNED: How.NOW,
    NewsKind.ACCEPTED: How.DIGEST,
    NewsKind.HANDED_IN: How.DIGEST,
    NewsKind.DECIDED: How.DIGEST,
    NewsKind.RELEASED: How.DIGEST,
}
"""How people are told who chose nothing."""

UNITS = (NewsKind.RETURNED, NewsKind.ASKED, NewsKind.ASSIGNED, NewsKind.ACCEPTED)
REACHING: Mapping[Role, tuple[NewsKind, ...]] = {
    Role.SECRETARIAT: (*UNITS, NewsKind.HANDED_IN, NewsKind.DECIDED),
    Role.UNIT_HEAD: UNITS,
    Role.CONTRIBUTOR: UNITS,
    Role.AUTHORITY: (NewsKind.ASKED, NewsKind.ACCEPTED),
    Role.AUDITOR: (NewsKind.RELEASED,),
}
"""The kinds that can reach each role; the secretariat has tasks and pieces of its own."""

OWED = frozenset({Act.TASK_ANSWERED, Act.TASK_ACCEPTED, Act.TASK_CANCELLED})
"""What the authority is told of, where she had asked for it: she stands on no side of a task."""

ABOVE_THE_UNITS = frozenset({Role.SECRETARIAT, Role.AUTHORITY})
"""Whose comments are for the unit."""

GATHERING = timedelta(minutes=10)
"""After the last act of which somebody is told at once, others that belong to it are waited for …"""

LONGEST_WAIT = timedelta(minutes=30)
"""… and after the first one, no longer than this."""

STALE = timedelta(days=14)
"""What happened longer ago is no news: nobody was there to tell it, and the pages do."""


def ways(kind: NewsKind) -> tuple[How, ...]:
    """How one may be told of a kind: that something came back can be put off, and not kept away."""
    return (How.NOW, How.DIGEST) if kind is NewsKind.RETURNED else tuple(How)


class Aside(Enum):
    """What an act is to people whom the table does not name, beside those whom it does."""

    TAKEN_AWAY = "it is told to whoever had the task, or acted for somebody, before another does"
    HELPS = "it is told to a unit that is asked to contribute to somebody else's task"


@dataclass(frozen=True, slots=True)
class News:
    """An act with what there is to say of it, and what decides who is told."""

    event_id: int
    act: Act
    at: datetime
    actor_id: int | None
    by: Role | None
    """The actor's own role."""
    thread: str
    """The conversation that it belongs to: `task.6`, or `evidence.3` for what no task asked."""
    unit_id: int | None
    charged: tuple[tuple[int | None, int], ...] = ()
    """Person and unit of each task that it is about, and who made the piece with its unit."""
    changes: frozenset[str] = frozenset()
    """What changed of the task, by the names of the fields."""
    asked_of_unit: bool | None = None
    """Whether a question is (or was) for the unit to answer; None when it is for neither side."""
    stands: bool = True
    """Whether it is still so."""
    owed: frozenset[int] = frozenset()
    """Whoever asked what was answered, or ordered what is over."""
    named_id: int | None = None
    """The person whom it is given to by name: she sees it whatever her unit."""
    released: bool = False
    """Whether external auditors may see it."""
    secret: bool = False
    """Whether it is told only to those who may open what is secret, and to `opened_by`."""
    opened_by: int | None = None
    title: str = ""
    """What it is about: the title of the piece, task, requirement or cycle."""
    thread_title: str = ""
    """What the conversation is called."""
    path: str = ""
    """Where the conversation is read."""
    who: str = ""
    """The actor's name."""
    remark: str = ""
    """What was written with it."""
    granted: bool = False
    """Whether the time that was asked for, or other, was given."""
    let_go: bool = False
    """Whether an edit took out the last open task that it waited for."""
    aside: Aside | None = None
    """Whom it is told to, when it is not those of the table; the same act is told to nobody twice."""
    since: date | None = None
    """The first day of what lasts until another."""
    until: date | None = None
    """The day that it is about: the last day of a task, the one asked for or granted."""

    @property
    def kind(self) -> NewsKind:
        """What it is about."""
        return RULES[self.act].kind


Sees = Callable[[Addressee, News], bool]


def told(news: News, people: Directory, sees: Sees) -> tuple[Addressee, ...]:
    """Say who is told of an act: each once, in the order of their rows; `sees` is asked what each may see."""
    untold = news.act is Act.TASK_EDITED and news.changes <= UNTOLD_CHANGES and not news.let_go
    if not news.stands or (untold and news.aside is not Aside.HELPS):
        return ()
    found = {
        each.person_id: each
        for each in (*_side(news, people, sees), *_who_asked(news, people))
        if each.person_id != news.actor_id and sees(each, news)
    }
    return tuple(found[person_id] for person_id in sorted(found))


def _side(news: News, people: Directory, sees: Sees) -> Iterator[Addressee]:
    to = RULES[news.act].to
    side = _other(news) if to is Side.OTHER else to
    if side is Side.UNIT:
        yield from _unit(news, people, sees)
    elif side is Side.SECRETARIAT:
        yield from people.of_role(Role.SECRETARIAT)
    elif side is Side.NAMED:
        yield from _named(news, people)
    elif side is Side.AUDITORS:
        yield from people.of_role(Role.AUDITOR)


def _named(news: News, people: Directory) -> Iterator[Addressee]:
    """Whom it names, while her account is open and the days that it is about are not over."""
    named = people.people.get(news.named_id or 0)
    if named is not None and named.active and (news.until is None or news.until >= people.today):
        yield named


def _who_asked(news: News, people: Directory) -> Iterator[Addressee]:
    """Whoever of the authority asked for what was done."""
    if news.act in OWED:
        yield from (each for each in people.of_role(Role.AUTHORITY) if each.person_id in news.owed)


def _other(news: News) -> Side | None:
    """The side that did not act: whose turn a question is, who had asked, or whoever did not comment."""
    if news.act is Act.TASK_COMMENTED:
        return Side.UNIT if news.by in ABOVE_THE_UNITS else Side.SECRETARIAT
    if news.act is Act.TASK_ASKED:
        return {True: Side.UNIT, False: Side.SECRETARIAT, None: None}[news.asked_of_unit]
    return Side.UNIT if news.asked_of_unit is False else Side.SECRETARIAT


def _unit(news: News, people: Directory, sees: Sees) -> Iterator[Addressee]:
    """Whoever is in charge, or stands in for her, and sees it still; else the head of the unit."""
    for person_id, unit_id in news.charged:
        charged = people.in_charge(person_id, unit_id)
        if charged is not None and not sees(charged, news):
            charged = people.head_of(unit_id)
        if charged is not None:
            yield charged


def ripe(acts: Iterable[datetime], now: datetime) -> bool:
    """Whether what somebody is told at once may go: nothing more was done of late, or it has waited enough.

    ``acts`` are the instants of all that waits to be told to one person, at once.
    """
    instants = sorted(acts)
    return bool(instants) and (now >= instants[-1] + GATHERING or now >= instants[0] + LONGEST_WAIT)


def by_thread(news: Sequence[News]) -> list[tuple[str, list[News]]]:
    """The news of one mail by conversation; the most pressing conversation, and act, comes first."""
    order = list(NewsKind)
    threads: dict[str, list[News]] = {}
    for each in sorted(news, key=lambda one: (order.index(one.kind), one.event_id)):
        threads.setdefault(each.thread, []).append(each)
    return list(threads.items())
