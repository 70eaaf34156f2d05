"""Adds up the reports of all test runs and prints one line: N passed, N failed, N skipped."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

root = pathlib.Path(__file__).resolve().parents[2]
tests = failed = skipped = 0
broken = []
for report in sorted(root.glob("*/target/surefire-reports/TEST-*.xml")):
    suite = ElementTree.parse(report).getroot()
    tests += int(suite.get("tests", 0))
    bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    failed += bad
    skipped += int(suite.get("skipped", 0))
    if bad:
        broken.append(suite.get("name"))
for name in broken:
    print(f"failed: {name}")
print(f"{tests - failed - skipped} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or not tests else 0)
