"""The blueprint of the catalogue, apart from its screens so that they can hang themselves on it."""

from flask import Blueprint
from flask_babel import get_locale

from sello.accounts.permissions import Action, allows
from sello.catalogue.domain import SOURCE_LANGUAGE
from sello.web.base import current_actor

bp = Blueprint("catalogue", __name__, url_prefix="/catalogo")


def manages() -> bool:
    """Whether whoever asks may change the catalogue."""
    return allows(current_actor(), Action.CATALOGUE_MANAGE)


def reading_language() -> str:
    """The language in which the texts of an edition are shown, where they have it."""
    locale = get_locale()
    return str(locale.language) if locale else SOURCE_LANGUAGE
