"""Tickets written in a file: YAML, JSON, JSON Lines, or Markdown with front matter."""
