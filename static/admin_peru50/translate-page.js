/* The page beside the texts: it shows what is stored, stands where the cursor is, and scrolls along. */

import { PageFrame, blockOf, fieldOf } from "peru50/frame";

const WAIT = 400; // milliseconds without another text that was saved
const WIDTH = 560; // what a page has beside two columns of texts
const beside = matchMedia("(min-width: 1200px)");

export class DeskPage {
  /* `enter(segment)` is called when somebody clicks on a text of the page. */
  constructor(form, enter) {
    this.form = form;
    this.enter = enter;
    this.aside = form.querySelector(".desk__page");
    if (!this.aside) return;
    this.toggler = form.querySelector("[data-do=page]");
    this.frame = new PageFrame(this.aside.querySelector(".desk__stage"), {
      width: WIDTH,
      taken: (frame) => this.#taken(frame),
      clicked: (element) => this.#clicked(element),
    });
    addEventListener("scroll", () => this.#soon(() => this.#follow()), { passive: true });
    beside.addEventListener("change", () => this.#open(beside.matches));
    if (beside.matches) this.#open(true);
  }

  toggle() {
    if (this.aside) this.#open(this.aside.hidden);
  }

  #open(isOpen) {
    this.aside.hidden = !isOpen;
    this.toggler.setAttribute("aria-expanded", isOpen);
    this.form.classList.toggle("has-page", isOpen);
    if (isOpen) this.#load();
    // Over the texts it takes the cursor along, and gives it back.
    if (!beside.matches) (isOpen ? this.aside.querySelector("button") : this.toggler).focus();
  }

  /* Say whether it lies over the texts. */
  get isOver() {
    return Boolean(this.aside) && !this.aside.hidden && !beside.matches;
  }

  update() {
    clearTimeout(this.waiting);
    if (this.aside && !this.aside.hidden) this.waiting = setTimeout(() => this.#load(), WAIT);
  }

  async #load() {
    const said = this.aside.querySelector(".desk__page-said");
    try {
      const response = await fetch(this.form.dataset.page);
      const { page } = await response.json();
      if (page !== this.shown) this.frame.show(page, this.aside.dataset.title);
      this.shown = page;
      said.hidden = true;
    } catch {
      said.textContent = this.aside.dataset.failed;
      said.hidden = false;
    }
  }

  #taken(frame) {
    frame.contentWindow.addEventListener("scroll", () => this.#soon(() => this.#lead()), { passive: true });
    const segment = document.activeElement?.closest(".segment");
    if (segment) this.reveal(segment);
    else this.#follow();
  }

  // From the page to its field

  #clicked(element) {
    const segment = this.#segmentOf(element);
    if (!segment) return;
    if (!beside.matches) this.#open(false);
    this.enter(segment);
  }

  #segmentOf(element) {
    const id = blockOf(element);
    if (!id) return document.getElementById(fieldOf(element));
    const group = [...this.form.querySelectorAll(`[data-block="${id}"] .segment`)];
    const words = element.textContent.trim();
    return group.find((each) => words && textOf(each).includes(words)) ?? group[0];
  }

  // From a field to its place in the page

  #placeOf(segment) {
    const page = this.frame.page;
    const { block } = segment.closest("[data-block]")?.dataset ?? {};
    if (block) return page?.getElementById(`b-${block}`);
    return page?.querySelector({ title: "main h1", lead: "main .lead" }[segment.id]);
  }

  reveal(segment) {
    if (!this.aside || this.aside.hidden) return;
    const place = this.#placeOf(segment);
    if (place) this.#quietly(() => this.frame.reveal(place));
  }

  // Scrolling together: between two places that both have, one goes as far as the other

  #places() {
    const { scrollY } = this.frame.frame.contentWindow;
    const found = [[0, 0]];
    for (const segment of this.form.querySelectorAll(".segment")) {
      const place = this.#placeOf(segment);
      if (!place) continue;
      const there = place.getBoundingClientRect().top + scrollY;
      const here = segment.getBoundingClientRect().top + window.scrollY;
      if (there > found.at(-1)[1]) found.push([here, there]);
    }
    found.push([document.documentElement.scrollHeight, this.frame.page.documentElement.scrollHeight]);
    return found;
  }

  #follow() {
    if (!this.frame.page?.body || this.aside.hidden || this.isQuiet) return;
    const { innerHeight } = this.frame.frame.contentWindow;
    const wanted = between(this.#places(), scrollY + eye(window.innerHeight, scrollY));
    this.#quietly(() => this.frame.frame.contentWindow.scrollTo(0, wanted - eye(innerHeight, wanted)));
  }

  #lead() {
    if (this.isQuiet || !beside.matches || this.aside.hidden) return;
    const { innerHeight, scrollY: there } = this.frame.frame.contentWindow;
    const turned = this.#places().map(([here, its]) => [its, here]);
    const wanted = between(turned, there + eye(innerHeight, there));
    this.#quietly(() => scrollTo(0, wanted - eye(window.innerHeight, wanted)));
  }

  /* Move one of the two without the other answering. */
  #quietly(move) {
    this.isQuiet = true;
    clearTimeout(this.quiet);
    move();
    this.quiet = setTimeout(() => (this.isQuiet = false), 150);
  }

  #soon(move) {
    cancelAnimationFrame(this.coming);
    this.coming = requestAnimationFrame(move);
  }
}

/* How far below the edge of the window somebody reads: a third, less at the beginning, where nothing lies above. */
const eye = (height, top) => Math.min(height / 3, Math.max(top, 0) + 80);

function between(places, y) {
  const next = Math.max(1, places.findIndex(([here]) => here > y));
  const [[from, its], [to, end]] = [places[next - 1], places[next]];
  return its + ((y - from) / (to - from || 1)) * (end - its);
}

function textOf(segment) {
  const shown = segment.querySelector(".segment__shown, .ProseMirror");
  return shown?.textContent ?? segment.querySelector("textarea").value;
}
