"""The version, in one place for the build and for `ticket --version`."""

__version__ = "0.1.0.dev0"
