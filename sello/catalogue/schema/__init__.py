"""The file of an edition: read and checked whole, and written back without loss."""

from sello.catalogue.schema.edition import read_edition
from sello.catalogue.schema.problems import InvalidEdition, Problem
from sello.catalogue.schema.writing import write_edition

__all__ = ["InvalidEdition", "Problem", "read_edition", "write_edition"]
