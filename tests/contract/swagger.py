"""The Swagger 2.0 document of the User API, with hostbill.md's "everything is `in: query`"."""

from __future__ import annotations

from typing import Any

from tests.contract.quirks import Quirks

EXTRAS = {
    "priority": ("integer", "Ticket priority: 0, 1 or 2"),
    "cc": ("string", "Comma-separated list of additional recipients"),
    "attachments": ("array", "Map of file name to base64-encoded content"),
    "encrypt": ("boolean", "Store the message encrypted"),
    "service_id": ("integer", "Related service"),
}


def document(quirks: Quirks, host: str) -> dict[str, Any]:
    create = [parameter(name, "string", required=True) for name in ("dept_id", "subject", "body")]
    for name in quirks.swagger_extras:
        kind, words = EXTRAS[name]
        create.append(parameter(name, kind, words))
    paging = [parameter("page", "integer")]
    number = [parameter("id", "string", where="path", required=True)]
    paths: dict[str, Any] = {
        "/details": {"get": operation("Clientarea", [])},
        "/ticket/departments": {"get": operation("Support", [])},
        "/tickets": {"get": operation("Support", paging), "post": operation("Support", create)},
        "/tickets/{id}": {
            "get": operation("Support", number),
            "post": operation("Support", [*number, parameter("body", "string", required=True)]),
        },
        "/tickets/{id}/close": {"put": operation("Support", number)},
        "/tickets/{id}/open": {"put": operation("Support", number)},
        "/ticket/attachment/{file}": {
            "get": operation("Support", [parameter("file", "string", where="path", required=True)])
        },
        "/service": {"get": operation("Services", paging)},
        "/service/{id}": {"get": operation("Services", number)},
        "/logout": {"post": operation("Login", [])},
        "/revoke": {"post": operation("Login", [parameter("refresh_token", "string")])},
    }
    if quirks.login:
        names = ("username", "password")
        paths["/login"] = {
            "post": operation("Login", [parameter(name, "string", required=True) for name in names])
        }
        paths["/token"] = {"post": operation("Login", [parameter("refresh_token", "string", required=True)])}
    return {
        "swagger": "2.0",
        "info": {"title": "User API", "version": "4.202507025"},
        "host": host,
        "basePath": "/api",
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "definitions": {},
        "paths": paths,
    }


def parameter(
    name: str, kind: str, words: str = "", *, where: str = "query", required: bool = False
) -> dict[str, Any]:
    return {"name": name, "in": where, "type": kind, "description": words, "required": required}


def operation(tag: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    return {"tags": [tag], "parameters": parameters, "responses": {"200": {"description": "OK"}}}
