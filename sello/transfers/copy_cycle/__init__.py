"""Opening a cycle as the copy of another: only what is asked for is carried, and nothing comes validated."""
