/* The page as it will be, beside the form: it follows what is typed, and nothing of it is saved.

   The answer is shown by srcdoc, so that it needs no address and no other policy than the form's own. */

const STORED = "peru50-preview";
const WAIT = 300; // milliseconds without typing
const WIDTHS = { phone: 390, desk: 1280 };

const panel = document.getElementById("preview");
const form = document.querySelector("#content-main form");
const toggle = document.querySelector(".language-bar__preview");
const stage = panel?.querySelector(".preview__stage");
const beside = matchMedia("(min-width: 1100px)");
const state = { open: false, width: beside.matches ? "desk" : "phone", ...remembered() };

let language = form?.dataset.shownLanguage;
let frame; // the page that is shown
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

/* The next page is made ready behind the one that is shown, and takes over where that one stands. */
function show(page, asked) {
  stage.querySelector(".is-coming")?.remove();
  const next = document.createElement("iframe");
  next.className = "is-coming";
  next.title = `${panel.querySelector("h2").textContent}: ${button("language", asked).title}`;
  next.srcdoc = page;
  next.addEventListener("load", () => take(next));
  stage.append(next);
  fit();
}

function take(next) {
  const before = frame;
  const place = before && placeIn(before);
  next.classList.remove("is-coming");
  frame = next;
  if (place) goTo(place);
  before?.remove();
  listen(frame.contentDocument);
  const id = edited();
  if (id && !before?.contentDocument?.getElementById(`b-${id}`)) reveal(id);
}

/* Return where a page stands: its first block in sight and how far from the top that is. */
function placeIn({ contentDocument, contentWindow }) {
  const blocks = [...contentDocument.querySelectorAll('main [id^="b-"]')];
  const first = contentWindow.scrollY && blocks.find((each) => each.getBoundingClientRect().bottom > 0);
  return { id: first?.id, top: first ? first.getBoundingClientRect().top : -contentWindow.scrollY };
}

function goTo({ id, top }) {
  const block = id && frame.contentDocument.getElementById(id);
  const from = block ? block.getBoundingClientRect().top + frame.contentWindow.scrollY : 0;
  frame.contentWindow.scrollTo(0, from - top);
}

function fit() {
  const width = WIDTHS[state.width];
  const scale = Math.min(1, stage.clientWidth / width);
  for (const each of stage.querySelectorAll("iframe")) {
    each.style.width = `${width}px`;
    each.style.height = `${stage.clientHeight / scale}px`;
    each.style.transform = `scale(${scale})`;
    each.style.left = `${Math.max(0, (stage.clientWidth - width) / 2)}px`;
  }
}

// From the page to the form

function listen(page) {
  page.addEventListener("submit", (event) => event.preventDefault());
  page.addEventListener("click", follow, { capture: true });
}

/* A click on a word leads to where it is written; links lead nowhere, buttons do what they do. */
function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link && event.target.closest("button, summary, input, select, label")) return;
  if (link) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  const field = fieldOf(event.target);
  if (!field) return;
  if (panel.matches(":modal")) close();
  if (form.dataset.shownLanguage !== language) document.querySelector(`[data-show="${language}"]`)?.click();
  enter(field);
}

/* Return the part of the form that this element of the page comes from. */
function fieldOf(element) {
  const id = blockOf(element);
  if (id) return form.querySelector(`[name^=block_][name$="-id"][value="${id}"]`)?.closest(".inline-related");
  const name = element.closest("main h1") ? "title" : element.closest("main .lead") ? "lead" : "";
  return name && document.getElementById(`id_${name}_${language}`)?.closest(".form-row");
}

/* Running text follows the heading that carries its id, and an answer its question. */
function blockOf(element) {
  const own = [element.closest('[id^="b-"]'), element.closest(".prose, dd")?.previousElementSibling];
  return own.find((each) => each?.id.startsWith("b-"))?.id.slice(2);
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
  const element = frame?.contentDocument?.getElementById(`b-${id}`);
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const { innerHeight, scrollY } = frame.contentWindow;
  if (top < 0 || bottom > innerHeight) frame.contentWindow.scrollTo(0, scrollY + top - innerHeight / 4);
  element.animate({ outline: ["4px solid #efb02c", "4px solid transparent"] }, 1200);
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
    const place = frame && placeIn(frame);
    remember({ width: value });
    press("width", value);
    fit();
    if (place) goTo(place);
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
  new ResizeObserver(fit).observe(stage);
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
