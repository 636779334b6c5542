"""What pages keep while nothing changes is made of nothing that may change unseen."""

import time_machine

from sello.core.changes import GROUND, GROUNDED, QUIET, Kept
from sello.core.db import db
from sello.demo import loader
from tests import builders
from tests.sql import visits
from tests.sql.recorder import Statement, recording


def test_no_kept_value_reads_what_is_no_change_to_write(app, settings, browser, monkeypatch):
    inside: list[Statement] = []
    on_ground: list[Statement] = []
    find = Kept.find

    def watched(self, key, make):
        def made():
            with recording(db.engine) as seen:
                value = make()
            inside.extend(seen)
            on_ground.extend(seen if key[0] == GROUNDED else ())
            return value

        return find(self, key, made)

    monkeypatch.setattr(Kept, "find", watched)
    with time_machine.travel(builders.NOW, tick=False):
        loader.load(now=builders.NOW, config=settings)
        browsers = visits.visitors(app, type(browser))
        for page in visits.pages(app):
            visits.asked(page, browsers)
    assert len({each.subject for each in inside}) > 10, "hardly anything is kept: what is tried here?"
    assert not {table for each in inside for table in each.tables} & QUIET
    assert len({each.subject for each in on_ground}) > 10, "what is tried of the ground?"
    assert {table for each in on_ground for table in each.tables} - GROUND == set()
