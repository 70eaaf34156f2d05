"""The benchmark: what releasing many functions and workflows costs in time and in calls to AWS."""
