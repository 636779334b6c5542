"""Editions of a standard as data: what is asked, how it is scored, where each text comes from."""
