"""The portals that tickets live at: what each can be asked, and the kinds that are spoken."""
