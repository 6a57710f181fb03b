"""What shells ask while a command line is typed, and the scripts that ask it."""
