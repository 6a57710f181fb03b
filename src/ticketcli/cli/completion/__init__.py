"""Complete command lines, and the scripts by which shells ask for that."""
