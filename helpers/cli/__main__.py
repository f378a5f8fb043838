"""``python -m helpers.cli`` is ``relire``."""

from helpers.cli import main

main()
