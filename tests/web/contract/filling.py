"""What is written into a form: something that holds, or what breaks things."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.files import samples
from tests.web.contract.crawl import Found
from tests.web.contract.reading import Control
from tests.web.contract.world import ANSWERS, MATRIX, PASSWORD

NEW_PASSWORD = "el puerto despierta temprano"
MARK = "Texto que no se pierde"

TYPED = ("text", "textarea", "search", "email")
CHOSEN = ("hidden", "select", "several", "radio", "checkbox", "number")
DAYS = ("date",)

TOWN = b"Nombre;Correo;Rol;Sigla\nUna;una@prueba.example;Autoridad;U\n"
"""A table that is one of units and one of people."""

Values = dict[str, list[Any]]

BY_KIND: Mapping[str, str] = {
    "text": MARK,
    "search": MARK,
    "textarea": MARK,
    "email": "nueva@prueba.example",
    "number": "3",
    "date": "2026-11-20",
    "time": "09:00",
}

FILES: Mapping[str, Callable[[], tuple[io.BytesIO, str]]] = {
    "document": lambda: (io.BytesIO(MATRIX), "matriz.csv"),
    "answers": lambda: (io.BytesIO(ANSWERS), "respuestas.csv"),
    "files": lambda: (io.BytesIO(samples.pdf("Otro")), "otro.pdf"),
    "sheet": lambda: (io.BytesIO(TOWN), "tabla.csv"),
    "logo": lambda: (io.BytesIO(samples.MAKERS["png"]()), "logo.png"),
}

NO_ACT = {
    "starts": "2026",
    "ends": "2027",
    "act_kind": "",
    "act_on": "",
    "act_number": "",
    "former-0-name": "",
    "former-0-until": "",
}

LADDER = {
    # Before a date nothing is repeated, and no rung is said twice.
    "ladder-0-every": "",
    "ladder-1-every": "",
    **{f"ladder-{row}-{name}": "" for row in (4, 5, 6) for name in ("days", "every")},
}

PLANNED = {"budget": "1.000", "person_id": "", "indicator_id": "", "ends_on": "2026-11-20"}

MEASURED = {
    "first_axis": "sex",
    "second_axis": "",
    "baseline": "1.000",
    "target": "1.500",
    "target_on": "2027-12-31",
}

SAID: Mapping[str, Mapping[str, str]] = {
    "accounts.add_unit": {"day": "2020-01-01"},
    "accounts.change_unit": {"parent_id": "", "day": "2026-11-20"},
    "accounts.end_unit": {"confirmation": "Alcaldía", "successor_id": ""},
    "accounts.invite": {"role": "authority", "access_until": ""},
    "accounts.save_institution": {"light": "#0b6259", "dark": ""},
    "accounts.save_person": {"access_until": ""},
    "accounts.sign_in_now": {"email": "paula.personas@prueba1.example", "password": PASSWORD},
    "accounts.save_days_off": {
        "days-0-on": "2027-03-01",
        "days-0-name": "Aniversario",
        "days-1-on": "",
        "days-1-name": "",
        "days-2-on": "",
        "days-2-name": "",
        "region": "AP",
        "seen": "AP|2027-03-01",
    },
    "duties.accept": {"marca": "1:seguimiento-plan"},
    "duties.create": {"rule": "", "seen": "FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20301231|2026-11-23|forward|5"},
    "improvement.create_action": PLANNED,
    "improvement.save_action": PLANNED | {"starts_on": "2026-11-20"},
    # A file would take the place of what is pasted.
    "indicators.bring_values": {"pasted": "2025\tMujeres\t12", "sheet": ""},
    "indicators.create": MEASURED,
    "indicators.save": MEASURED,
    "indicators.save_values": {"cells-0": "12", "cells-1": "3", "cells-2": "s/i"},
    "cycles.copy": {"evaluation_on": "2028-11-20"},
    "cycles.create": {"evaluation_on": "2028-11-20", "valid_until": "", "propose": ""},
    "cycles.update": {"valid_until": ""},
    "evidence.accept": {"valid_until": "2028-11-20"},
    "tasks.do_many": {"due_on": "2026-12-18"},
    "tasks.create": {"helper_ids": "", "awaited_ids": ""},
    "tasks.move": {"to": "evaluation", "why": "¿Basta una copia?"},
    "tasks.pause": {"until": "2026-12-18"},
    "tasks.save": {"person_id": "", "requirement_ids": "", "helper_ids": "", "awaited_ids": ""},
    "tasks.create_template": {"code": "", "initiative_kind": ""},
    "tasks.save_template": {"code": "", "initiative_kind": ""},
    "evidence.strike": {"boxes": "1 100 100 300 40"},
    "evidence.correct_post": {"source_url": "https://pagina.example/acta"},
    "evidence.describe_post": {
        "personal_data": "no",
        "classification": "publica",
        # A page's address goes with its day, and both with a file that is a page's copy.
        "files-0-source_url": "",
        "files-0-captured_on": "",
    },
    "privacy.register": {"run": "12.345.678-5"},
    "register.create": NO_ACT,
    "register.save_lens": {"total": "90.000.000"},
    # One row is enough, and a second one of money would be of the same year.
    "register.save_part": {
        "rows-0-year": "2026",
        "rows-0-own": "1.000",
        "rows-0-transferred": "",
        "rows-0-share": "",
        "rows-0-link": "barrier",
        "rows-0-follows_id": "",
        **{
            f"rows-{row}-{name}": ""
            for row in (1, 2)
            for name in ("year", "funder", "own", "transferred", "link", "text", "follows_id")
        },
    },
    "reminders.save_settings": LADDER,
    "reminders.try_settings": LADDER,
    # There is no requirement left for a fourth row.
    "register.save": NO_ACT | {"feeds-3-requirement_id": "", "feeds-3-contribution": ""},
}
"""Where only one value will do."""


def filled(found: Found) -> Values:
    """A form as somebody would send it who means it: every field has something in it."""
    sent: Values = {}
    for control in found.form.controls.values():
        if control.name.endswith("csrf_token"):
            continue  # the browser sends it beside the form, for the session at hand
        said = SAID.get(found.endpoint, {}).get(control.name)
        value = _value(control) if said is None else [said] if said else [""] if control.values else None
        if value is not None:
            sent[control.name] = value
    return sent


def _value(control: Control) -> list[Any] | None:
    if control.kind == "file":
        make = FILES.get(control.name)
        return [make()] if make else None
    if control.kind == "password":
        return [PASSWORD if control.name == "current" else NEW_PASSWORD]
    kept = [value for value in control.values if value]
    if kept or control.kind == "hidden":
        return control.values
    if control.kind in BY_KIND:
        return [BY_KIND[control.kind]]
    chosen = [value for value in control.options if value]
    if control.kind == "checkbox":
        return chosen[:1] if control.required or len(chosen) > 1 else None
    row = re.search(r"-(\d+)-", control.name)
    return chosen[-int(row[1]) - 1 :][:1] if row else chosen[:1] or None  # no two rows say the same


def spoilt(found: Found, kinds: tuple[str, ...], value: str) -> Values:
    """The form with a value in all its fields of some kinds."""
    names = [each.name for each in found.form.named(*kinds) if not each.name.endswith("csrf_token")]
    return filled(found) | {name: [value] for name in names}


def one_by_one(found: Found, kinds: tuple[str, ...], value: str) -> list[tuple[str, Values]]:
    """The form with a value in one of its fields of some kinds; of numbered fields, in the first."""
    seen: dict[str, str] = {}
    for each in found.form.named(*kinds):
        if not each.name.endswith("csrf_token"):
            seen.setdefault(re.sub(r"\d+", "N", each.name), each.name)
    return [(name, filled(found) | {name: [value]}) for name in seen.values()]


def texts(found: Found, sent: Values) -> list[str]:
    """What a person wrote in it."""
    return [str(sent[each.name][0]) for each in found.form.named(*TYPED) if sent.get(each.name)]
