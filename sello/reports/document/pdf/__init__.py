"""The readiness report on paper: fonts, tagged canvas, flowables, document."""
