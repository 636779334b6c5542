"""Every read of tasks, by who asks: lists, one's own queue, a task's page, forms, and the other features."""
