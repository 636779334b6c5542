"""The answer of the box: a page for whoever asks it to, and the list alone for the script of every page."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sello.accounts.permissions import Action
from sello.search.domain.deeds import said
from sello.search.domain.marks import marked, marked_code
from sello.search.domain.question import parse
from sello.search.queries.documents import progress
from sello.search.queries.everything import find
from sello.web.guard import current_actor, permits
from sello.web.moment import moment
from sello.web.navigation import places
from sello.web.phrases import say
from sello.web.search import bp
from sello.web.search.leads import form_of, lead, rest

ALONE = "lista"
"""What an address says to get the list without the page around it."""


@bp.get("")
@permits(Action.START)
def results() -> ResponseReturnValue:
    """Show what was asked for, of what the reader may see and do."""
    actor, known = current_actor(), places(current_actor())
    question = parse(request.args.get("q", ""))
    found = find(question, actor, [label for label, _ in known], at=moment())
    alone = ALONE in request.args
    return render_template(
        "search/_list.html" if alone else "search/results.html",
        alone=alone,
        question=question,
        found=found,
        offers=[(say(said(offer)), form_of(offer)) for offer in found.offers],
        lead=lambda hit: lead(hit, actor, known),
        rest=lambda kind: rest(kind, found.question, actor),
        texts=None if question else progress(actor.visibility),
        marked=lambda text: marked(text, found.question),
        marked_code=lambda code: marked_code(code, found.question),
    )
