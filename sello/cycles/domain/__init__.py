"""The rules of a cycle, pure: verdicts, levels, stages, checklist states, cuts, and their words."""
