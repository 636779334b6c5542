"""A refusal in words, for whoever has no page: a mail says the same as a form would."""

from flask_babel import gettext

from sello.core.figures import with_points
from sello.core.refusal import Refusal


def spoken(refusal: Refusal) -> str:
    """Say a refusal in the reader's language."""
    text: str = gettext(refusal.message)
    return text % with_points(refusal.values) if refusal.values else text
