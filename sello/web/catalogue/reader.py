"""Who reads the catalogue: whether she may change it, and in which language she reads it."""

from flask_babel import get_locale

from sello.accounts.permissions import Action, allows
from sello.catalogue.domain.texts import SOURCE_LANGUAGE
from sello.web.guard import current_actor


def manages() -> bool:
    """Whether whoever asks may change the catalogue."""
    return allows(current_actor(), Action.CATALOGUE_MANAGE)


def reading_language() -> str:
    """The language in which the texts of an edition are shown, where they have it."""
    locale = get_locale()
    return str(locale.language) if locale else SOURCE_LANGUAGE
