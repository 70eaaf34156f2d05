"""How much memory the operator took at most."""

from __future__ import annotations

import os
import pathlib
import re

_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_mib(process: int) -> float | None:
    """The largest resident set a process ever had, in MiB; None where the kernel does not tell.

    Linux keeps it as VmHWM: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    """
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    found = _PEAK.search(status)
    return int(found.group(1)) / 1024 if found else None


def machine() -> str:
    """The machine in a few words: cores and memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{cores} cores, {gib:.0f} GiB of memory"
