"""Nothing was counted before: a counter begins with the first change."""

from tests.migrations.case import Case

CASE = Case(rows={"change_counter": [{"number": 7}]})
