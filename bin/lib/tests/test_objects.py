import unittest

from local import objects


def item(generation: int, observed: int, **conditions: str):
    return {
        "kind": "Workflow",
        "metadata": {"name": "w", "generation": generation},
        "status": {
            "observedGeneration": observed,
            "conditions": [
                {"type": kind, "status": status, "observedGeneration": observed}
                for kind, status in conditions.items()
            ],
        },
    }


class Reading(unittest.TestCase):
    def test_ready_before_the_last_change_is_not_ready(self):
        self.assertTrue(objects.is_ready(item(2, 2, Ready="True")))
        self.assertFalse(objects.is_ready(item(2, 1, Ready="True")))
        self.assertFalse(objects.is_ready(item(2, 2, Ready="Unknown")))

    def test_stalled_before_the_last_change_is_not_stalled(self):
        self.assertTrue(objects.is_stalled(item(2, 2, Stalled="True")))
        self.assertFalse(objects.is_stalled(item(2, 1, Stalled="True")))

    def test_an_object_without_a_status_is_nothing_yet(self):
        new = {"kind": "Workflow", "metadata": {"name": "w", "generation": 1}}
        self.assertFalse(objects.is_ready(new))
        self.assertFalse(objects.is_stalled(new))
        self.assertEqual("", objects.version(new))
        self.assertEqual({}, objects.pins(new))
