/* What helps with the text that somebody is at: it comes once they stay there, and is taken by a click or by its number. */

const STAYS = 200; // milliseconds

export class Hints {
  /* `take(segment, {text, origin, isPart})` is called with what somebody chose, `post` sends what costs something. */
  constructor(form, { take, post }) {
    this.take = take;
    this.post = post;
    form.addEventListener("click", (event) => this.#clicked(event));
  }

  show(segment) {
    clearTimeout(this.coming);
    const place = placeOf(segment);
    if (!segment.dataset.hints || place.dataset.isThere) return;
    this.coming = setTimeout(() => this.load(segment), STAYS);
  }

  async load(segment) {
    const place = placeOf(segment);
    try {
      const response = await fetch(segment.dataset.hints, { redirect: "error" });
      if (!response.ok) return;
      place.innerHTML = await response.text();
      place.hidden = !place.childElementCount;
      place.dataset.isThere = "true";
    } catch {} // without a connection there are no hints; the next visit asks again
  }

  /* Take the hint of a number; the machine's is "machine", which is asked for first. */
  choose(segment, number) {
    placeOf(segment).querySelector(number === "machine" ? "[data-machine]" : `[data-number="${number}"]`)?.click();
  }

  async #clicked({ target }) {
    const segment = target.closest(".segment");
    const taken = target.closest("[data-take]");
    if (taken) return this.take(segment, { text: taken.dataset.take, origin: taken.dataset.origin, isPart: "part" in taken.dataset });
    const asked = target.closest("[data-machine]");
    if (asked) this.#ask(segment, asked);
  }

  async #ask(segment, button) {
    button.disabled = true;
    const { html } = await this.post(button.dataset.machine, { key: segment.dataset.key });
    button.disabled = false;
    if (!html) return;
    const fragment = button.closest("[data-machine-fragment]") ?? button.parentElement;
    fragment.outerHTML = html;
    placeOf(segment).querySelector("[data-origin=machine]")?.focus();
  }
}

const placeOf = (segment) => segment.querySelector(".segment__hints");
