"""The improvement plan as somebody would hand it in: carta Gantt, paper, spreadsheet."""
