"""Drafts on disk, saved until the portal confirms them."""
