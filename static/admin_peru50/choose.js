/* Choose a record in a dialog, by its picture where it has one. The select stays the field that is sent. */

const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

let dialog;
let current; // the chooser that the dialog works for
let page = 1;

class Chooser {
  constructor(select) {
    this.select = select;
    this.element = copy("chooser-template");
    this.list = this.element.querySelector(".chooser__chosen");
    this.button = this.element.querySelector(".chooser__open");
    this.label = document.querySelector(`label[for="${select.id}"]`);
    this.name();
    select.hidden = true;
    this.button.hidden = select.disabled;
    select.before(this.element);
    this.button.addEventListener("click", () => open(this));
    // Django's pop-up windows report through jQuery, which native listeners do not hear.
    django.jQuery(select).on("change", () => this.show());
    this.show();
  }

  /* The button is called "Cover picture Choose…". */
  name() {
    this.button.id = `${this.select.id}_open`;
    if (!this.label) return;
    this.label.id ||= `${this.select.id}_label`;
    this.label.htmlFor = this.button.id;
    this.button.setAttribute("aria-labelledby", `${this.label.id} ${this.button.id}`);
  }

  show() {
    const chosen = [...this.select.selectedOptions].filter((option) => option.value);
    this.list.replaceChildren(...chosen.map((option) => this.chosen(option)));
    this.list.hidden = !chosen.length;
  }

  chosen(option) {
    const item = copy("chosen-template");
    const image = item.querySelector("img");
    item.querySelector(".chosen__label").textContent = option.text;
    item.querySelector("button").addEventListener("click", () => this.remove(option));
    item.querySelector("button").hidden = this.select.disabled;
    if (option.dataset.image) Object.assign(image, { src: option.dataset.image, hidden: false });
    else if ("images" in this.select.dataset) this.fetchImage(option, image);
    return item;
  }

  /* A record that was just added in a pop-up window has no picture in its option yet. */
  async fetchImage(option, image) {
    const { found } = await ask(this.select, { id: option.value });
    if (found[0]?.image) Object.assign(image, { src: found[0].image, hidden: false });
  }

  remove(option) {
    option.selected = false;
    if (!this.select.multiple) this.select.value = "";
    this.changed();
    this.button.focus();
  }

  has(id) {
    return [...this.select.selectedOptions].some((option) => option.value === String(id));
  }

  choose({ id, label, image }) {
    let option = [...this.select.options].find((each) => each.value === String(id));
    if (!option) this.select.add((option = new Option(label, id)));
    if (image) option.dataset.image = image;
    option.selected = this.select.multiple ? !option.selected : true;
    this.changed();
  }

  changed() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

async function ask(select, query) {
  const response = await fetch(`${select.dataset.choose}?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

function open(chooser) {
  dialog ||= build();
  current = chooser;
  dialog.querySelector("h2").textContent = chooser.label?.textContent.replace(/:\s*$/, "") || "";
  dialog.querySelector("input").value = "";
  dialog.querySelector(".choose__found").classList.toggle("has-images", "images" in chooser.select.dataset);
  dialog.showModal();
  find();
  document.dispatchEvent(new CustomEvent("chooser:open", { detail: { dialog, chooser } }));
}

async function find(next = 1) {
  const status = dialog.querySelector(".choose__status");
  const list = dialog.querySelector(".choose__found");
  const words = dialog.querySelector("input").value;
  const asking = current;
  page = next;
  try {
    const { found, has_more } = await ask(asking.select, { q: words, page });
    if (asking !== current || words !== dialog.querySelector("input").value) return;
    if (page === 1) list.replaceChildren();
    list.append(...found.map(offer));
    dialog.querySelector(".choose__more").hidden = !has_more;
    status.textContent = list.children.length ? "" : status.dataset.none;
  } catch {
    status.textContent = status.dataset.failed;
  }
}

function offer(record) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "choose__offer";
  button.setAttribute("aria-pressed", current.has(record.id));
  if (record.image) button.append(Object.assign(new Image(), { src: record.image, alt: "" }));
  button.append(Object.assign(document.createElement("span"), { textContent: record.label }));
  button.addEventListener("click", () => {
    current.choose(record);
    if (current.select.multiple) button.setAttribute("aria-pressed", current.has(record.id));
    else dialog.close();
  });
  item.append(button);
  return item;
}

function build() {
  const built = copy("choose-template");
  let wait;
  built.querySelector("input").addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(find, 200);
  });
  built.querySelector(".choose__more").addEventListener("click", () => find(page + 1));
  built.querySelector(".choose__close").addEventListener("click", () => built.close());
  built.addEventListener("keydown", walk);
  built.addEventListener("close", () => current.button.focus());
  document.body.append(built);
  return built;
}

/* The arrow keys go through what was found, Enter in the search takes the first. */
function walk(event) {
  const offers = [...dialog.querySelectorAll(".choose__offer")];
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const searching = event.target.matches("[type=search]");
  if (!searching && !event.target.matches(".choose__offer")) return;
  if (searching && event.key === "Enter") {
    event.preventDefault();
    offers[0]?.click();
  } else if (event.key in steps && !(searching && event.key !== "ArrowDown")) {
    event.preventDefault();
    offers[offers.indexOf(event.target) + steps[event.key]]?.focus();
  }
}

function enhance(root) {
  for (const select of root.querySelectorAll("select[data-choose]")) {
    if (!select.closest(".empty-form") && !select.hidden) new Chooser(select);
  }
}

enhance(document);
document.addEventListener("formset:added", (event) => enhance(event.target));
