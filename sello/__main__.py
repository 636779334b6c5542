"""Runs the commands from a checkout: `python -m sello …`."""

from sello.cli import main

main(prog_name="sello")
