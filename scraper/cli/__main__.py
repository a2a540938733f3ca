"""`python -m scraper.cli` is `portail`."""

from scraper.cli import main

main(prog_name="portail")
