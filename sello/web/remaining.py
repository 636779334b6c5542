"""What of a task stays to be corrected, said beside the receipt of whatever was just brought for it."""

from flask import flash, url_for
from flask_babel import gettext
from markupsafe import Markup

from sello.accounts.domain.actor import Visibility
from sello.core.counting import ngettext
from sello.core.text import shortened
from sello.tasks.queries.words import Remark, left_to_correct

SAID = 3
"""So many remarks travel to the next page in the person's cookie, which holds no more."""
SHORT = 160


def say_what_is_left(task_id: int, visibility: Visibility) -> None:
    """Name each returned piece that waits for its correction, with its remark and the way to correct it."""
    left = left_to_correct(task_id, visibility)
    for remark in left[:SAID]:
        flash(_said(remark), "warning")
    more = len(left) - SAID
    if more > 0:
        text = ngettext(
            "Y queda %(num)s evidencia más sin corregir.",
            "Y quedan %(num)s evidencias más sin corregir.",
            more,
        )
        flash(_leading(text, url_for("tasks.show", task_id=task_id), gettext("Ver la tarea")), "warning")


def _said(remark: Remark) -> Markup:
    text = gettext(
        "Queda sin corregir «%(title)s»: %(remark)s", title=_short(remark.title), remark=_short(remark.text)
    )
    href = url_for("evidence.correct", evidence_id=remark.evidence_id)
    return _leading(text, href, gettext("Corregirla"))


def _leading(text: str, href: str, act: str) -> Markup:
    return Markup('{} <a href="{}">{}</a>').format(text, href, act)


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), SHORT)
