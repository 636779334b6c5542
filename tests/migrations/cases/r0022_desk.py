"""Ready-made remarks begin as data of each institution; old reviews had no means of verification ticked."""

import json
from collections import Counter

from sqlalchemy import Connection, text

from sello.evidence.domain.ready import DEFAULTS
from tests.migrations import rows
from tests.migrations.case import Case

OLD = 2100
"""A review from before."""


def load(connection: Connection) -> None:
    """Write a review as it was."""
    rows.write(connection, "review", [{"id": OLD, "evidence_id": 1, "decision": "returned", "parts": []}])


def check(connection: Connection) -> None:
    """Each institution has the remarks in their order; of the old review nobody said what was fulfilled."""
    institutions = connection.execute(text("select count(*) from institution")).scalar_one()
    found = connection.execute(text("select text, position from ready_remark where id < 900")).all()
    assert Counter(found) == {(each.text, place): institutions for place, each in enumerate(DEFAULTS)}
    kinds = connection.execute(
        text("select kinds from ready_remark where position = 2 order by id limit 1")
    ).scalar_one()
    said = json.loads(kinds) if isinstance(kinds, str) else kinds
    assert said == [kind.value for kind in DEFAULTS[2].kinds]
    met = connection.execute(text("select met from review where id = :id"), {"id": OLD}).scalar_one()
    assert met is None


CASE = Case(load=load, check=check, rows={"ready_remark": [{"id": 900, "kinds": ["acta"]}]})
