/* In the dialog that chooses a picture: hand in one that is not there yet, and choose it. */

let chooser; // the one that the dialog works for
let part; // the dialog's part for uploads, fetched once
let found; // the picture that the file turned out to be already

document.addEventListener("chooser:open", async ({ detail }) => {
  chooser = detail.chooser;
  const address = chooser.select.dataset.upload;
  if (address && !part) part = await build(detail.dialog, address);
  if (part) part.hidden = !chooser.select.dataset.upload;
});

async function build(dialog, address) {
  const response = await fetch(`${address}?dialog`);
  if (!response.ok || response.redirected) return undefined;
  const place = document.createElement("template");
  place.innerHTML = await response.text();
  const built = place.content.querySelector(".choose__upload");
  const form = built.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.elements.file.addEventListener("change", () => say(""));
  form.querySelector("[data-do=use]").addEventListener("click", () => choose(found));
  form.querySelector("[data-do=insist]").addEventListener("click", () => send({ take_known: "on" }));
  dialog.addEventListener("dragover", (event) => event.preventDefault());
  dialog.addEventListener("drop", drop);
  dialog.querySelector(".choose__search").after(built);
  return built;
}

function drop(event) {
  event.preventDefault();
  if (part.hidden || !event.dataTransfer.files.length) return;
  const form = part.querySelector("form");
  const only = new DataTransfer();
  only.items.add(event.dataTransfer.files[0]);
  form.elements.file.files = only.files;
  part.open = true;
  say("");
  form.requestSubmit();
}

async function send(more = {}) {
  const form = part.querySelector("form");
  const data = new FormData(form);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  say(part.dataset.reading);
  form.inert = true;
  const { outcomes: [outcome] = [], problem = "" } = await ask(form.action, data);
  form.inert = false;
  if (!outcome) say(problem);
  else if (outcome.status === "taken") choose(outcome.choice);
  else tell(outcome);
}

async function ask(address, data) {
  try {
    const response = await fetch(address, { method: "POST", headers: { Accept: "application/json" }, body: data });
    const isTold = response.headers.get("Content-Type")?.startsWith("application/json");
    if (isTold) return await response.json();
    return { problem: response.ok || response.status === 403 ? part.dataset.signedOut : part.dataset.failed };
  } catch {
    return { problem: part.dataset.failed };
  }
}

/* Show why the file is not taken in, and what can be done about it. */
function tell({ status, html, choice, form: fields }) {
  say("");
  part.querySelector(".choose__outcome").innerHTML = html;
  found = choice;
  part.querySelector("[data-do=use]").hidden = !fields;
  part.querySelector("[data-do=insist]").hidden = status !== "known";
}

function say(words) {
  part.querySelector(".choose__outcome").textContent = words;
  for (const button of part.querySelectorAll("[data-do]")) button.hidden = true;
}

function choose(choice) {
  if (!chooser.has(choice.id)) chooser.choose(choice);
  part.querySelector("[name=file]").value = "";
  part.open = false;
  say("");
  part.closest("dialog").close();
}
