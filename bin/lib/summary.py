"""Runs the tests of the commands in bin/, adds all reports up, and prints one closing line.

The line is `N passed, N failed, N skipped`; the exit code is 1 if anything failed or nothing ran.
"""

import pathlib
import sys
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIB = ROOT / "bin" / "lib"


def of_commands():
    """Counts of the Python tests: run here, they write no reports."""
    sys.path.insert(0, str(LIB))
    suite = unittest.defaultTestLoader.discover(str(LIB / "tests"), top_level_dir=str(LIB))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    bad = [str(test) for test, _ in result.failures + result.errors]
    return result.testsRun, len(bad), len(result.skipped), bad


def of_maven():
    """Counts of the modules' reports."""
    tests = failed = skipped = 0
    broken = []
    for report in sorted(ROOT.glob("*/target/surefire-reports/TEST-*.xml")):
        suite = ElementTree.parse(report).getroot()
        tests += int(suite.get("tests", 0))
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        failed += bad
        skipped += int(suite.get("skipped", 0))
        if bad:
            broken.append(suite.get("name"))
    return tests, failed, skipped, broken


def main():
    tests, failed, skipped, broken = map(lambda a, b: a + b, of_commands(), of_maven())
    for name in broken:
        print(f"failed: {name}")
    print(f"{tests - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not tests else 0


if __name__ == "__main__":
    sys.exit(main())
