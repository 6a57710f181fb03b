"""Files, locks, folders and child processes."""
