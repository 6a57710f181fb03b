// The script of the plugin "ticket_related_client_service": it asks the portal for the services of whoever is
// signed in and puts the field for the related one behind the message.
"use strict";

const Add_related_service = {
  async execute() {
    const message = document.getElementById("ticketmessage");
    if (!message) return;
    const answer = await fetch(window._trcslang.url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    const select = document.createElement("select");
    select.name = "related_client_service";
    select.className = "form-control";
    select.append(new Option(window._trcslang.none, "0"));
    for (const service of await answer.json()) select.append(new Option(service.name, service.id));
    const label = document.createElement("label");
    label.textContent = window._trcslang.relatedservice;
    const group = document.createElement("div");
    group.className = "form-group related_client_service";
    group.append(label, select);
    message.closest(".form-group").after(group);
  },
};
