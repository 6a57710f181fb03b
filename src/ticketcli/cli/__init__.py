"""What makes commands run: the registry, declarations of options, help and completion."""
