import unittest
from xml.etree import ElementTree

from bench import aws, chart, language, report
from bench.figures import Scenario, percentile, together
from bench.measuring import Load
from bench.report import Results
from local.requestlog import Request

READ = Request("lambda", "GetFunction", "f", 200, "", False)
WRITE = Request("lambda", "CreateFunction", "f", 201, "", True)

CREATE = Scenario("Create: functions & more", 2, [READ, WRITE, WRITE], 1.5, [1.0, 1.4])
RESYNC = Scenario("Resync, nothing changed", 4, [READ] * 4, None)
NOTHING = Scenario("Nothing", 1, [], 0.0)


class Figures(unittest.TestCase):
    def test_percentiles_are_values_that_were_measured(self):
        values = [float(number) for number in range(20, 0, -1)]
        self.assertEqual(10.0, percentile(values, 50))
        self.assertEqual(19.0, percentile(values, 95))
        self.assertEqual(20.0, percentile(values, 100))
        self.assertEqual(3.0, percentile([3.0], 50))

    def test_rounds_add_up(self):
        both = together([CREATE, CREATE])
        self.assertEqual(
            (4, 6, 4, 3.0, 4),
            (both.objects, both.calls, both.writes, both.seconds, len(both.latencies)),
        )


class Reports(unittest.TestCase):
    results = Results([CREATE, RESYNC], 211.6, "2 cores", 30)

    def test_the_table_has_a_row_for_each_scenario(self):
        self.assertEqual(
            [
                ["Create: functions & more", "2", "1.00 s", "1.40 s", "1.50 s", "3", "2", "1.5"],
                ["Resync, nothing changed", "4", "", "", "", "4", "0", "1.0"],
            ],
            report.rows(self.results),
        )

    def test_markdown_names_every_operation_and_the_memory(self):
        text = report.markdown(self.results)
        self.assertIn("- Create: functions & more: CreateFunction 2, GetFunction 1\n", text)
        self.assertIn("at most 212 MiB", text)

    def test_memory_that_could_not_be_measured_is_not_zero(self):
        self.assertIn("could not be measured", report.memory(Results([], None, "", 30)))


class Chart(unittest.TestCase):
    def test_it_is_svg_with_every_figure_in_it(self):
        drawn = ElementTree.fromstring(chart.svg([CREATE, RESYNC, NOTHING], "A & B"))
        texts = {element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")}
        self.assertLessEqual(
            {"A & B", "Create: functions & more", "1.00 s", "1.40 s", "1.5", "1.0"}, texts
        )

    def test_bars_stay_inside_the_picture(self):
        drawn = ElementTree.fromstring(chart.svg([CREATE, RESYNC, NOTHING], "t"))
        width = float(drawn.get("viewBox").split()[2])
        for bar in drawn.iter("{http://www.w3.org/2000/svg}rect"):
            self.assertGreaterEqual(float(bar.get("width")), 0)
            self.assertLessEqual(float(bar.get("x", 0)) + float(bar.get("width")), width)


class Language(unittest.TestCase):
    TEXT = """
    {"validation": {"bytes": 999092, "firstMillis": 1200.4, "medianMillis": 150.2},
     "transitions": {"perSecond": 550000},
     "memory": [{"payloadBytes": 10240, "heldBytes": 81920}]}
    """

    def test_figures_and_aims_stand_side_by_side(self):
        figures = language.read(self.TEXT, Load(0.2, 2))
        self.assertEqual(
            [
                ["a definition of 1.0 MB validated", "150 ms", "at most 300 ms"],
                ["the same, the first time", "1200 ms", ""],
                ["transitions a second", "550,000", "at least 100,000"],
                ["held with a payload of 10.0 KiB", "80.0 KiB", "bounded by the payload"],
            ],
            language.rows(figures),
        )
        page = language.markdown(figures, "2 cores")
        self.assertIn("| transitions a second | 550,000 | at least 100,000 |", page)
        self.assertNotIn("under load", page)

    def test_what_was_measured_under_load_says_so(self):
        figures = language.read(self.TEXT, Load(9.0, 2))
        self.assertIn("**Measured under load**", language.markdown(figures, "2 cores"))
        drawn = ElementTree.fromstring(language.svg(figures))
        texts = " ".join(
            element.text or "" for element in drawn.iter("{http://www.w3.org/2000/svg}text")
        )
        self.assertIn("under load", texts)
        self.assertIn("150 ms", texts)


class Aws(unittest.TestCase):
    TEXT = """
    {"reads": {"functionMillis": 0.251, "machineMillis": 0.3, "functionsPerSecond": 5100.4,
               "machinesPerSecond": 4900},
     "invocations": {"coldMillis": 250.6, "medianMillis": 2.84, "p95Millis": 7.3},
     "memory": {"functions": 10000, "heldBytes": 31457280, "createdPerSecond": 700}}
    """

    def test_figures_and_aims_stand_side_by_side(self):
        page = aws.markdown(aws.read(self.TEXT, Load(0.2, 2)), "2 cores")
        self.assertIn("| reading a function, median | 0.25 ms | at most 2 ms |", page)
        self.assertIn("| functions read a second | 5,100 | at least 2,000 |", page)
        self.assertIn(
            "| invoking a warm function over its own time, median | 2.8 ms | at most 5 ms |", page
        )
        self.assertIn("| held by 10,000 functions | 30 MiB | at most 300 MiB |", page)
        self.assertNotIn("under load", page)

    def test_what_was_measured_under_load_says_so(self):
        self.assertIn("**Measured under load**", aws.text(aws.read(self.TEXT, Load(2.0, 2))))
