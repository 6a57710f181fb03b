"""Accounts at portals, and where their secrets are stored."""
