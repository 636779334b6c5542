"""Editions as spreadsheets: what an institution is handed comes in, and goes out again without loss."""
