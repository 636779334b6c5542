"""A document on paper: fonts, tagged canvas, flowables, pages."""
