"""Searching a folded column for what somebody typed."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from sello.core.text import fold, like


def speaks_of(column: InstrumentedAttribute[Any], typed: str) -> list[ColumnElement[bool]]:
    """One condition for each word that was typed, in whatever order they stand; none where none was."""
    return [column.like(like(word), escape="\\") for word in dict.fromkeys(fold(typed).split())]
