/* The translators' desk. The server makes the page and says what became of each text (translations/admin/desk.py); here
   are the cursor, the keys, what is saved when, and the page beside the texts. */

import { Editors } from "peru50/desk-editors";
import { Hints } from "peru50/desk-hints";
import { DeskPage } from "peru50/desk-page";
import { Saving, field, seen, source } from "peru50/desk-saving";

const form = document.getElementById("desk_form");
const help = document.getElementById("desk-help");
const segments = [...form.querySelectorAll(".segment")];
const saved = form.querySelector(".desk__saved");
const left = form.querySelector(".desk__left");
const told = form.querySelector(".desk__told");
const editors = new Editors(form);
const page = new DeskPage(form, enter);
const saving = new Saving(form, { told: tellOfSaving, settled, refused });
const hints = new Hints(form, { take, post: (...sent) => saving.post(...sent) });

const segmentOf = (element) => element?.closest?.(".segment");
const current = () => segmentOf(document.activeElement);
const isToDo = (segment) => "toDo" in segment.dataset;
const mayWrite = (segment) => !field(segment).disabled;

// What is said

let isAmiss = false;

function tellOfSaving(what) {
  saved.textContent = saved.dataset[what];
  saved.dataset.is = what;
  if (what === "saving") return;
  // That all went well is only said where something had not.
  if (what !== "saved" || isAmiss) tell(saved.dataset[what]);
  isAmiss = what !== "saved";
}

function tell(words) {
  if (told.textContent !== words) told.textContent = words;
}

function count() {
  const number = segments.filter(isToDo).length;
  const { none, one, many } = left.dataset;
  left.textContent = number ? (number === 1 ? one : many).replace("%(count)s", number) : none;
}

function measure(segment) {
  const { most } = field(segment).dataset;
  const place = segment.querySelector(".segment__count");
  if (!most || !place) return;
  const { length } = field(segment).value;
  place.hidden = false;
  place.textContent = `${length} / ${most}`;
  place.classList.toggle("is-too-long", length > most);
}

// What became of a text

function settled(segment, answer) {
  show(segment, answer);
  say(segment, null);
  page.update();
}

function show(segment, { state, said, changes, source: now }) {
  segment.dataset.state = state;
  segment.dataset.sourceNow = now; // as `changes` tell of it; the field holds beside which one somebody types
  segment.toggleAttribute("data-to-do", ["missing", "in_progress", "outdated"].includes(state));
  const place = segment.querySelector(".segment__said");
  const focused = place.contains(document.activeElement) && document.activeElement;
  place.innerHTML = said;
  segment.querySelector(".segment__changes").innerHTML = changes;
  prepare(segment);
  if (focused) returnTo(segment, focused.name && place.querySelector(`[name="${focused.name}"]`), focused.value);
  count();
}

/* Give the cursor back to what was drawn anew under it, a reason that is being typed included, or to the text. */
function returnTo(segment, element, value) {
  if (!element) return editors.focus(segment);
  if ("reason" in element.dataset) {
    element.closest("details").open = true;
    element.value = value;
  }
  element.focus();
}

function refused(segment, answer) {
  if (answer.status === 409) return ask(segment, answer);
  say(segment, answer.message);
  if (answer.code !== "machine") return;
  // Visitors read it at once: somebody has to stand for it first.
  const button = document.getElementById("machine-template").content.cloneNode(true);
  button.querySelector("button").addEventListener("click", () => saving.save(segment, { reviewed: 1 }));
  segment.querySelector(".segment__problem").append(button);
}

function say(segment, words) {
  const place = segment.querySelector(".segment__problem");
  place.replaceChildren(...(words ? [Object.assign(document.createElement("p"), { textContent: words })] : []));
  place.hidden = !words;
}

/* Two wrote one text: both stay on the screen until somebody chooses. */
function ask(segment, { message, stored, seen: theirs }) {
  const question = document.getElementById("conflict-template").content.cloneNode(true);
  question.querySelector("p").textContent = message;
  const quoted = question.querySelector("blockquote");
  if (editors.isMarkup(segment)) quoted.innerHTML = stored;
  else quoted.textContent = stored;
  Object.assign(quoted, { lang: field(segment).lang, dir: field(segment).dir });
  question.querySelector("[data-choose=mine]").addEventListener("click", () => {
    seen(segment).value = theirs;
    say(segment, null);
    saving.save(segment);
    enter(segment);
  });
  question.querySelector("[data-choose=theirs]").addEventListener("click", () => {
    seen(segment).value = theirs;
    say(segment, null);
    editors.write(segment, stored);
    saving.save(segment);
    enter(segment);
  });
  const place = segment.querySelector(".segment__problem");
  place.replaceChildren(question);
  place.hidden = false;
}

// Where the cursor is

async function enter(segment) {
  await editors.focus(segment); // what helps with the text before is put away, and all below it moves up
  const fits = segment.offsetHeight < (innerHeight - bar.offsetHeight) / 2;
  segment.scrollIntoView({ block: fits ? "center" : "start" });
}

function go(direction) {
  const from = segments.indexOf(current());
  const order = [...segments.slice(from + 1), ...segments.slice(0, Math.max(from, 0))];
  const wanted = (direction > 0 ? order : order.reverse()).find(isToDo);
  if (wanted) enter(wanted);
  else tell(left.dataset.none);
}

// What can be done with a text

const deeds = {
  next: () => go(1),
  previous: () => go(-1),
  page: () => page.toggle(),
  help: () => help.showModal(),
  leave: (segment) => segment?.focus(),
  copy(segment) {
    editors.write(segment, segment.querySelector(".segment__source [data-source]")?.dataset.source ?? "");
    saving.typed(segment);
    editors.focus(segment);
  },
  async done(segment) {
    go(1);
    await saving.save(segment, { finish: 1 });
  },
  memory1: (segment) => hints.choose(segment, 1),
  memory2: (segment) => hints.choose(segment, 2),
  memory3: (segment) => hints.choose(segment, 3),
  machine: (segment) => hints.choose(segment, "machine"),
  correct: (segment) => vouch(segment, "correct"),
  reviewed: (segment) => vouch(segment, "reviewed"),
};
const WITHOUT_A_TEXT = ["next", "previous", "page", "help", "leave"];

function take(segment, { text, origin, isPart }) {
  if (isPart) editors.insert(segment, text);
  else {
    editors.write(segment, text);
    segment.dataset.origin = origin;
  }
  measure(segment);
  saving.typed(segment);
  editors.focus(segment);
}

const vouch = (segment, say) => send(segment, segment.dataset.vouch, { say });

async function ignore(segment, values) {
  await send(segment, segment.dataset.ignore, values);
  await hints.load(segment);
  if (document.activeElement === document.body) editors.focus(segment); // the button is gone that was pressed
}

/* Send what is said of a text, once what was typed there is saved. */
async function send(segment, address, values) {
  const shown = segment.dataset.sourceNow ?? source(segment).value; // before saving tells of another one
  if (!saving.isSaved(segment)) await saving.save(segment);
  if (!saving.isSaved(segment)) return; // it is said above why; nobody stands for a text that is not on the screen
  const sent = { key: segment.dataset.key, seen: seen(segment).value, source: shown, ...values };
  const answer = await saving.post(address, sent);
  if (answer.isLost) tellOfSaving(answer.isLost);
  else if (answer.status !== 200) refused(segment, answer);
  else {
    if ("say" in values) source(segment).value = shown;
    show(segment, answer);
    tell(`${segment.querySelector(".segment__label").textContent}: ${segment.querySelector(".state").textContent}`);
  }
}

function act(name, segment) {
  if (WITHOUT_A_TEXT.includes(name) || (segment && (mayWrite(segment) || name === "reviewed"))) deeds[name](segment);
}

// By key, which goes before the text editor's own keys

const BY_ALT = {
  ...{ ArrowDown: "next", ArrowUp: "previous", KeyC: "copy", KeyO: "correct", KeyR: "reviewed", KeyP: "page", KeyH: "help" },
  ...{ Digit1: "memory1", Digit2: "memory2", Digit3: "memory3", KeyM: "machine" },
};
const isField = (element) => element.closest("input, textarea, select, [contenteditable=true]");

function deedOf(event) {
  const { key, code, altKey, ctrlKey, metaKey } = event;
  if (key === "Enter" && (ctrlKey || metaKey)) return "done";
  if (altKey && !ctrlKey && !metaKey) return BY_ALT[code];
  if (key === "Escape" && page.isOver) return "page";
  if (key === "Escape" && isField(event.target)) return "leave";
  return key === "?" && !isField(event.target) ? "help" : undefined;
}

function pressed(event) {
  if (event.key === "Enter" && "reason" in event.target.dataset && !event.ctrlKey) {
    event.preventDefault();
    return event.target.closest("details").querySelector("[name=_ignore]").click();
  }
  const deed = document.querySelector("dialog:modal") ? undefined : deedOf(event);
  if (!deed) return;
  event.preventDefault();
  event.stopPropagation();
  act(deed, current());
}

// By mouse

function clicked(event) {
  const button = event.target.closest("button");
  if (button?.dataset.do) return act(button.dataset.do, segmentOf(button));
  const say = { _correct: "correct", _reviewed: "reviewed" }[button?.name];
  if (say) {
    event.preventDefault();
    act(say, segmentOf(button));
  }
  if (button?.name === "_ignore") {
    event.preventDefault();
    const reason = button.closest("details").querySelector("[data-reason]").value;
    ignore(segmentOf(button), { code: button.value.split(" ")[0], reason });
  }
  if (button?.dataset.heed) ignore(segmentOf(button), { code: button.dataset.heed, heed: 1 });
  // A link in a source names what it leads to; it shall not lead away by mistake.
  if (event.target.closest(".segment__source a") && !(event.ctrlKey || event.metaKey)) event.preventDefault();
}

function prepare(segment) {
  for (const button of segment.querySelectorAll("[data-do]")) button.hidden = false;
  measure(segment);
}

/* Put back what was typed here and could not be saved then. */
function putBack(segment) {
  const kept = saving.kept(segment);
  if (!kept || !mayWrite(segment)) return;
  if (kept.text === field(segment).value) return saving.forget(segment);
  editors.write(segment, kept.text);
  seen(segment).value = kept.seen;
  source(segment).value = kept.source ?? source(segment).value;
  saving.save(segment);
  tell(saved.dataset.kept);
}

async function submitted(event) {
  if (saving.isClean) return;
  event.preventDefault();
  const { submitter } = event;
  await saving.flush();
  if (saving.isClean) form.requestSubmit(submitter);
}

const bar = form.querySelector(".desk__bar");
const makeRoom = () => form.style.setProperty("--bar-height", `${bar.offsetHeight}px`);
new ResizeObserver(makeRoom).observe(bar);
for (const button of form.querySelectorAll(".desk__bar [data-do]")) button.hidden = false;
makeRoom();
for (const segment of segments) {
  editors.prepare(segment);
  prepare(segment);
  putBack(segment);
}
count();
form.addEventListener("input", (event) => {
  const segment = segmentOf(event.target);
  if (!segment || event.target !== field(segment)) return;
  delete segment.dataset.origin;
  measure(segment);
  saving.typed(segment);
});
form.addEventListener("focusin", (event) => {
  const segment = segmentOf(event.target);
  for (const each of form.querySelectorAll(".segment.is-current")) each.classList.toggle("is-current", each === segment);
  if (!segment) return;
  segment.classList.add("is-current");
  page.reveal(segment);
  hints.show(segment);
});
form.addEventListener("focusout", (event) => {
  const segment = segmentOf(event.target);
  if (segment && saving.isTyping(segment) && segmentOf(event.relatedTarget) !== segment) saving.save(segment);
});
form.addEventListener("click", clicked);
form.addEventListener("submit", submitted);
document.addEventListener("keydown", pressed, { capture: true });
if (location.hash === "#todo") {
  go(1);
} else if (location.hash) {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (segments.includes(wanted)) enter(wanted);
}
