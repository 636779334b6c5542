"""The demonstration town: fictitious people, real files, dates laid out around the day it is loaded."""
