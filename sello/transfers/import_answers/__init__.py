"""The state of the world comes in: a self-assessment in a spreadsheet, and a folder of files."""
