"""A client for support tickets at hosting portals."""
