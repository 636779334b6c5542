"""The column by which every row belongs to an institution."""

from typing import Any

from sqlalchemy import BindParameter, Integer
from sqlalchemy.sql.operators import OperatorType, eq


class Owner(Integer):
    """The id of the institution that owns a row.

    A statement of many tables holds each of them to one institution, by copies of one parameter that have
    one hash. At every call SQLAlchemy makes a dictionary of all parameters; to compare two copies it would
    make an SQL expression, only to compare their hashes: a third of the time of a queue's first view.
    """

    class Comparator(Integer.Comparator[int]):
        """Compares parameters among themselves by what SQLAlchemy goes by in the end."""

        def operate(self, op: OperatorType, *other: Any, **named: Any) -> Any:
            """Whether two parameters are one; anything else is an expression, as ever."""
            if op is eq and isinstance(self.expr, BindParameter) and isinstance(other[0], BindParameter):
                return hash(self.expr) == hash(other[0])
            return super().operate(op, *other, **named)

    comparator_factory = Comparator
