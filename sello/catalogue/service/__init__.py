"""What people do with the catalogue."""

from sello.catalogue.service.editions import Loaded, load_document, load_edition, remove_edition
from sello.catalogue.service.imports import confirm_import, correct_import, discard_import, start_import
from sello.catalogue.service.relations import load_crosswalk, map_editions

__all__ = [
    "Loaded",
    "confirm_import",
    "correct_import",
    "discard_import",
    "load_crosswalk",
    "load_document",
    "load_edition",
    "map_editions",
    "remove_edition",
    "start_import",
]
