"""Draw the pictures of the pages by the commands that the pages show.

python docs/make_pictures.py
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from symcalc.cli import group

PAGES = [Path(__file__).with_name(name) for name in ("pictures.md", "integrals.md")]
FOLDER = Path(__file__).parent / "pictures"


def main() -> None:
    """Run every command of the pages that draws something."""
    FOLDER.mkdir(exist_ok=True)
    os.chdir(FOLDER)
    told = "\n".join(page.read_text("utf-8") for page in PAGES)
    for command in re.findall(r"^\$ symcalc (.* --plot .*)$", told, re.M):
        CliRunner().invoke(group, shlex.split(command), catch_exceptions=False)


if __name__ == "__main__":
    main()
