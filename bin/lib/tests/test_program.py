"""Starts scripts as a person does and ends them in all the ways a person can."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

LIB = pathlib.Path(__file__).resolve().parents[1]

# A sandbox of which nothing runs but which notes that it was ended.
SCRIPT = """
import os, sys, time
sys.path.insert(0, {lib!r})
from local import commands, program
from local.failure import Failure

class Noted:
    def __init__(self, home):
        self.home, self.directory = home, home / "sandbox"
        self.directory.mkdir()
        (self.directory / "operator.log").write_text("")
    def down(self):
        print("down", file=sys.stderr, flush=True)
        return True
    def keep(self):
        print("kept", file=sys.stderr, flush=True)

program.Sandbox = Noted

def body(screen, sandbox):
    print("home", sandbox.home, file=sys.stderr, flush=True)
    {body}

sys.exit(program.run("test", body, lambda screen: screen.say("all is well")))
"""

WAIT = (
    'commands.run(["sh", "-c", "echo child $$; exec sleep 300"],'
    " on_line=lambda it: print(it, file=sys.stderr, flush=True))"
)


class Endings(unittest.TestCase):
    def start(self, body: str) -> subprocess.Popen:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        process = subprocess.Popen(
            [sys.executable, "-B", "-c", SCRIPT.format(lib=str(LIB), body=body)],
            env={**os.environ, "TMPDIR": folder.name},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.home = pathlib.Path(process.stderr.readline().split()[1])
        return process

    def end(self, process: subprocess.Popen) -> tuple[str, str]:
        out, err = process.stdout.read(), process.stderr.read()
        process.wait(timeout=30)
        self.assertNotIn("Traceback", err)
        return out, err

    def test_when_all_goes_well_everything_is_cleaned_up_before_the_last_word(self):
        process = self.start("return False")
        out, err = self.end(process)
        self.assertEqual((0, "all is well\n", "down\n"), (process.returncode, out, err))
        self.assertFalse(self.home.exists())

    def test_what_is_to_be_kept_stays(self):
        process = self.start("return True")
        out, err = self.end(process)
        self.assertEqual((0, "", "kept\n"), (process.returncode, out, err))
        self.assertTrue(self.home.exists())

    def test_a_failure_says_what_failed_and_where_the_logs_are(self):
        process = self.start('raise Failure("The cat sat on it.")')
        out, err = self.end(process)
        self.assertEqual((1, "down\n"), (process.returncode, err))
        self.assertIn("The cat sat on it.\nThe logs are in " + str(self.home / "sandbox"), out)
        self.assertTrue((self.home / "sandbox/operator.log").exists())

    def test_a_mistake_in_the_script_cleans_up_too(self):
        process = self.start("return {}['nothing']")
        out, err = self.end(process)
        self.assertEqual((1, "down\n"), (process.returncode, err))
        self.assertIn("KeyError: 'nothing'", out)
        self.assertIn("The logs are in", out)

    def test_signals_end_what_runs_and_clean_up(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number.name):
                process = self.start(WAIT)
                child = int(process.stderr.readline().split()[1])
                process.send_signal(number)
                out, err = self.end(process)
                self.assertEqual((128 + number, "down\n"), (process.returncode, err))
                self.assertIn("Broken off; cleaning up.", out)
                self.assertFalse(self.home.exists())
                self.assertFalse(pathlib.Path(f"/proc/{child}").exists())

    def test_a_second_ctrl_c_does_not_break_off_the_cleaning_up(self):
        process = self.start(
            "type(sandbox).down = lambda self: print('downing', file=sys.stderr, flush=True)"
            " or time.sleep(0.5) or print('down', file=sys.stderr, flush=True) or True; " + WAIT
        )
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        self.assertEqual("downing\n", process.stderr.readline())
        process.send_signal(signal.SIGINT)
        _, err = self.end(process)
        self.assertEqual((130, "down\n"), (process.returncode, err))

    def test_a_reader_that_has_gone_ends_it_quietly(self):
        process = self.start("\n    ".join(["while True:", "    screen.say('x' * 1000)"]))
        process.stdout.close()
        self.assertEqual("down\n", process.stderr.read())
        self.assertEqual(1, process.wait(timeout=30))
        self.assertFalse(self.home.exists())

    def test_a_broken_connection_is_not_taken_for_a_reader_that_has_gone(self):
        process = self.start('raise BrokenPipeError("connection lost")')
        out, err = self.end(process)
        self.assertEqual((1, "down\n"), (process.returncode, err))
        self.assertIn("connection lost", out)
