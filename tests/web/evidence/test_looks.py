"""Whoever takes a file away, or reads it in place, is written down and changes no page that others keep."""

import time_machine
from sqlalchemy import func, select

from sello.core.changes import ChangeCounter
from sello.core.db import db
from sello.evidence.models import Download
from tests.builders import NOW
from tests.evidence import cast
from tests.files.reading import papers

KEPT = ("/evidencia", "/tareas", "/mi-cola")


@time_machine.travel(NOW, tick=False)
def test_looking_at_a_file_is_no_change(app, town, cycle, client_for):
    piece = cast.handed_in(app, town.people.head, cycle, content=papers.paper("Uno", "Dos"))
    db.session.commit()
    reader, other = client_for(town.people.secretary), client_for(town.people.head)
    tags = {page: tag_of(other, page) for page in KEPT}
    before = number()
    assert reader.get(f"/evidencia/{piece}/v/1/archivo").status_code == 200
    assert reader.get(f"/evidencia/{piece}/leer").status_code == 200
    assert db.session.scalar(select(func.count()).select_from(Download)) == 2
    assert number() == before
    for page, tag in tags.items():
        assert other.get(page, headers={"If-None-Match": tag}).status_code == 304, page
    log = client_for(town.people.secretary).get(f"/evidencia/{piece}")
    assert "ETag" not in log.headers, "the page with the log is made anew each time"


def tag_of(client, page):
    """The first view of a session has none: it is given the secret of its forms."""
    client.get(page)
    return client.get(page).headers["ETag"]


def number():
    db.session.rollback()
    return db.session.execute(select(ChangeCounter.number)).scalar_one()
