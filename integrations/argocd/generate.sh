#!/usr/bin/env bash
# Writes argocd-cm.yaml anew from the health scripts: a patch for the ConfigMap of that name.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
{
  echo "# Made by generate.sh from resource_customizations/. Merge it into the ConfigMap argocd-cm."
  echo "apiVersion: v1"
  echo "kind: ConfigMap"
  echo "metadata:"
  echo "  name: argocd-cm"
  echo "  namespace: argocd"
  echo "data:"
  for kind in Release ServerlessFunction Workflow; do
    echo "  resource.customizations.health.aileron.dev_$kind: |"
    sed 's/^\(.\)/    \1/' "resource_customizations/aileron.dev/$kind/health.lua"
  done
} > argocd-cm.yaml
