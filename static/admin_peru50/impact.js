/* What saving would do to translations, said above the buttons while one types. A tick stays as long as it is for the same changes. */

const WAIT = 700; // milliseconds without typing
const place = document.querySelector(".impact");
const form = place?.closest("form");

let asked;
let asking;
let waiting;

const tick = () => place.querySelector("input[name=stays_valid]");

function content() {
  const data = new FormData(form);
  data.delete("stays_valid");
  return new URLSearchParams(data).toString();
}

async function ask() {
  const body = content();
  if (body === asked) return;
  asking?.abort();
  asking = new AbortController();
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  try {
    const response = await fetch(place.dataset.url, { method: "POST", body, headers, signal: asking.signal });
    if (!response.ok) return;
    asked = body;
    show(await response.text());
  } catch {
    // Saving says the same afterwards.
  }
}

/* A screen reader speaks when it changes, and only then. */
function show(said) {
  const before = tick();
  if (place.dataset.said === said.trim()) return;
  place.dataset.said = said.trim();
  place.innerHTML = said.trim();
  if (before?.checked && tick()?.value === before.value) tick().checked = true;
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(ask, WAIT);
}

if (place) {
  asked = content();
  for (const name of ["input", "change", "click", "keyup"]) form.addEventListener(name, later);
  for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, later);
  // A form that comes back holds what was typed before.
  if (document.querySelector(".errornote")) {
    asked = "";
    ask();
  }
}
