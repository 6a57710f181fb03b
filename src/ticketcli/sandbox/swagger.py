"""The Swagger 2.0 document that an installation publishes of its User API, oddities included:
parameters of POST calls are said to be ``in: query`` although the calls consume JSON."""

from __future__ import annotations

from typing import Any

OPERATIONS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    # method, path, tag, summary, parameters
    ("post", "/login", "Clientarea", "Login", ("username", "password")),
    ("post", "/logout", "Clientarea", "Logout", ()),
    ("post", "/token", "Clientarea", "Refresh token", ("refresh_token",)),
    ("post", "/revoke", "Clientarea", "Revoke token", ("refresh_token",)),
    ("get", "/details", "Clientarea", "User details", ()),
    ("get", "/tokens", "Clientarea", "List personal access tokens", ()),
    ("post", "/tokens", "Clientarea", "Create personal access token", ("name", "expires_at")),
    ("delete", "/tokens/{id}", "Clientarea", "Revoke personal access token", ()),
    ("get", "/tickets", "Support", "List tickets", ("page",)),
    ("post", "/tickets", "Support", "Create ticket", ("dept_id", "subject", "body")),
    ("get", "/tickets/{number}", "Support", "Ticket details", ()),
    ("post", "/tickets/{number}", "Support", "Reply to ticket", ("body",)),
    ("put", "/tickets/{number}/open", "Support", "Reopen ticket", ()),
    ("put", "/tickets/{number}/close", "Support", "Close ticket", ()),
    ("get", "/ticket/attachment/{file}", "Support", "Download attachment", ()),
    ("get", "/ticket/departments", "Support", "List departments", ()),
    ("get", "/service", "Services", "List services", ("page",)),
    ("get", "/service/{id}", "Services", "Service details", ()),
)


def make_document(host: str, scheme: str) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for method, path, tag, summary, names in OPERATIONS:
        in_path = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        parameters = [{"name": name, "type": "string", "in": "path", "required": True} for name in in_path]
        parameters += [{"name": name, "type": "string", "in": "query", "required": False} for name in names]
        paths.setdefault(path, {})[method] = {
            "tags": [tag],
            "summary": summary,
            "consumes": ["application/json"],
            "produces": ["application/json"],
            "parameters": parameters,
            "responses": {"200": {"description": "`Success`"}},
        }
    return {
        "swagger": "2.0",
        "info": {"title": "Sandbox User API", "version": "4.0", "description": "A stand-in, no real portal."},
        "host": host,
        "basePath": "/api",
        "schemes": [scheme],
        "tags": [{"name": "Clientarea"}, {"name": "Support"}, {"name": "Services"}],
        "paths": paths,
    }
