/* Send pictures one by one, a few at a time: each is taken in, or refused for its own reason. Each has a number of its
   own, so that one that is sent again after its answer was lost is not taken in twice. */

const AT_ONCE = 3;
const SPOKEN_EVERY = 10_000; // milliseconds; what changes with every file is for the eye only

const form = document.querySelector(".upload-form");
const input = form.elements.file;
const section = document.querySelector(".uploads");
const list = section.querySelector(".uploads__list");
const words = section.dataset;
const described = document.querySelector(".descriptions");
const uploads = new Set();
const counts = { taken: 0 };
let running = 0;
let spokenAt = 0;

class Upload {
  constructor(file) {
    this.file = file;
    this.number = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.element = document.getElementById("upload-template").content.firstElementChild.cloneNode(true);
    this.progress = this.element.querySelector("progress");
    this.element.querySelector(".upload__name").textContent = `${file.name} (${size(file)})`;
    this.progress.setAttribute("aria-label", file.name);
    for (const button of this.element.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${file.name}`);
      button.addEventListener("click", () => this[button.dataset.do]());
    }
    this.turn("waiting", words.waiting);
  }

  /* Show another state: its name, what is said of it, and which buttons it has. */
  turn(state, text = "", buttons = ["remove"]) {
    this.state = state;
    this.element.className = `upload upload--${state}`;
    this.element.querySelector(".upload__state").textContent = text;
    this.progress.hidden = !["sending", "reading"].includes(state);
    for (const button of this.element.querySelectorAll("button")) button.hidden = !buttons.includes(button.dataset.do);
    show();
  }

  send() {
    const request = (this.request = new XMLHttpRequest());
    this.turn("sending", words.sending);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => (this.progress.value = event.loaded / event.total));
    request.upload.addEventListener("load", () => {
      this.progress.removeAttribute("value");
      this.turn("reading", words.reading);
    });
    return new Promise((resolve) => {
      request.addEventListener("load", () => this.answered(request));
      request.addEventListener("error", () => this.turn("failed", words.failed, ["again", "remove"]));
      request.addEventListener("abort", () => this.turn("stopped", words.stopped, ["again", "remove"]));
      request.addEventListener("loadend", resolve);
      request.send(this.data());
    });
  }

  data() {
    const data = new FormData();
    for (const name of ["credit", "licence"]) data.set(name, form.elements[name].value);
    if (this.insists) data.set("take_known", "on");
    data.set("number", this.number);
    data.set("file", this.file);
    return data;
  }

  answered(request) {
    const isTold = request.getResponseHeader("Content-Type")?.startsWith("application/json");
    const told = isTold ? JSON.parse(request.responseText) : {};
    if (told.outcomes) this.end(told.outcomes[0]);
    else this.turn("failed", told.problem || whatItMeans(request.status), ["again", "remove"]);
  }

  end({ status, html, form: fields }) {
    this.fields = fields;
    this.element.querySelector(".upload__outcome").innerHTML = html;
    if (status === "taken") this.taken();
    else if (status === "known") this.turn("known", "", [fields ? "use" : "", "insist", "remove"]);
    else this.turn("refused", "", ["again", "remove"]);
  }

  taken() {
    counts.taken += 1;
    if (this.fields) this.use();
    else this.turn("taken", "", []);
  }

  /* Put the picture, new or found, among those that are to be described. */
  use() {
    const place = document.createElement("template");
    place.innerHTML = this.fields;
    const row = place.content.firstElementChild;
    described.hidden = false;
    if (!described.querySelector(`[data-photo="${row.dataset.photo}"]`)) {
      described.querySelector("ol").append(row);
      row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
    }
    this.drop();
  }

  insist() {
    this.insists = true;
    this.again();
  }

  again() {
    this.element.querySelector(".upload__outcome").replaceChildren();
    this.turn("waiting", words.waiting);
    run();
  }

  remove() {
    if (this.state === "sending" || this.state === "reading") this.request.abort();
    else this.drop();
  }

  drop() {
    const hadFocus = this.element.contains(document.activeElement);
    uploads.delete(this);
    this.element.remove();
    show();
    if (hadFocus) section.querySelector(".uploads__summary").focus();
  }
}

const size = ({ size: bytes }) =>
  bytes < 100_000
    ? `${Math.ceil(bytes / 1024)} kB`
    : `${(bytes / 1024 ** 2).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
const inState = (...states) => [...uploads].filter((upload) => states.includes(upload.state));

/* The page's own token may be older than the session, where somebody had to sign in again. */
function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value;
}

function whatItMeans(status) {
  if (status === 413) return words.large;
  // A redirect to the login page was followed, or the session's token is another one by now.
  if (status === 200 || status === 403) return words.signedOut;
  return status >= 500 ? words.failed : words.refused;
}

function add(files) {
  for (const file of files) {
    const upload = new Upload(file);
    uploads.add(upload);
    list.append(upload.element);
    if (file.size > words.limit * 1024 ** 2) upload.turn("refused", words.large);
  }
  section.hidden = !uploads.size && !list.children.length;
  show();
}

/* Keep a few on their way until none waits. */
async function run() {
  if (running >= AT_ONCE) return;
  running += 1;
  for (let next; ([next] = inState("waiting")) && next; ) await next.send();
  running -= 1;
  if (!running) speak();
}

function start() {
  for (let number = running; number < AT_ONCE; number++) run();
}

function show() {
  const known = inState("known").length;
  const refused = inState("refused").length;
  const waiting = inState("waiting", "sending", "reading", "failed", "stopped").length;
  const numbers = { taken: counts.taken, known, refused, waiting };
  const done = counts.taken + known + refused;
  const text = words.summary.replace(/%\((\w+)\)s/g, (_match, name) => numbers[name]);
  section.querySelector(".uploads__summary").textContent = text;
  Object.assign(section.querySelector(".uploads__progress"), { hidden: !running, max: done + waiting || 1, value: done });
  section.querySelector(".uploads__buttons").hidden = !running && !inState("failed", "stopped").length;
  section.querySelector("[data-do=stop]").hidden = !running;
  section.querySelector("[data-do=resume]").hidden = running > 0;
  input.required = !inState("waiting").length;
  if (running && Date.now() - spokenAt > SPOKEN_EVERY) speak();
}

/* Say the summary to who listens. */
function speak() {
  spokenAt = Date.now();
  show();
  section.querySelector("[role=status]").textContent = section.querySelector(".uploads__summary").textContent;
}

input.addEventListener("change", () => {
  add(input.files);
  input.value = "";
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
section.querySelector("[data-do=stop]").addEventListener("click", () => {
  for (const upload of inState("waiting")) upload.turn("stopped", words.stopped, ["again", "remove"]);
  for (const upload of inState("sending", "reading")) upload.request.abort();
});
section.querySelector("[data-do=resume]").addEventListener("click", () => {
  for (const upload of inState("failed", "stopped")) upload.turn("waiting", words.waiting);
  start();
});
// Wherever on the page files are dropped, they are meant for it; the browser would leave the page to show them.
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  add(event.dataTransfer.files);
});
addEventListener("beforeunload", (event) => {
  if (inState("waiting", "sending", "reading").length) event.preventDefault();
});
for (const row of form.querySelectorAll(".without-script")) row.hidden = true;
