"""Units and people come in from a spreadsheet: tried first, row by row, then kept whole."""
