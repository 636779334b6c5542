"""An edition as a workbook: out with everything that it holds, and back without loss."""

from sello.catalogue.exchange.workbook.layout import is_workbook
from sello.catalogue.exchange.workbook.reading import read_workbook
from sello.catalogue.exchange.workbook.writing import write_workbook

__all__ = ["is_workbook", "read_workbook", "write_workbook"]
