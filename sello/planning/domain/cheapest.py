"""The cheapest set of requirements that reaches a level, proven optimal by an exact solver (HiGHS).

The solver works on whole numbers in floating point; every set that it returns is checked again in exact
arithmetic, and a set that failed would be refused, never shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

import highspy
import numpy as np

from sello.planning.domain.problem import Candidate, Problem

ALTERNATIVES = 2
"""How many further sets are offered beside the cheapest."""


class Unproven(RuntimeError):
    """The solver ended without a proof, or its answer did not stand the exact check."""


@dataclass(frozen=True)
class Choice:
    """A set of requirements that reaches the level; no cheaper one does, and no part of it does."""

    codes: tuple[str, ...]
    hours: int
    hardest: str | None
    overloaded: dict[int, int]

    @property
    def size(self) -> int:
        """How many requirements it asks for."""
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class _Row:
    """At least `lower` (or at most `upper`) of the sum of coefficients of the chosen columns."""

    coefficients: dict[int, int]
    lower: float = -highspy.kHighsInf
    upper: float = highspy.kHighsInf

    @property
    def is_impossible(self) -> bool:
        """Whether no choice keeps it: something is asked of nothing, or less than nothing is left."""
        return self.upper < 0 or (self.lower > 0 and not self.coefficients)


def choices(problem: Problem, alternatives: int = ALTERNATIVES) -> tuple[Choice, ...]:
    """The cheapest set, then the next cheapest that are not the same work with something added.

    Where the units' hours do not suffice, the sets are the cheapest regardless of them and each says who
    would be overloaded, and by how many hours. Raises Unproven.
    """
    found: list[Choice] = []
    respect = solve(problem, (), within_capacity=True) is not None
    while len(found) <= alternatives:
        codes = solve(problem, [choice.codes for choice in found], within_capacity=respect)
        if codes is None:
            break
        found.append(_choice(problem, codes))
    return tuple(found)


def solve(
    problem: Problem, without: Sequence[Iterable[str]], *, within_capacity: bool
) -> tuple[str, ...] | None:
    """One cheapest set that contains none of the sets in ``without``; None when there is none.

    Fewest hours first, then fewest requirements. Raises Unproven.
    """
    free = problem.free
    rows = _needs(problem, free)
    if within_capacity:
        rows += _limits(problem, free)
    rows += _exclusions(problem, free, without)
    if any(row.is_impossible for row in rows):
        return None
    picked = _minimise(_costs(free), rows) if free else frozenset()
    if picked is None:
        return None
    chosen = problem.forced | {free[column].code for column in picked}
    _check(problem, chosen, within_capacity=within_capacity)
    return tuple(candidate.code for candidate in problem.candidates if candidate.code in chosen)


def _needs(problem: Problem, free: Sequence[Candidate]) -> list[_Row]:
    """The threshold, and each dimension's floor, less what the forced ones already add."""
    groups: list[tuple[str | None, Fraction]] = [(None, problem.missing), *problem.floors.items()]
    rows = []
    for dimension, lacking in groups:
        left = lacking - sum(
            (c.gain for c in problem.mandatory if dimension in (None, c.dimension)), Fraction(0)
        )
        if left <= 0:
            continue
        own = {n: c.gain for n, c in enumerate(free) if dimension in (None, c.dimension)}
        scale = lcm(left.denominator, *(gain.denominator for gain in own.values()))
        rows.append(_Row({n: int(gain * scale) for n, gain in own.items()}, lower=ceil(left * scale)))
    return rows


def _limits(problem: Problem, free: Sequence[Candidate]) -> list[_Row]:
    """No unit is asked for more hours than it has left after the forced ones."""
    rows = []
    for unit, capacity in problem.capacity.items():
        taken = sum(c.hours for c in problem.mandatory if c.unit_id == unit)
        own = {n: c.hours for n, c in enumerate(free) if c.unit_id == unit and c.hours}
        rows.append(_Row(own, upper=capacity - taken))
    return rows


def _exclusions(problem: Problem, free: Sequence[Candidate], without: Sequence[Iterable[str]]) -> list[_Row]:
    """No set already found may be contained in a new one; one without free members ends the search."""
    columns = {candidate.code: n for n, candidate in enumerate(free)}
    rows = []
    for codes in without:
        members = {columns[code]: 1 for code in codes if code not in problem.forced}
        rows.append(_Row(members, upper=len(members) - 1))
    return rows


def _costs(free: Sequence[Candidate]) -> list[int]:
    """Hours decide; among equal hours, fewer requirements."""
    step = len(free) + 1
    return [candidate.hours * step + 1 for candidate in free]


def _minimise(costs: list[int], rows: list[_Row]) -> frozenset[int] | None:
    """Solve the 0–1 problem to proven optimality; the columns chosen, or None when it is infeasible."""
    model = _model(costs, rows)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy declares no types here
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.0),
        ("mip_feasibility_tolerance", 1e-9),
        ("primal_feasibility_tolerance", 1e-9),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise Unproven(str(status))
    values = solver.getSolution().col_value
    return frozenset(n for n, value in enumerate(values) if value > 0.5)


def _model(costs: list[int], rows: list[_Row]) -> highspy.HighsLp:
    columns = len(costs)
    model = highspy.HighsLp()
    model.num_col_ = columns
    model.num_row_ = len(rows)
    model.col_cost_ = np.array(costs, dtype=np.double)
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.ones(columns)
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    model.row_lower_ = np.array([row.lower for row in rows], dtype=np.double)
    model.row_upper_ = np.array([row.upper for row in rows], dtype=np.double)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *(len(row.coefficients) for row in rows)], dtype=np.int32)
    model.a_matrix_.index_ = np.array([n for row in rows for n in row.coefficients], dtype=np.int32)
    model.a_matrix_.value_ = np.array([v for row in rows for v in row.coefficients.values()], dtype=np.double)
    return model


def _check(problem: Problem, chosen: frozenset[str], *, within_capacity: bool) -> None:
    if not problem.reached_by(chosen):
        raise Unproven("the solver's set does not reach the level")
    if within_capacity and not problem.within_capacity(chosen):
        raise Unproven("the solver's set asks a unit for more than it has")


def _choice(problem: Problem, codes: tuple[str, ...]) -> Choice:
    taken = [candidate for candidate in problem.candidates if candidate.code in set(codes)]
    hardest = max(taken, key=lambda candidate: candidate.hours, default=None)
    return Choice(
        codes=codes,
        hours=sum(candidate.hours for candidate in taken),
        hardest=hardest.code if hardest else None,
        overloaded=problem.overloaded(codes),
    )
