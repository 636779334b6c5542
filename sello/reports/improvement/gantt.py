"""The carta Gantt of a plan: a bar for each action over the months, the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sello.core.dates import MONTHS, written
from sello.core.labels import N_
from sello.core.text import shortened
from sello.improvement.domain.plan import Action, Plan
from sello.improvement.domain.progress import ActionState
from sello.reports.document.path import LETTER, Drawing, Shape, Text
from sello.reports.document.wording import Translate

WIDE, NARROW, PAPER = 1000.0, 330.0, 720.0
"""The widths of the drawing, for a desk, a phone and a page of paper, where letters are twelve high."""

BESIDE = 560.0
"""From which width on the titles stand beside their bars; below it they stand over them."""

HEAD, FOOT, ROW, TALL_ROW = 26.0, 8.0, 24.0, 40.0
BAR, SIZE, SMALL = 12.0, 12.0, 10.0
TICK_ROOM = 46.0
"""The least room between two names of months."""

STEPS = (1, 3, 6, 12, 24, 60)
"""How many months there may be from one name to the next."""

FIRST = N_("Carta Gantt, del %(first)s al %(last)s.")
LINE = N_("Acción %(number)s, %(title)s: del %(start)s al %(end)s")

States = Mapping[int, ActionState]
"""How actions stand, by their id; of what the reader may not know nothing is told."""


@dataclass(frozen=True, slots=True)
class Span:
    """The months over which a plan runs: from the first day of one to the last of another."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    def months(self) -> Iterator[date]:
        """The first day of each."""
        day = self.first
        while day <= self.last:
            yield day
            day = _next_month(day)


def span(plan: Plan) -> Span | None:
    """The months of a plan; None while nothing is to be done."""
    if not plan.actions:
        return None
    first = min(action.starts_on for action in plan.actions).replace(day=1)
    last = _next_month(max(action.ends_on for action in plan.actions).replace(day=1)) - timedelta(days=1)
    return Span(first, last)


def draw(
    actions: Sequence[Action], over: Span, states: States, width: float, today: date, _: Translate = str
) -> Drawing:
    """Draw some actions of a plan over all its months, in a width of the drawing's own units."""
    scale = _Scale(over, width)
    height = HEAD + len(actions) * scale.row + FOOT
    shapes = [*_grid(scale, height, _)]
    texts = [text for text in shapes if isinstance(text, Text)]
    lines = [shape for shape in shapes if isinstance(shape, Shape)]
    for place, action in enumerate(actions):
        top = HEAD + place * scale.row
        state = states.get(action.id)
        lines.append(_bar(scale, action, state, top))
        texts.extend(_names(scale, action, state, top, _))
    if over.first <= today <= over.last:
        x = scale.x(today)
        lines.append(Shape("today-line", ((x, HEAD - 6), (x, height - FOOT))))
    title = _(FIRST) % {"first": written(over.first), "last": written(over.last)}
    told = " ".join([title, *(_told(action, states.get(action.id), _) for action in actions)])
    return Drawing(width, height, tuple(lines), tuple(texts), title, told)


def _told(action: Action, state: ActionState | None, _: Translate) -> str:
    said = _(LINE) % {
        "number": action.number,
        "title": action.title,
        "start": written(action.starts_on),
        "end": written(action.ends_on),
    }
    return f"{said}." if state is None else f"{said}; {_(state.label).lower()}."


class _Scale:
    """Where a day stands, and how much room a row has."""

    def __init__(self, over: Span, width: float) -> None:
        self.over, self.width = over, width
        self.beside = width >= BESIDE
        self.left = width * 0.34 if self.beside else 4.0
        self.row = ROW if self.beside else TALL_ROW

    def x(self, day: date) -> float:
        """The left edge of a day."""
        room = self.width - self.left - 4
        return self.left + (day - self.over.first).days * room / self.over.days

    def ticks(self) -> Iterator[date]:
        """The months that are named, so far apart that no two names touch."""
        months = list(self.over.months())
        room = (self.width - self.left) / len(months)
        step = next((each for each in STEPS if each * room >= TICK_ROOM), STEPS[-1])
        yield from (day for day in months if (day.year * 12 + day.month - 1) % step == 0 or step == 1)


def _grid(scale: _Scale, height: float, _: Translate) -> Iterable[Shape | Text]:
    for day in scale.ticks():
        x = scale.x(day)
        yield Shape("row", ((x, HEAD - 6), (x, height - FOOT)))
        name = _(MONTHS[day.month - 1])[:3]
        if x + TICK_ROOM <= scale.width:
            yield Text(f"{name} {day.year % 100:02d}", x + 3, HEAD - 10, size=SMALL)


def _bar(scale: _Scale, action: Action, state: ActionState | None, top: float) -> Shape:
    left, right = scale.x(action.starts_on), scale.x(action.ends_on + timedelta(days=1))
    y = top + (ROW - BAR) / 2 + (0 if scale.beside else TALL_ROW - ROW)
    right = max(right, left + 3)
    kind = "bar-plain" if state is None else f"bar-{state.light.value}"
    return Shape(kind, ((left, y), (right, y), (right, y + BAR), (left, y + BAR)), closed=True)


def _names(
    scale: _Scale, action: Action, state: ActionState | None, top: float, _: Translate
) -> Iterable[Text]:
    """The title of an action, and the word of its state where there is room beside the bar."""
    said = f"{action.number}. {action.title}"
    word = "" if state is None else _(state.label)
    if not scale.beside:
        room = scale.width - scale.left - _wide(word, SMALL) - 14
        yield Text(_fitting(said, room), scale.left, top + 13)
        if word:
            yield Text(word, scale.width - 4, top + 13, size=SMALL, anchor="end")
        return
    yield Text(_fitting(said, scale.left - 12), 4, top + 16)
    left, right = scale.x(action.starts_on), scale.x(action.ends_on + timedelta(days=1))
    if word and right + 6 + _wide(word, SMALL) <= scale.width:
        yield Text(word, right + 6, top + 16, size=SMALL)
    elif word and left - 6 - _wide(word, SMALL) >= scale.left:
        yield Text(word, left - 6, top + 16, size=SMALL, anchor="end")


def _wide(text: str, size: float) -> float:
    return len(text) * size * LETTER


def _fitting(text: str, room: float) -> str:
    most = max(4, int(room / (SIZE * LETTER)))
    return shortened(text, most)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
