#!/usr/bin/env bash
# Runs a function's runtime with nothing of our own environment in its own.
#
#   launch.sh ENVIRONMENT DIRECTORY COMMAND...
#
# ENVIRONMENT is a file of NAME=value entries, each ended by a NUL; it is deleted. DIRECTORY is where
# the command starts.
set -euo pipefail
mapfile -d '' -t variables <"$1"
rm -f "$1"
cd "$2"
shift 2
exec env -i "${variables[@]}" "$@"
