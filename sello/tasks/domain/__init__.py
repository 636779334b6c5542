"""The rules of tasks: states and steps, terms and standing, drafts, and every refusal."""
