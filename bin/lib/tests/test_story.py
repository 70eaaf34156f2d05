import pathlib
import tempfile
import unittest

from demo import edit, orders, story
from local.failure import Failure
from local.style import Style


class TheChange(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.target = pathlib.Path(folder.name) / "changed.yaml"
        self.source = story.SHOP / f"{story.CHANGED}.yaml"

    def test_the_example_has_the_line_that_the_demo_changes(self):
        edit.edited(self.source, story.OLD_LINE, story.NEW_LINE, self.target)
        shown = edit.difference(self.source, self.target, Style(colours=False, unicode=True))
        self.assertEqual(
            ['-        CARRIER = "mail van"', '+        CARRIER = "cargo bike"'], shown
        )

    def test_a_line_that_is_not_there_is_told(self):
        with self.assertRaisesRegex(Failure, "has it 0 times: no such line"):
            edit.edited(self.source, "no such line", "", self.target)


class TheExample(unittest.TestCase):
    def test_every_state_that_the_demo_expects_is_in_the_workflow(self):
        text = (story.SHOP / "place-order.yaml").read_text()
        for state in {*story.ALL_THE_WAY, *story.STOPPED_BY_CHOICE, *story.STOPPED_BY_CATCH}:
            self.assertIn(f"\n      {state}:\n", text)
        for name in story.FUNCTIONS:
            self.assertIn("${function:%s}" % name, text)


class Histories(unittest.TestCase):
    def test_the_path_is_the_states_entered(self):
        events = [
            {"type": "ExecutionStarted"},
            {"type": "TaskStateEntered", "stateEnteredEventDetails": {"name": "A"}},
            {"type": "TaskStateExited", "stateExitedEventDetails": {"name": "A"}},
            {"type": "ChoiceStateEntered", "stateEnteredEventDetails": {"name": "B"}},
        ]
        self.assertEqual(["A", "B"], orders.entered(events))
