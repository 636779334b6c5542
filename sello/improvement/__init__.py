"""The improvement plan: from gaps to objectives and actions, approved and kept by version."""
