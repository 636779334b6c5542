"""How people write that something has no end: proposed to be that, and harmless where it was kept before."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form
from wtforms.validators import InputRequired, Optional

from sello.accounts.domain.actor import Role
from sello.core.db import Base, db
from sello.web.cycles.forms import CycleForm
from sello.web.fields import DayField, LastDayField
from tests.web.test_whole_town import pages, visitors

__all__ = ["visitors"]

KEPT = {
    "evidence": ("period_until", "valid_until"),
    "cycle": ("evaluation_on", "valid_until"),
    "stage": ("ends_on",),
    "task": ("due_on",),
    "initiative": ("ends_on",),
}
"""The last days that earlier versions took as they were typed."""

COMPARED = "?de=ciclo-{cycle}&a=ciclo-{cycle}&de_al=2026-01-01&a_al=9999-12-31"
BY_DAY = (
    f"/comparar{COMPARED}",
    f"/comparar.xlsx{COMPARED}",
    f"/comparar.pdf{COMPARED}",
    "/comparar?de=ciclo-{cycle}&a=ciclo-{cycle}",
    "/comparar.xlsx?de=ciclo-{cycle}&a=ciclo-{cycle}",
    "/nivel?al=9999-12-31",
    "/informes/preparacion?fecha=9999-12-31",
    "/informes/autoridad?fecha=9999-12-31",
    "/unidades?fecha=9999-12-31",
)


def kinds_of(base: type = Form) -> set[type]:
    return {base} | {each for part in base.__subclasses__() for each in kinds_of(part)}


def last_days() -> dict[str, Any]:
    """Every optional field of any form that asks for the last day of something."""
    found = {}
    for kind in kinds_of():
        if not kind.__module__.startswith("sello."):
            continue
        for name, field in vars(kind).items():
            made = getattr(field, "field_class", None)
            if made and issubclass(made, DateField) and name.endswith(("_until", "evaluation_on")):
                found[f"{kind.__name__}.{name}"] = field
    return found


def test_every_last_day_offers_that_there_is_none(app) -> None:
    fields = last_days()
    assert len(fields) > 10
    assert [name for name, field in fields.items() if not issubclass(field.field_class, LastDayField)] == []


class Asked(Form):
    begins = DayField("Desde", [InputRequired()])
    ends = LastDayField("Hasta", [Optional()])
    sometime = LastDayField("Evaluación", [Optional()], instead="Todavía sin fecha.")


SAID = [
    ("ends", "31-12-9999", None, "no vence"),
    ("ends", "9999-12-31", None, "no vence"),
    ("ends", "no vence", None, None),
    ("ends", "sin fecha", None, None),
    ("ends", "", None, None),
    ("ends", "31-12-2027", date(2027, 12, 31), None),
    ("ends", "31-12-27", None, "2027"),
    ("sometime", "31-12-9999", None, "Todavía"),
    ("sometime", "por definir", None, "Todavía"),
    ("sometime", "31-12-2027", date(2027, 12, 31), None),
    ("begins", "31-12-9999", None, "1900 y 2200"),
    ("begins", "no vence", None, "dd-mm-aaaa"),
]


@pytest.mark.parametrize(("name", "typed", "day", "said"), SAID)
def test_what_is_typed_for_a_last_day(app, name, typed, day, said) -> None:
    with app.test_request_context():
        form = Asked(MultiDict({"begins": "01-01-2026", name: typed}))
        assert form.validate() is (said is None)
        assert form[name].data == day
        assert said is None or said in " ".join(form[name].errors)
        if issubclass(type(form[name]), LastDayField) and "9999" in typed:
            assert "9999" not in str(form[name]()), "the proposal is an empty date"


def test_a_cycle_is_not_told_that_the_seal_never_ends(app) -> None:
    with app.test_request_context():
        form = CycleForm(
            MultiDict({"valid_until": "no vence", "evaluation_on": "31-12-9999"}), meta={"csrf": False}
        )
        form.edition_id.choices = []
        form.validate()
        assert "siempre vence" in form.valid_until.errors[0]
        assert "todavía no tiene fecha" in form.evaluation_on.errors[0]


def test_a_day_at_the_end_of_the_calendar_in_an_old_row_breaks_no_page(app, visitors) -> None:
    secretary = visitors[Role.SECRETARIAT]
    for name, columns in KEPT.items():
        table = Base.metadata.tables[name]
        db.session.execute(update(table).values(dict.fromkeys(columns, date.max)))
    db.session.commit()
    cycle = db.session.scalars(select(Base.metadata.tables["cycle"].c.id)).first()
    paths = [*{rule.endpoint: path for rule, path in reversed(pages(app))}.values()]
    paths += [path.format(cycle=cycle) for path in BY_DAY]
    answers = {path: secretary.get(path)[0] for path in paths}
    assert {path: status for path, status in answers.items() if status >= 500} == {}
    assert [path for path in paths if "9999" in path and answers[path] not in {200, 404, 422}] == []
    assert list(answers.values()).count(200) > 40
