#!/usr/bin/env bash
# Copies the generated CRDs into the chart, which cannot read files from outside its folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
rm -f aileron/files/crds/*.yaml
cp ../crds/*.yaml aileron/files/crds/
