/* A page of the site in a frame, scaled to the room there is.

   A new one is made ready behind the one that is shown, and takes over where that one stands. It comes as srcdoc, so that
   it needs no address and no other policy than that of the page around it. */

export class PageFrame {
  /* `width` is the width of the page in its own pixels; `taken(frame, before)` is called once a new page is shown,
     `clicked(element)` when somebody clicks on something that is no button. */
  constructor(stage, { width, taken, clicked }) {
    this.stage = stage;
    this.width = width;
    this.taken = taken;
    this.clicked = clicked;
    this.frame = undefined;
    new ResizeObserver(() => this.fit()).observe(stage);
  }

  get page() {
    return this.frame?.contentDocument;
  }

  show(page, title) {
    this.stage.querySelector(".is-coming")?.remove();
    const next = document.createElement("iframe");
    next.className = "is-coming";
    next.title = title;
    next.srcdoc = page;
    next.addEventListener("load", () => this.#take(next));
    this.stage.append(next);
    this.fit();
  }

  #take(next) {
    const before = this.frame;
    const place = before && placeIn(before);
    next.classList.remove("is-coming");
    this.frame = next;
    if (place) this.#goTo(place);
    this.page.addEventListener("submit", (event) => event.preventDefault());
    this.page.addEventListener("click", (event) => this.#follow(event), { capture: true });
    this.taken?.(next, before);
    before?.remove();
  }

  /* Links lead nowhere, buttons do what they do. */
  #follow(event) {
    const link = event.target.closest("a[href]");
    if (!link && event.target.closest("button, summary, input, select, label")) return;
    if (link) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    this.clicked(event.target);
  }

  #goTo({ id, top }) {
    const block = id && this.page.getElementById(id);
    const from = block ? block.getBoundingClientRect().top + this.frame.contentWindow.scrollY : 0;
    this.frame.contentWindow.scrollTo(0, from - top);
  }

  resize(width) {
    const place = this.frame && placeIn(this.frame);
    this.width = width;
    this.fit();
    if (place) this.#goTo(place);
  }

  fit() {
    const { stage, width } = this;
    const scale = Math.min(1, stage.clientWidth / width);
    for (const each of stage.querySelectorAll("iframe")) {
      each.style.width = `${width}px`;
      each.style.height = `${stage.clientHeight / scale}px`;
      each.style.transform = `scale(${scale})`;
      each.style.left = `${Math.max(0, (stage.clientWidth - width) / 2)}px`;
    }
  }

  /* Bring a part of the page into sight and mark it for a moment. */
  reveal(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const { innerHeight, scrollY } = this.frame.contentWindow;
    if (top < 0 || bottom > innerHeight) this.frame.contentWindow.scrollTo(0, scrollY + top - innerHeight / 4);
    element.animate({ outline: ["4px solid #efb02c", "4px solid transparent"] }, 1200);
  }
}

/* Return where a page stands: its first block in sight and how far from the top that is. */
function placeIn({ contentDocument, contentWindow }) {
  const blocks = [...contentDocument.querySelectorAll('main [id^="b-"]')];
  const first = contentWindow.scrollY && blocks.find((each) => each.getBoundingClientRect().bottom > 0);
  return { id: first?.id, top: first ? first.getBoundingClientRect().top : -contentWindow.scrollY };
}

/* Return the id of the block that an element of the page comes from. Running text follows the heading that carries its
   block's id, and an answer its question. */
export function blockOf(element) {
  const own = [element.closest('[id^="b-"]'), element.closest(".prose, dd")?.previousElementSibling];
  return own.find((each) => each?.id.startsWith("b-"))?.id.slice(2);
}

/* Return the name of the field of the piece itself that an element of the page shows, or "". */
export function fieldOf(element) {
  return element.closest("main h1") ? "title" : element.closest("main .lead") ? "lead" : "";
}
