"""Where a stranger's file is opened with a large library: a process that can do nothing else."""
