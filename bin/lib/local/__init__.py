"""What scripts need to bring a sandbox up and to look into it: Python 3.10 and its library."""
