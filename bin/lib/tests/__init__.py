"""Tests of the Python behind bin/: `python3 -m unittest discover -s bin/lib/tests -t bin/lib`."""
