"""The portals known, who signs in there, and where the secrets for it are kept."""
