"""The related service of a ticket: a custom field of that name, where the provider has made one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import CannotCarry
from ticketcli.portals.rt import decode
from ticketcli.portals.rt.calls import Calls

NAMES = frozenset({"related service", "関連サービス", "相關服務"})  # data
_MOST_QUEUES = 50  # each costs a call


class ServiceFields:
    """The fields for the related service, queue by queue. A queue is asked for once."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._fields: dict[str, decode.Map | None] = {}

    def get_name(self, queue: Department) -> str:
        """Return what the field of a queue is called. Raises CannotCarry where the queue has none."""
        field = self._find(queue.id)
        name = None if field is None else decode.read_text(field.get("name"))
        if name is None:
            raise CannotCarry(
                [_("“{department}” has no field for the related service.").format(department=queue.name)],
                _("Leave out --service, and name the service in the message."),
            )
        return name

    def list_services(self, queues: Iterable[str]) -> tuple[Service, ...] | None:
        """Return what can be chosen in these queues; None where nothing can, or not be seen."""
        fields = [field for queue in list(queues)[:_MOST_QUEUES] if (field := self._find(queue)) is not None]
        ids = dict.fromkeys(number for field in fields if (number := decode.read_id(field)) is not None)
        values = dict.fromkeys(value for number in ids for value in self._list_values(number))
        return tuple(Service(value, value) for value in values) or None

    def _find(self, queue: str) -> decode.Map | None:
        if queue not in self._fields:
            data = self._calls.parse(decode.read_map, self._calls.get(f"queue/{queue}"))
            self._fields[queue] = next(iter(_list_fields(data.get("TicketCustomFields"))), None)
        return self._fields[queue]

    def _list_values(self, number: str) -> list[str]:
        """Return the choices of a field; none where it is not for the customer to see."""
        try:
            data = self._calls.parse(decode.read_map, self._calls.get(f"customfield/{number}"))
        except ContentRefused:
            return []
        values = data.get("Values")
        texts = map(decode.read_text, values if isinstance(values, list) else [])
        return [text for text in texts if text is not None]


def read_service(data: decode.Map) -> str | None:
    """Return the related service of a ticket: "" where its field is empty, None without such a field."""
    for field in _list_fields(data.get("CustomFields")):
        values = field.get("values")
        texts = map(decode.read_text, values if isinstance(values, list) else [])
        return ", ".join(text for text in texts if text is not None)
    return None


def _list_fields(value: Any) -> list[decode.Map]:
    fields = [field for field in value if isinstance(field, dict)] if isinstance(value, list) else []
    return [field for field in fields if (decode.read_text(field.get("name")) or "").casefold() in NAMES]
