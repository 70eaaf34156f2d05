import errno
import os
import unittest
from unittest import mock

from local.failure import Gone
from local.screen import Screen
from local.style import columns, fit, plain, width
from tests.outputs import Pipe, Terminal

XTERM = {"TERM": "xterm-256color"}


def environment(**variables: str):
    return mock.patch.dict(os.environ, {**XTERM, **variables}, clear=True)


def tell_something(out) -> str:
    screen = Screen(out)
    screen.chapter("A chapter")
    with screen.activity("working", "worked") as activity:
        activity.line("half \x1b[31mway\r\tthrough\x07")
        activity.tick()
    return out.getvalue()


class WithoutATerminal(unittest.TestCase):
    def test_plain_lines_tell_each_step_once_and_have_no_control_characters(self):
        with environment():
            said = tell_something(Pipe())
        self.assertNotRegex(said, r"[\x00-\x09\x0b-\x1f\x7f]")
        self.assertEqual(
            ["", "A chapter", "  .. working", "     half waythrough"], said.splitlines()[:4]
        )
        self.assertRegex(said.splitlines()[4], r"^  ✓ worked  \d+\.\d s$")

    def test_an_encoding_without_signs_gets_words(self):
        out = Pipe()
        out.encoding = "ascii"
        with environment():
            said = tell_something(out)
        self.assertIn("  ok worked", said)

    def test_a_failed_activity_does_not_claim_to_be_done(self):
        out = Pipe()
        with environment(), self.assertRaises(ValueError):
            with Screen(out).activity("working", "worked"):
                raise ValueError
        self.assertNotIn("worked", out.getvalue())

    def test_a_terminal_that_is_a_typewriter_gets_plain_lines(self):
        with environment(TERM="dumb"):
            said = tell_something(Terminal())
        self.assertNotIn("\x1b", said)


class OnATerminal(unittest.TestCase):
    def test_lines_are_drawn_over_and_the_cursor_comes_back(self):
        with environment():
            said = tell_something(Terminal())
        self.assertIn("\x1b[1A", said)
        self.assertLess(said.rindex("\x1b[?25l"), said.rindex("\x1b[?25h"))

    def test_the_cursor_comes_back_after_a_failure_too(self):
        out = Terminal()
        with environment(), self.assertRaises(ValueError):
            with Screen(out).live() as live:
                live.draw(["something"])
                raise ValueError
        self.assertTrue(out.getvalue().endswith("\x1b[?25h"))

    def test_no_color_is_obeyed(self):
        with environment(NO_COLOR="1"):
            said = tell_something(Terminal())
        self.assertNotRegex(said, r"\x1b\[[1-9][0-9]*m")

    def test_no_line_is_wider_and_no_picture_higher_than_the_terminal(self):
        out = Terminal()
        with environment(COLUMNS="20", LINES="5"):
            with Screen(out).live() as live:
                live.draw([f"{number} " + "x" * 50 for number in range(9)])
        lines = [plain(line) for line in out.getvalue().split("\n")]
        self.assertEqual(4, sum("x" in line for line in lines))
        self.assertLessEqual(max(map(len, lines)), 20)


class WithNobodyThere(unittest.TestCase):
    def test_a_closed_terminal_is_told_as_such(self):
        class Closed(Terminal):
            def flush(self):
                raise OSError(errno.EIO, "Input/output error")

        with environment(), self.assertRaises(Gone):
            Screen(Closed()).say("hello")


class Texts(unittest.TestCase):
    def test_colours_take_no_room(self):
        self.assertEqual(5, width("\x1b[31mred\x1b[0m!!"))
        self.assertEqual("\x1b[31mre\x1b[0m", fit("\x1b[31mred\x1b[0m!!", 2))

    def test_columns_are_straight_whatever_the_colours(self):
        lines = columns([["\x1b[1ma\x1b[0m", "b"], ["long", "c"]])
        self.assertEqual(["a     b", "long  c"], [plain(line) for line in lines])
