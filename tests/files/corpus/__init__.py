"""The files of the world as towns send them, valid and broken, each made by code."""

from tests.files.corpus import documents, media, packages, strangers
from tests.files.corpus.case import Case

CASES: tuple[Case, ...] = (*documents.CASES, *packages.CASES, *media.CASES, *strangers.CASES)
