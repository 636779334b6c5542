"""Indicators of initiatives, their values by cut and period, and an institution's rules about both."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sello.core.db import Base, Scoped, enum_column
from sello.indicators.domain.cuts import Axis
from sello.indicators.domain.indicators import Direction
from sello.indicators.domain.numbers import Measure
from sello.indicators.domain.periods import Periodicity


class Indicator(Scoped, Base):
    """What is measured of an initiative, and where it shall get."""

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("initiative_id", "name"),
        Index("ix_indicator_institution", "institution_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    name: Mapped[str] = mapped_column(String(200))
    measure: Mapped[Measure] = mapped_column(enum_column(Measure, 20))
    # How it is worked out, in words.
    formula: Mapped[str] = mapped_column(Text, default="")
    direction: Mapped[Direction] = mapped_column(enum_column(Direction, 20))
    periodicity: Mapped[Periodicity] = mapped_column(enum_column(Periodicity, 20))
    # By what its values are cut; they stay as they are once there are values.
    first_axis: Mapped[Axis | None] = mapped_column(enum_column(Axis, 20))
    second_axis: Mapped[Axis | None] = mapped_column(enum_column(Axis, 20))
    # Figures in thousandths of their unit: where it began, and where it shall be on a day.
    baseline: Mapped[int | None] = mapped_column(BigInteger)
    baseline_on: Mapped[date | None]
    target: Mapped[int | None] = mapped_column(BigInteger)
    target_on: Mapped[date | None]
    # It counts up with every change, of its values too.
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Measurement(Scoped, Base):
    """One value: of a period, at a cut."""

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("indicator_id", "period_on", "first_cut", "second_cut", name="uq_measurement_place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    # The first day of the period; how long that is says the indicator.
    period_on: Mapped[date]
    # The options of both cuts; empty for all of them, or where there is no such cut.
    first_cut: Mapped[str] = mapped_column(String(60))
    second_cut: Mapped[str] = mapped_column(String(60))
    # Thousandths of the unit; None: somebody wrote that there is no information.
    value: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(300), default="")
    # Whether it is still to be confirmed.
    provisional: Mapped[bool] = mapped_column(default=False)


class FigureRule(Scoped, Base):
    """An institution's own lists of cuts and its threshold; without a row the usual ones hold."""

    __tablename__ = "figure_rule"
    __table_args__ = (UniqueConstraint("institution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Counts below it stay hidden from whoever may not see them.
    threshold: Mapped[int]
    # By cut, the code and name of each option.
    lists: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
