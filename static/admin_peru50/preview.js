/* The page as it will be, beside the form: it follows what is typed, and nothing of it is saved. */

import { PageFrame, blockOf, fieldOf } from "peru50/frame";

const STORED = "peru50-preview";
const WAIT = 300; // milliseconds without typing
const WIDTHS = { phone: 390, desk: 1280 };

const panel = document.getElementById("preview");
const form = document.querySelector("#content-main form");
const toggle = document.querySelector(".language-bar__preview");
const beside = matchMedia("(min-width: 1100px)");
const state = { open: false, width: beside.matches ? "desk" : "phone", ...remembered() };
const frame = panel && new PageFrame(panel.querySelector(".preview__stage"), { taken, clicked: follow });

let language = form?.dataset.shownLanguage;
let shown; // what it was made of
let asking;
let waiting;

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) || {};
  } catch {
    return {};
  }
}

function remember(changes) {
  Object.assign(state, changes);
  try {
    localStorage.setItem(STORED, JSON.stringify(state));
  } catch {}
}

// Opening and closing

function open() {
  if (beside.matches) panel.setAttribute("open", "");
  else panel.showModal();
  toggle.setAttribute("aria-expanded", true);
  update();
}

function close() {
  panel.close();
  toggle.focus();
}

// Asking for the page

function later() {
  clearTimeout(waiting);
  if (panel.open) waiting = setTimeout(update, WAIT);
}

async function update() {
  const content = new URLSearchParams(new FormData(form)).toString();
  if (content + language === shown) return;
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const asked = language;
  try {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const address = `${panel.dataset.url}?language=${asked}`;
    const response = await fetch(address, { method: "POST", body: content, headers, signal });
    const { page, problems } = await response.json();
    shown = content + asked;
    tell("", problems);
    show(page, asked);
  } catch {
    if (!signal.aborted) tell(panel.dataset.failed, []);
  }
}

function tell(failed, problems) {
  const said = panel.querySelector(".preview__failed");
  const details = panel.querySelector(".preview__problems");
  said.textContent = failed;
  said.hidden = !failed;
  details.hidden = !problems.length;
  details.querySelector("ul").replaceChildren(
    ...problems.map((line) => Object.assign(document.createElement("li"), { textContent: line })),
  );
}

function show(page, asked) {
  frame.show(page, `${panel.querySelector("h2").textContent}: ${button("language", asked).title}`);
}

function taken(next, before) {
  const id = edited();
  if (id && !before?.contentDocument?.getElementById(`b-${id}`)) reveal(id);
}

// From the page to the form

/* A click on a word leads to where it is written. */
function follow(element) {
  const field = formFieldOf(element);
  if (!field) return;
  if (panel.matches(":modal")) close();
  if (form.dataset.shownLanguage !== language) document.querySelector(`[data-show="${language}"]`)?.click();
  enter(field);
}

/* Return the part of the form that this element of the page comes from. */
function formFieldOf(element) {
  const id = blockOf(element);
  if (id) return form.querySelector(`[name^=block_][name$="-id"][value="${id}"]`)?.closest(".inline-related");
  const name = fieldOf(element);
  return name && document.getElementById(`id_${name}_${language}`)?.closest(".form-row");
}

function enter(part) {
  part.classList.remove("collapsed");
  part.scrollIntoView({ block: "center" });
  const fields = [...part.querySelectorAll(":is(input, select, textarea, button, [contenteditable=true]):not(h3 *)")];
  const seen = fields.filter((each) => each.checkVisibility() && each.tabIndex >= 0);
  (seen.find((each) => each.lang === language) ?? seen[0])?.focus({ preventScroll: true });
}

// From the form to the page

function edited() {
  return document.activeElement?.closest(".inline-related")?.querySelector("[name^=block_][name$='-id']")?.value;
}

function reveal(id) {
  const element = frame.page?.getElementById(`b-${id}`);
  if (element) frame.reveal(element);
}

// The buttons

function button(choice, value) {
  return panel.querySelector(`[data-choice=${choice}][value="${value}"]`);
}

function press(choice, value) {
  for (const each of panel.querySelectorAll(`[data-choice=${choice}]`)) {
    each.setAttribute("aria-pressed", each.value === value);
  }
}

const choose = {
  width(value) {
    remember({ width: value });
    press("width", value);
    frame.resize(WIDTHS[value]);
  },
  language(value) {
    language = value;
    press("language", value);
    if (panel.open) update();
  },
};

if (panel && form && toggle) {
  choose.width(state.width in WIDTHS ? state.width : "desk");
  choose.language(language);
  panel.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-choice]");
    if (chosen) choose[chosen.dataset.choice](chosen.value);
    if (event.target.closest(".preview__close")) close();
  });
  panel.addEventListener("close", () => {
    if (panel.open) return; // it only changed its place
    toggle.setAttribute("aria-expanded", false);
    remember({ open: false });
  });
  toggle.addEventListener("click", () => {
    if (panel.open) return close();
    remember({ open: true });
    open();
  });
  beside.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    open();
  });
  // Whatever may have changed the form; an unchanged one is not asked for again.
  for (const name of ["input", "change", "click", "keyup"]) form.addEventListener(name, later);
  for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, later);
  form.addEventListener("language:shown", (event) => choose.language(event.detail));
  form.addEventListener("focusin", () => {
    const id = edited();
    if (id) reveal(id);
  });
  if (state.open && beside.matches) open();
}
