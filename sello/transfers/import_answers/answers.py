"""A spreadsheet of answers, read against a cycle: what of each requirement would change, or what is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sello.accounts.domain.units import called
from sello.catalogue.domain.refusals import NotOnTheScale
from sello.catalogue.domain.rules import EditionRules
from sello.catalogue.exchange.grid import Sheet
from sello.core.cells import NO, YES, check_result, is_blank, is_unsaid
from sello.core.dates import is_day_number
from sello.core.refusal import Refusal
from sello.core.text import fold
from sello.cycles.domain.answers import (
    Declaration,
    TooManyNotApplicable,
    check_declaration,
    withdraws_validation,
)
from sello.transfers.import_answers import marks
from sello.transfers.import_answers.codes import Codes
from sello.transfers.import_answers.columns import AnswerColumn, Reading
from sello.transfers.import_answers.refusals import (
    CodeBecameDate,
    ReasonAlone,
    RepeatedCode,
    UnknownAnswer,
    UnknownCode,
    UnknownUnitName,
    WithoutCode,
    WithoutResult,
)

NOT_APPLICABLE_WORDS: Final = frozenset({"no aplica", "n/a", "na", "n. a.", "n.a."})
_DAY: Final = re.compile(
    r"\d{1,2}[-/]\d{1,2}([-/]\d{2,4})?|\d{1,2}[-/ ][a-z]{3}\.?([-/ ]\d{2,4})?|[a-z]{3}-\d{2}"
)
_SAYING: Final = (AnswerColumn.UNIT, AnswerColumn.ANSWER, AnswerColumn.STORY, AnswerColumn.REASON)


_TOLD: Final = (AnswerColumn.STORY, AnswerColumn.REASON)
"""Texts, in which «s/i» and «no aplica» say nothing."""
_UNSAID: Final = Declaration(None)


@dataclass(frozen=True)
class Standing:
    """What the cycle holds of a requirement before the sheet."""

    declaration: Declaration = _UNSAID
    unit_id: int | None = None
    validated: bool = False


_NOTHING: Final = Standing()


@dataclass(frozen=True)
class AnswerLine:
    """One row of the sheet (numbered from 1, as a person sees it) and what would come of it.

    ``declaration`` is the whole answer as it would stand afterwards: what the row does not say stays.
    """

    row: int
    code: str
    before: Standing = _NOTHING
    declaration: Declaration = _UNSAID
    unit_id: int | None = None
    problem: Refusal | None = None

    @property
    def answers(self) -> bool:
        """Whether the answer, its story or its reason changes."""
        return self.problem is None and self.declaration != self.before.declaration

    @property
    def leaves_out(self) -> bool:
        """Whether it says anew that the requirement does not apply, or says it otherwise."""
        return self.answers and self.declaration.not_applicable

    @property
    def moves(self) -> bool:
        """Whether the requirement goes to another unit."""
        return self.problem is None and self.unit_id != self.before.unit_id

    @property
    def is_idle(self) -> bool:
        """Whether everything that the row says stands there already."""
        return self.problem is None and not (self.answers or self.moves)

    @property
    def withdraws(self) -> bool:
        """Whether the secretariat's validation is withdrawn: it was given to another answer."""
        before = self.before
        return (
            self.answers and before.validated and withdraws_validation(before.declaration, self.declaration)
        )


@dataclass(frozen=True)
class Against:
    """What a sheet is read against: the edition's rules, units by folded name, and what stands by code."""

    rules: EditionRules
    units: Mapping[str, int]
    standing: Mapping[str, Standing] = field(default_factory=dict, hash=False)


def read(sheet: Sheet, reading: Reading, against: Against) -> tuple[AnswerLine, ...]:
    """Read every row below the titles but those that say nothing; one without a code is told, and not taken.

    What does not apply is counted as the cycle will be after the whole sheet, in the edition's order: the
    order of the rows changes nothing.
    """
    if not reading.is_whole:
        return ()
    rows = _Rows(sheet, reading, against)
    lines = [line for row in range(reading.header + 1, len(sheet.rows)) if (line := rows.line(row))]
    return tuple(_counted(lines, against))


def in_order(lines: Sequence[AnswerLine], rules: EditionRules) -> Iterator[AnswerLine]:
    """The rows in the order in which each can be kept: what applies again makes room first."""
    order = {rule.code: number for number, rule in enumerate(rules.requirements)}
    return iter(
        sorted(
            lines,
            key=lambda line: (
                line.declaration.not_applicable,
                line.declaration.not_applicable and not line.before.declaration.not_applicable,
                order.get(line.code, 0),
            ),
        )
    )


def _counted(lines: Sequence[AnswerLine], against: Against) -> Iterator[AnswerLine]:
    """The rows, those that would be one «no aplica» too many with that problem."""
    most = against.rules.scale.not_applicable.most
    good = [line for line in lines if line.problem is None]
    refused = set() if most is None else _too_many(good, against, most)
    for line in lines:
        too_many = line.problem is None and line.code in refused
        yield replace(line, problem=TooManyNotApplicable(most=most)) if too_many else line


def _too_many(good: Sequence[AnswerLine], against: Against, most: int) -> set[str]:
    """The codes that find no room any more among the ``most`` that may be left out."""
    freed = {line.code for line in good if not line.declaration.not_applicable}
    left_out = {code for code, held in against.standing.items() if held.declaration.not_applicable} - freed
    refused = set()
    for line in in_order([line for line in good if line.leaves_out], against.rules):
        if len(left_out - {line.code}) >= most:
            refused.add(line.code)
        else:
            left_out.add(line.code)
    return refused


class _Rows:
    """Reads rows one by one; remembers the codes already seen."""

    def __init__(self, sheet: Sheet, reading: Reading, against: Against) -> None:
        self._sheet = sheet
        self._reading = reading
        self._against = against
        self._known = {rule.code: rule for rule in against.rules.requirements}
        self._codes = Codes(self._known)
        self._seen: dict[str, int] = {}
        titled = not any(map(self._codes.of_cell, sheet.rows[reading.header]))
        self._splits = sheet.splits(reading.header) if titled else {}

    def line(self, row: int) -> AnswerLine | None:
        """What would come of a row; None for a row that says nothing."""
        text = self._cell(row, AnswerColumn.CODE)
        unsolved = self._unsolved(row)
        if not (self._says(row) or unsolved):
            return None
        code = self._codes.of_cell(text) or text
        before = self._against.standing.get(code, _NOTHING)
        try:
            if unsolved is not None:
                place = self._sheet.place(row, self._reading.column(unsolved))
                raise WithoutResult(place=place)
            self._results(row)
            if not text:
                raise WithoutCode
            self._check_code(row, code)
            declaration = self._declaration(row, code, before.declaration)
            return AnswerLine(row + 1, code, before, declaration, self._unit(row) or before.unit_id)
        except Refusal as refusal:
            return AnswerLine(row + 1, code, before, problem=refusal)

    def _check_code(self, row: int, code: str) -> None:
        if code not in self._known:
            at = (row, self._reading.column(AnswerColumn.CODE))
            became_date = at in self._sheet.dated or _DAY.fullmatch(fold(code)) or is_day_number(code)
            raise CodeBecameDate(code=code) if became_date else UnknownCode(code=code)
        if code in self._seen:
            raise RepeatedCode(code=code, row=self._seen[code])
        self._seen[code] = row + 1

    def _declaration(self, row: int, code: str, before: Declaration) -> Declaration:
        """The answer as it would stand: cells that say nothing leave what is there."""
        after = self._said(row, before)
        if after == before:
            return before
        return check_declaration(self._against.rules, self._known[code], after, 0)

    def _said(self, row: int, before: Declaration) -> Declaration:
        answer, reason = self._answer(row), self._cell(row, AnswerColumn.REASON)
        story = self._story(row, before.narrative)
        says_not = _plainly(answer) in NOT_APPLICABLE_WORDS
        if says_not or (before.not_applicable and not answer):
            return Declaration(None, story, True, reason or before.not_applicable_reason)
        if reason and not answer:
            raise ReasonAlone
        return Declaration(self._grade(answer) if answer else before.declared, story)

    def _answer(self, row: int) -> str:
        """The answer as written, or the title of the column that is ticked; raises SeveralAnswers."""
        reading = self._reading
        ticked = marks.answer(self._sheet, reading.header, row, reading.marks)
        return marks.one_of(self._cell(row, AnswerColumn.ANSWER), ticked)

    def _is_marked(self, row: int) -> bool:
        return not all(is_blank(self._sheet.cell(row, column)) for column in self._reading.marks)

    def _story(self, row: int, before: str) -> str:
        """The story as it would stand: line ends and spaces are the program's, not the person's."""
        story = self._cell(row, AnswerColumn.STORY)
        is_new = story and story.split() != before.split()
        return story if is_new else before

    def _grade(self, answer: str) -> str:
        scale = self._against.rules.scale
        if scale.kind.is_numeric:
            number = answer.replace("%", "").strip().replace(",", ".")
            try:
                scale.points(number)
            except NotOnTheScale:
                raise UnknownAnswer(answer=answer, known=f"0 a {scale.full}") from None
            return number
        for grade in scale.grades:
            if _plainly(answer) in {
                fold(grade.code),
                fold(grade.label),
                *_plain(grade.meets, scale.grades),
            }:
                return grade.code
        raise UnknownAnswer(answer=answer, known=", ".join(grade.label for grade in scale.grades))

    def _unit(self, row: int) -> int | None:
        name = self._cell(row, AnswerColumn.UNIT)
        if is_unsaid(name):
            return None
        found = called(self._against.units, name)
        if found is None:
            raise UnknownUnitName(unit=name)
        return found

    def _unsolved(self, row: int) -> AnswerColumn | None:
        """The first column of this row with a formula whose result the file does not hold."""
        return next(
            (held for index, held in self._reading.columns.items() if (row, index) in self._sheet.unstored),
            None,
        )

    def _cell(self, row: int, what: AnswerColumn) -> str:
        column = self._reading.column(what)
        text = "" if column is None else self._sheet.cell(row, column).strip()
        says_nothing = is_unsaid if what in _TOLD else is_blank
        return "" if says_nothing(text) else text

    def _results(self, row: int) -> None:
        """Raise FailedCell where a formula of this row failed, or what is said of a row that is parted."""
        for column in self._reading.columns:
            check_result(self._sheet.cell(row, column))
        if split := self._splits.get(row):
            raise split

    def _says(self, row: int) -> bool:
        """Whether a row says anything, and not the titles again."""
        says = any(self._cell(row, column) for column in _SAYING) or self._is_marked(row)
        return says and not self._sheet.says_titles(row, self._reading.header)


def _plainly(answer: str) -> str:
    """An answer as its word alone: «Sí.» is said as «sí»."""
    folded = fold(answer)
    return folded if folded in NOT_APPLICABLE_WORDS else folded.rstrip(" .")


def _plain(meets: bool, grades: Sequence[object]) -> frozenset[str]:
    """On a scale of two, a plain yes or no is understood too."""
    if len(grades) != 2:
        return frozenset()
    return YES | marks.MEETS if meets else NO | marks.MEETS_NOT
