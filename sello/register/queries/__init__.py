"""Every read of the register: the list, an initiative's page, and what the other features ask."""
