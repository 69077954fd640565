/* Saves one text after another as they are typed, and loses none: what is not saved yet is kept in this browser, and sent
   again until the site has it or somebody has to decide.

   A text is kept under its person, its page and its key: {text, seen, source}; `seen` is the fingerprint of what was stored
   when it was typed, by which the site knows whether somebody else wrote it meanwhile, `source` that of what it translates. */

const OURS = "peru50-translate:";
const PAUSE = 700; // milliseconds without typing
const LONGEST_WAIT = 30_000;

export class Saving {
  /* `told(what, words)` is called with what is to be said of the whole ("saving", "saved", "offline", "signedOut",
     "failed", "refused"), `settled(segment, answer)` with what became of a text, `refused(segment, answer, status)` where it was not taken. */
  constructor(form, { told, settled, refused }) {
    this.form = form;
    this.told = told;
    this.settled = settled;
    this.refused = refused;
    this.waiting = new Map(); // segment: {timer, values}
    this.open = new Set(); // segments whose text was not taken
    this.line = Promise.resolve();
    this.delay = 1000;
    addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.hidden || this.retry());
    addEventListener("pagehide", () => this.flush({ keepalive: true }));
  }

  #name(segment) {
    return `${OURS}${this.form.dataset.user}:${location.pathname}:${segment.id}`;
  }

  keep(segment) {
    const kept = { text: field(segment).value, seen: seen(segment).value, source: source(segment).value };
    try {
      localStorage.setItem(this.#name(segment), JSON.stringify(kept));
    } catch {} // full or forbidden: then it is only on the screen
  }

  forget(segment) {
    try {
      localStorage.removeItem(this.#name(segment));
    } catch {}
  }

  kept(segment) {
    try {
      return JSON.parse(localStorage.getItem(this.#name(segment)));
    } catch {
      return null;
    }
  }

  /* Take note that somebody types into a text. */
  typed(segment) {
    this.keep(segment);
    clearTimeout(this.waiting.get(segment)?.timer);
    this.waiting.set(segment, { timer: setTimeout(() => this.save(segment), PAUSE) });
    this.told("saving");
  }

  get isClean() {
    return this.waiting.size + this.open.size === 0;
  }

  /* Say whether somebody typed into a text and it is not being saved yet. */
  isTyping(segment) {
    return Boolean(this.waiting.get(segment)?.timer);
  }

  /* Say whether what is on the screen of a text is what the site has. */
  isSaved(segment) {
    return !this.waiting.has(segment) && !this.open.has(segment);
  }

  /* Save a text now, after those that are being saved; `values` say more of it, and hold until somebody types on. */
  save(segment, values = {}, options = {}) {
    const before = this.waiting.get(segment);
    clearTimeout(before?.timer);
    this.waiting.set(segment, { values: { ...before?.values, ...values } });
    this.line = this.line.then(() => this.#write(segment, options));
    return this.line;
  }

  /* Save all that waits. */
  flush(options) {
    for (const segment of this.waiting.keys()) this.save(segment, {}, options);
    return this.line;
  }

  retry() {
    clearTimeout(this.next);
    if (this.waiting.size) this.flush();
  }

  async #write(segment, options) {
    const written = this.waiting.get(segment);
    if (!written) return; // an earlier one took it along
    const text = field(segment).value;
    const origin = segment.dataset.origin && { origin: segment.dataset.origin };
    const shown = { seen: seen(segment).value, source: source(segment).value };
    const sent = { key: segment.dataset.key, text, ...shown, ...origin, ...written.values };
    const answer = await this.post(segment.dataset.write, sent, options);
    if (answer.isLost) return this.#again(answer.isLost);
    this.delay = 1000;
    const isWhole = field(segment).value === text && this.waiting.get(segment) === written;
    if (isWhole) this.waiting.delete(segment);
    this.open[answer.status === 200 ? "delete" : "add"](segment);
    if (answer.status === 200) {
      seen(segment).value = answer.seen;
      if (isWhole) this.forget(segment);
      else this.keep(segment);
      this.settled(segment, answer, isWhole);
    } else {
      this.refused(segment, answer);
    }
    this.told(this.open.size ? "refused" : this.waiting.size ? "saving" : "saved");
  }

  #again(why) {
    this.told(why);
    clearTimeout(this.next);
    this.next = setTimeout(() => this.retry(), this.delay);
    this.delay = Math.min(2 * this.delay, LONGEST_WAIT);
  }

  /* Send something; return the answer with its status, or {isLost: why} where none came that says anything. */
  async post(address, values, options = {}) {
    // Whoever signs in anew, in another window, gets another token.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || this.form.elements.csrfmiddlewaretoken.value;
    this.form.elements.csrfmiddlewaretoken.value = token;
    const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: token });
    try {
      const response = await fetch(address, { method: "POST", body, redirect: "manual", ...options });
      if (response.type === "opaqueredirect") return { isLost: "signedOut" };
      if (response.headers.get("Content-Type")?.startsWith("application/json")) {
        return { status: response.status, ...(await response.json()) };
      }
      if (response.ok) return { status: response.status, html: await response.text() };
      return { isLost: response.status === 403 ? "signedOut" : "failed" };
    } catch {
      return { isLost: "offline" };
    }
  }
}

export const field = (segment) => segment.querySelector(".segment__target textarea");
export const seen = (segment) => segment.querySelector(".segment__target input[name^=seen-]");
export const source = (segment) => segment.querySelector(".segment__target input[name^=source-]");
