"""Every read of cycles: the cycles themselves, their answers, one requirement's page, their cuts."""
