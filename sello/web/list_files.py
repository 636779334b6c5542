"""A list on somebody's disk: the same rows as XLSX or CSV, as its address filters and orders them."""

import io

from flask import Response, request
from flask_babel import gettext

from sello.core import delimited, workbook
from sello.core.dates import written
from sello.core.workbook import Sheet
from sello.reports.access_log import log_list
from sello.web.downloads import give_made
from sello.web.guard import current_actor
from sello.web.moment import moment

FORMS = "<any(xlsx, csv):form>"
"""How the address of a list's file ends."""

CSV = "csv"


def give_list(sheet: Sheet, name: str, form: str) -> Response:
    """The sheet in one of the forms; who takes it is noted, as of any other file."""
    actor, at = current_actor(), moment()
    if form == CSV:
        content, kind = io.BytesIO(delimited.as_csv(sheet)), delimited.MEDIA_TYPE
    else:
        content, kind = io.BytesIO(), workbook.MEDIA_TYPE
        about = gettext("Lista filtrada, al %(day)s", day=written(at.today))
        workbook.write([sheet], content, title=sheet.name, author=actor.institution_name, about=about)
    if request.method == "GET":
        log_list(actor, name, rows=len(sheet.rows), form=form, now=at.now)
    return give_made(content, f"{name}-{at.today.isoformat()}.{form}", kind)
