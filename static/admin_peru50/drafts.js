/* What is typed stays in this browser until it is saved: a closed tab, a lost session or a fault loses nothing.

   A draft is kept per form and person: {nonce, at, values, was, labels, order}. A value is kept under the name of its
   field; in a row of the form, such as a block, under "prefix|id of the row|field". The form carries the nonce, and a
   cookie says which ones were saved. */

import { read, write } from "peru50/fields";

const OURS = "peru50-draft:";
const WAIT = 700;
const LASTS = 90 * 24 * 60 * 60 * 1000;

const place = document.querySelector(".drafts");
const form = place?.closest("form");
const key = place && `${OURS}${place.dataset.user}:${location.pathname}`;
const nonce = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let before; // the form as it came: {values, order}
let earlier; // a draft whose fields are still to be decided on, or that is in the form already

/* ---- the browser's store, which may be full or forbidden ---- */

function load() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function store(draft) {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    place.querySelector(".drafts__full").hidden = false;
  }
}

/* Forget what was saved, and what is very old. */
function sweep() {
  const saved = document.cookie.match(/(?:^|; )saved-drafts=([^;]*)/)?.[1].split(".") || [];
  try {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(OURS))) {
      const draft = JSON.parse(localStorage.getItem(name));
      if (saved.includes(draft.nonce) || Date.now() - draft.at > LASTS) localStorage.removeItem(name);
    }
  } catch {}
}

/* ---- the form as names and values ---- */

const rows = () => [...form.querySelectorAll(".inline-related:not(.empty-form)")];
const prefixOf = (row) => row.id.replace(/-\d+$/, "");
const idField = (row) => row.querySelector(`[name="${row.id}-id"]`);

/* A row that has no id yet is known by its place among those. */
function idOf(row) {
  const own = idField(row)?.value;
  if (own) return own;
  return `new${rows().filter((each) => prefixOf(each) === prefixOf(row) && !idField(each)?.value).indexOf(row)}`;
}

const isTyped = (field) =>
  field.name && !/^(hidden|file|submit|button)$/.test(field.type) && !field.closest(".empty-form");

/* Return {name in the form: its elements}. */
function fields() {
  const found = new Map();
  for (const field of [...form.elements].filter(isTyped)) {
    found.set(field.name, [...(found.get(field.name) || []), field]);
  }
  return found;
}

const blocks = () =>
  rows()
    .filter((row) => row.querySelector(".order-machine-ordering"))
    .sort((a, b) => a.style.order - b.style.order);

/* Return {name in the draft: value}, {the same name: its elements} and the order of the blocks. */
function state() {
  const ids = new Map(rows().map((row) => [row, idOf(row)]));
  const values = {};
  const elements = {};
  for (const [name, found] of fields()) {
    const row = found[0].closest(".inline-related");
    const own = row ? `${prefixOf(row)}|${ids.get(row)}|${name.slice(row.id.length + 1)}` : name;
    values[own] = read(found);
    elements[own] = found;
  }
  return { values, elements, order: blocks().map((row) => ids.get(row)) };
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isEmpty = (value) => !value || value.length === 0;

/* Say which field this is, as the form does. */
function label(field) {
  const own = document.querySelector(`label[for="${field.id}"]`) || document.getElementById(`${field.id}_label`);
  const nearest = own || field.closest(".form-row, .fieldBox, .delete")?.querySelector("legend, label");
  const text = nearest?.textContent.trim().replace(/\s*:$/, "") || field.name;
  const block = field.closest(".inline-related")?.querySelector("h3 b")?.textContent.trim();
  return block ? `${block} ${text}` : text;
}

/* ---- keeping ---- */

/* Keep what differs from the form as it came, and what an earlier draft has or had. */
function keep() {
  const now = state();
  const inForm = earlier?.isInForm ? earlier.values : {};
  const waiting = earlier && !earlier.isInForm ? earlier : {};
  const draft = { nonce, at: Date.now(), values: { ...waiting.values }, was: { ...earlier?.was }, labels: {} };
  draft.labels = { ...earlier?.labels };
  for (const [name, value] of Object.entries(now.values)) {
    const was = before.values[name];
    const isChanged = was === undefined ? !isEmpty(value) : !same(value, was);
    if (!isChanged && !(name in inForm)) continue;
    draft.values[name] = value;
    draft.labels[name] ??= label(now.elements[name][0]);
    draft.was[name] ??= was ?? "";
  }
  draft.order = same(now.order, before.order) ? earlier?.order : now.order;
  if (waiting.values && !hasNews(now)) return;
  store(Object.keys(draft.values).length || draft.order ? draft : null);
}

/* While an earlier draft waits to be decided on, its date stays unless something new was typed. */
const hasNews = (now) => !same(now.values, before.values) || !same(now.order, before.order);

/* ---- offering ---- */

/* Return the names of what would change if the draft were taken up. */
function differing(draft) {
  const now = state().values;
  return Object.keys(draft.values).filter((name) =>
    name in now ? !same(draft.values[name], now[name]) : !isEmpty(draft.values[name]),
  );
}

function offer(draft) {
  const wanted = differing(draft);
  const hasMoved = draft.order && !same(draft.order, state().order);
  if (!wanted.length && !hasMoved) return store(null);
  earlier = draft;
  const now = state().values;
  const item = (name) => {
    const line = document.createElement("li");
    line.textContent = draft.labels[name] || name;
    if (name in now && !same(draft.was[name], now[name])) line.append(` (${place.dataset.changed})`);
    return line;
  };
  const when = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  place.querySelector("time").textContent = when;
  place.querySelector("ul").replaceChildren(...wanted.map(item));
  if (hasMoved) {
    place.querySelector("ul").append(Object.assign(document.createElement("li"), { textContent: place.dataset.order }));
  }
  place.querySelector(".drafts__offer").hidden = false;
}

function decided(words) {
  place.querySelector(".drafts__offer").hidden = true;
  place.querySelector("[role=status]").textContent = words;
}

function takeUp() {
  const draft = earlier;
  for (const name of differing(draft)) {
    const [prefix, id, field] = name.split("|");
    const row = field && (find(prefix, id) || add(prefix, id));
    write(form, row ? `${row.id}-${field}` : name, draft.values[name]);
  }
  if (draft.order) arrange(draft.order);
  earlier = { ...draft, isInForm: true };
  decided(place.dataset.taken);
  keep();
}

function throwAway() {
  earlier = undefined;
  decided(place.dataset.thrown);
  keep();
}

const find = (prefix, id) => rows().find((row) => prefixOf(row) === prefix && idOf(row) === id);

/* Add a row of a kind, with the id that it had. */
function add(prefix, id) {
  document.querySelector(`#${prefix}-group .add-row a`).click();
  const row = rows().filter((each) => prefixOf(each) === prefix).at(-1);
  if (!id.startsWith("new")) idField(row).value = id;
  return row;
}

/* Bring the blocks into an order; one that it does not know stays behind the one before it. */
function arrange(order) {
  const now = blocks();
  const sorted = order.map((id) => now.find((row) => idOf(row) === id)).filter(Boolean);
  for (const [place, row] of now.entries()) {
    if (!sorted.includes(row)) sorted.splice(place ? sorted.indexOf(now[place - 1]) + 1 : 0, 0, row);
  }
  for (const [place, row] of sorted.entries()) {
    row.querySelector(".order-machine-ordering").value = row.style.order = 10 * (place + 1);
  }
}

/* ---- */

function start() {
  sweep();
  before = state();
  form.elements.draft.value = nonce;
  const draft = load();
  // A form that came back with errors holds what was typed already.
  if (draft && place.dataset.sent) earlier = { ...draft, isInForm: true };
  else if (draft) offer(draft);
  if (earlier?.isInForm) keep();
  let wait;
  const soon = () => {
    clearTimeout(wait);
    wait = setTimeout(keep, WAIT);
  };
  for (const type of ["input", "change", "click", "drop"]) form.addEventListener(type, soon);
  document.addEventListener("formset:added", soon);
  document.addEventListener("formset:removed", soon);
  addEventListener("pagehide", keep);
  form.addEventListener("submit", keep);
  place.querySelector("[data-take-up]").addEventListener("click", takeUp);
  place.querySelector("[data-throw-away]").addEventListener("click", throwAway);
}

if (place) {
  if (document.getElementById("content-editor-context")) document.addEventListener("content-editor:ready", start);
  else start();
}
