"""The change that the demo ships: one line of a function's code, in a copy of its manifest."""

from __future__ import annotations

import difflib
import pathlib

from local.failure import Failure
from local.style import Style


def edited(source: pathlib.Path, old: str, new: str, target: pathlib.Path) -> None:
    """Writes the file anew with `old` replaced; fails unless it is there exactly once."""
    text = source.read_text()
    if text.count(old) != 1:
        raise Failure(
            f"{source} should have this line once, and has it {text.count(old)} times: {old}"
        )
    target.write_text(text.replace(old, new))


def difference(before: pathlib.Path, after: pathlib.Path, style: Style) -> list[str]:
    """The lines that differ, as diff writes them."""
    lines = difflib.unified_diff(
        before.read_text().splitlines(), after.read_text().splitlines(), n=0, lineterm=""
    )
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return [style.red(line) if line.startswith("-") else style.green(line) for line in changed]
