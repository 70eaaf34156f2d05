import json
import pathlib
import tempfile
import unittest

from local import requestlog
from local.requestlog import RequestLog


def line(operation: str, write: bool = False, resource: str | None = "f") -> str:
    entry = {
        "time": "2026-11-24T08:59:22.097Z",
        "service": "lambda",
        "operation": operation,
        "resource": resource,
        "caller": "111122223333",
        "status": 200,
        "error": None,
        "write": write,
    }
    return json.dumps(entry) + "\n"


class Following(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "requests.jsonl"
        self.file.write_text(line("Earlier"))

    def append(self, text: str) -> None:
        with self.file.open("a") as log:
            log.write(text)

    def test_only_what_comes_later_counts_and_each_request_once(self):
        log = RequestLog(self.file)
        self.append(line("A") + line("B"))
        self.assertEqual(["A", "B"], [request.operation for request in log.new()])
        self.append(line("C"))
        self.assertEqual(["C"], [request.operation for request in log.new()])
        self.assertEqual([], log.new())

    def test_a_line_that_is_written_in_two_pieces_is_one_request(self):
        log = RequestLog(self.file)
        whole = line("A")
        self.append(whole[:30])
        self.assertEqual([], log.new())
        self.append(whole[30:])
        self.assertEqual(["A"], [request.operation for request in log.new()])

    def test_a_state_machine_is_named_without_its_arn(self):
        log = RequestLog(self.file)
        self.append(
            line(
                "A",
                resource="arn:aws:states:eu-west-1:111122223333:stateMachine:shop-place-order:1",
            )
        )
        self.append(line("B", resource=None))
        self.assertEqual(["shop-place-order:1", ""], [request.resource for request in log.new()])

    def test_writes_are_told_first(self):
        log = RequestLog(self.file)
        self.append(line("Get") * 3 + line("Publish", write=True) + line("Create", write=True) * 2)
        requests = log.new()
        self.assertEqual(
            [("Create", 2), ("Publish", 1), ("Get", 3)], requestlog.by_operation(requests)
        )
        self.assertEqual(3, requestlog.writes(requests))
