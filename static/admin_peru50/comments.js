/* Puts each comment into the block it is about, and sends what is done to it without leaving the form. */

const form = document.querySelector("#content-main form");
const section = () => document.getElementById("comments");

function blockOf(id) {
  return form.querySelector(`[name^=block_][name$="-id"][value="${id}"]`)?.closest(".inline-related");
}

/* Return the place for comments in a block. */
function placeIn(block) {
  let place = block.querySelector(":scope > .block-comments");
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "block-comments" });
    block.querySelector(":scope > h3").after(place);
  }
  return place;
}

function arrange() {
  for (const old of document.querySelectorAll(".block-comments, .block-comments__count")) old.remove();
  for (const comment of section().querySelectorAll(".comment[data-block]")) {
    const block = blockOf(comment.dataset.block);
    if (!block) continue;
    placeIn(block).append(comment);
    count(block);
  }
  const id = section().querySelector("[name=block]").value;
  if (section().querySelector(".comments__add .errorlist") && blockOf(id)) add(blockOf(id));
}

/* A closed block says that there is something in it. */
function count(block) {
  const heading = block.querySelector(":scope > h3");
  const words = document.getElementById("block-template").dataset.comments;
  let told = heading.querySelector(".block-comments__count");
  if (!told) {
    told = Object.assign(document.createElement("span"), { className: "block-comments__count" });
    heading.querySelector(".inline_label").after(told);
  }
  told.textContent = `${words}: ${block.querySelectorAll(".comment").length}`;
}

/* The form for a new comment comes to the block. */
function add(block) {
  const box = document.querySelector(".comments__add");
  const select = box.querySelector("[name=block]");
  const id = block.querySelector("[name^=block_][name$='-id']").value;
  if (![...select.options].some((option) => option.value === id)) select.add(new Option("", id));
  select.value = id;
  box.querySelector("[name=language]").value = form.dataset.shownLanguage;
  box.open = true;
  block.classList.remove("collapsed");
  placeIn(block).append(box);
  box.querySelector("textarea").focus();
}

async function send(event) {
  if (event.target.id !== "comments-form") return;
  event.preventDefault();
  const where = event.submitter.closest(".inline-related") ?? section();
  const body = new FormData(event.target, event.submitter);
  const address = new URL("?fragment", event.target.action); // without what the block editor has added to it
  try {
    const response = await fetch(address, { method: "POST", body });
    if (!response.ok || response.redirected) throw new Error(response.status);
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = parsed.getElementById("comments");
    document.querySelector(".comments__add")?.remove();
    section().replaceWith(next);
    arrange();
    (where.isConnected ? where.querySelector(":scope > h3 button") : section().querySelector("h2"))?.focus();
  } catch {
    section().querySelector("[role=alert]").hidden = false;
    section().scrollIntoView({ block: "center" });
  }
}

if (form && section()) {
  document.addEventListener("content-editor:ready", arrange);
  document.addEventListener("submit", send);
  // Before the bar of the block, which keeps clicks on its buttons to itself.
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest(".block-comment");
      if (button) add(button.closest(".inline-related"));
    },
    { capture: true },
  );
}
