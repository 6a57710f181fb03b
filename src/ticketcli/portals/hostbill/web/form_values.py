"""A ticket put into the new-ticket form: which of its fields change, and to what."""

from __future__ import annotations

from ticketcli.i18n import _
from ticketcli.model.text import use_crlf
from ticketcli.model.ticket import PRIORITIES
from ticketcli.portals.base import CannotCarry, NewTicket
from ticketcli.portals.hostbill.web.ticket_form import Offer
from ticketcli.portals.http.client import Field


def fill_in(offer: Offer, ticket: NewTicket, sender: str) -> list[Field]:
    """Return the fields that this ticket changes in the form.

    `sender` is the e-mail address of the account, for a form that asks for a name and an address.
    Raises CannotCarry for what the form has no place for.
    """
    missing: list[str] = []
    changed: list[Field] = [
        ("dept_id", ticket.department.id),
        ("subject", ticket.subject),
        ("body", use_crlf(ticket.body)),
    ]
    changed += [
        (field.name, sender)
        for field in offer.form.fields
        if field.name in {"client_name", "client_email"}
        and field.kind != "hidden"
        and not field.value.strip()
    ]
    if ticket.priority is not None:
        if offer.priority(ticket.department.id) is None:
            missing.append(
                _("“{department}” has no priority setting.").format(department=ticket.department.name)
            )
        else:
            changed.append(("priority", str(PRIORITIES.index(ticket.priority))))
    else:
        select = offer.priority(ticket.department.id)
        changed += [("priority", value) for value in (select.chosen if select else ())]
    if ticket.encrypt:
        if offer.encrypt is None:
            missing.append(_("This portal's form cannot encrypt a message."))
        else:
            changed.append((offer.encrypt.name, offer.encrypt.value))
    if ticket.cc:
        if offer.cc is None:
            missing.append(_("This portal's form has no field for CC addresses."))
        else:
            several = offer.cc.name.endswith("[]") or (offer.cc.multiple and offer.cc.kind == "select")
            values = ticket.cc if several else (", ".join(ticket.cc),)
            changed += [(offer.cc.name, value) for value in values]
    if ticket.service is not None:
        value = offer.service_value(ticket.service)
        if offer.service is None:
            missing.append(_("This portal's form has no field for a related service."))
        elif value is None:
            missing.append(
                _("The portal's form does not offer the service {name}.").format(name=ticket.service.label)
            )
        else:
            changed.append((offer.service.name, value))
    if ticket.files and offer.files is None and offer.form.upload is None:
        missing.append(_("This portal's form does not accept attachments."))
    if missing:
        raise CannotCarry(missing, _("Leave it out, or open the ticket in a browser."))
    if offer.demands:
        raise CannotCarry(
            [
                _("The portal's form requires “{label}”, which ticket cannot fill in.").format(label=label)
                for label in offer.demands
            ],
            _("Open this ticket in a browser."),
        )
    return changed
