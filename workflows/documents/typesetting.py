"""Typst, in a process of its own, which this file is: content as JSON on standard input, a PDF on standard output.

Typst keeps what it has laid out, for ten documents more: about 100 MB for each report of 120 actions. The process gives
it all back when it ends.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

TEMPLATE = Path(__file__).with_name("paper.typ")
FONT_PACKAGE = "font_source_sans_pro"
PATIENCE = 120
"""Seconds: a report of 1,000 actions takes 3 on a small machine."""


class NotTypeset(Exception):
    """The PDF could not be made: take the Word form or the web page, and tell the administrator."""

    def __init__(self, cause: str) -> None:
        super().__init__(self.__doc__)
        self.add_note(cause)  # for the log; it may hold words of the report


def typeset(content: object, moment: datetime) -> bytes:
    """The same content gives the same bytes. `moment` is that of the data and is written into the file.

    Raises NotTypeset.
    """
    paper = {"moment": moment.timestamp(), "content": content}
    # Without -P this folder's html.py and others would stand in the way of the standard library's.
    command = [sys.executable, "-P", __file__]
    try:
        done = subprocess.run(  # noqa: S603 -- ourselves, and nothing of it from outside
            command,
            input=json.dumps(paper, ensure_ascii=False).encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        raise NotTypeset(str(failed)) from failed
    if done.returncode:
        raise NotTypeset(done.stderr.decode(errors="replace"))
    return done.stdout


def _main() -> None:
    import typst

    paper = json.load(sys.stdin.buffer)
    found = find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(FONT_PACKAGE)
    # The fonts of one package and none of the machine's own, which would break the pages elsewhere on each.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(found.origin).parent / "files"])
    sys.stdout.buffer.write(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            pdf_standards="ua-1",
            font_paths=fonts,
            sys_inputs={"paper": json.dumps(paper["content"], ensure_ascii=False)},
            timestamp=datetime.fromtimestamp(int(paper["moment"]), UTC),
        )
    )


if __name__ == "__main__":
    _main()
