"""A sandbox of one's own, ended together with the script that brought it up."""

from __future__ import annotations

import contextlib
import os
import pathlib
import subprocess
from collections.abc import Callable

from local import commands, setup
from local.commands import ROOT
from local.failure import Failure

# Ends a sandbox whose owner was killed without a chance to do it: then `read` meets the end of the
# pipe, of which only the owner has the other end.
_GUARD = 'read -r over || { "$1" down --dir "$2"; rm -rf -- "$3"; }'


# Those that the examples and the benchmark name.
ROLES = ["bench", "hello", "shop-functions", "shop-workflow"]


class Sandbox:
    """Kubernetes, AWS and the operator, in a folder below `home`, which is made for it alone."""

    def __init__(self, home: pathlib.Path):
        self.home = home
        self.directory = home / "sandbox"
        self._guard: subprocess.Popen | None = None

    def up(
        self,
        on_line: Callable[[str], None],
        on_tick: Callable[[], None],
        settings: dict[str, str] | None = None,
    ) -> None:
        """Brings it up; `settings` are the operator's, AILERON_…, in its environment."""
        self._guard = subprocess.Popen(
            ["bash", "-c", _GUARD, "guard", ROOT / "bin/sandbox", self.directory, self.home],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        command = [ROOT / "bin/sandbox", "up", "--with", "operator", "--detach"]
        # As in AWS, a role has to be there before a function can have it.
        for role in ROLES:
            command += ["--role", role]
        status, said = commands.run(
            [*command, "--dir", self.directory],
            on_line=setup.sandbox_line(on_line),
            on_tick=on_tick,
            env={**os.environ, **(settings or {})},
        )
        if status != 0:
            raise Failure("The sandbox did not come up.\n" + said)

    def down(self) -> bool:
        """Ends it, however far it came. Its logs stay. False when that failed."""
        status = 0
        if self._guard is not None:
            status, _ = commands.run([ROOT / "bin/sandbox", "down", "--dir", self.directory])
            self._release()
        return status == 0

    def keep(self) -> None:
        """Lets it live on after this script."""
        self._release()

    def environment(self) -> dict[str, str]:
        """What `env` says at this moment: addresses, keys, the operator's process."""
        text = (self.directory / "env").read_text()
        return dict(line.split("=", 1) for line in text.splitlines())

    def _release(self) -> None:
        if self._guard is None:
            return
        with contextlib.suppress(BrokenPipeError):
            self._guard.communicate(b"over\n")
        self._guard = None
