"""The demo: examples/shop on this machine, from kubectl apply to a second version."""
