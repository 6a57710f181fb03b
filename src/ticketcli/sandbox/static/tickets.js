// What the real theme's scripts do to the ticket forms: show the chosen department's own fields, send each
// chosen file at once to the upload URL, and put its hash into the form in the file's place.
"use strict";

const form = document.getElementById("ticketsform") || document.getElementById("replyform");
const department = form.querySelector("select[name=dept_id]");
const override = form.querySelector("input[name=flag]");
const picker = form.querySelector("input[type=file]");

if (department) {
  department.addEventListener("change", () => {
    for (const text of form.querySelectorAll(".deptsdesc small")) {
      text.style.display = text.classList.contains("dept_" + department.value) ? "block" : "none";
    }
    for (const group of form.querySelectorAll(".dptpriority")) {
      const mine = group.id === "p" + department.value;
      const select = group.querySelector("select");
      group.style.display = select.style.display = mine ? "" : "none";
      select.disabled = !mine;
    }
  });
}

if (override) {
  override.addEventListener("change", () => {
    form.querySelector("#contacts").style.display = override.checked ? "" : "none";
    for (const contact of form.querySelectorAll("input[name='secondary[]']")) contact.disabled = !override.checked;
  });
}

async function upload(file) {
  const data = new FormData(form);
  data.delete("attachments[]");
  data.append("attachments[]", file);
  const answer = await fetch(form.querySelector(".fileupload").dataset.url, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
  });
  const listed = await answer.json();
  const row = document.createElement("tr");
  row.className = "template-download";
  const [entry] = listed.files || (Array.isArray(listed) ? listed : []);
  const cell = row.insertCell();
  cell.textContent = file.name;
  if (entry && entry.hash) {
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = "asyncattachment[]";
    hidden.value = entry.hash;
    cell.append(hidden);
  } else {
    row.classList.add("alert-danger");
    cell.append(": " + (entry ? entry.error : "the upload failed"));
  }
  form.querySelector("tbody.files").append(row);
}

picker.addEventListener("change", async () => {
  const send = form.querySelector("button[type=submit]");
  send.disabled = true;
  for (const file of [...picker.files]) await upload(file);
  picker.value = "";
  send.disabled = false;
});
