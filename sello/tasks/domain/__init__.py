"""The rules of tasks: states and steps, terms and due statuses, drafts, and every refusal."""
