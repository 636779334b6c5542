"""Where a cycle stands, whose turn it is and what comes next: one answer for every page and report."""
