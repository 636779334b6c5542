"""Work carried over: a cycle copied, an edition changed, answers that come in a spreadsheet."""
