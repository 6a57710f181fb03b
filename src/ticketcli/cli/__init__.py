"""Run commands: the registry, declarations of options, help and completion."""
