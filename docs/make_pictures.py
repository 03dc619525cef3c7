"""Draw the pictures of docs/pictures.md by the commands that the page shows.

python docs/make_pictures.py
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from symcalc.cli import group

PAGE = Path(__file__).with_name("pictures.md")
FOLDER = PAGE.parent / "pictures"


def main() -> None:
    """Run every command of the page that draws something."""
    FOLDER.mkdir(exist_ok=True)
    os.chdir(FOLDER)
    for command in re.findall(r"^\$ symcalc (.* --plot .*)$", PAGE.read_text("utf-8"), re.M):
        CliRunner().invoke(group, shlex.split(command), catch_exceptions=False)


if __name__ == "__main__":
    main()
