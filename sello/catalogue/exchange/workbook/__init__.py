"""An edition as a workbook: out with everything that it holds, and back without loss."""
