/* What the block editor leaves to the mouse: moving, opening and adding blocks by button and by keyboard. */

const bar = document.getElementById("block-template");
const sorted = () =>
  [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")].sort(
    (a, b) => a.style.order - b.style.order,
  );

function prepare(block) {
  press(block.querySelector(":scope > .order-machine-insert-target"));
  const label = block.querySelector(":scope > h3 .inline_label");
  block.querySelector(":scope > h3 .block-bar")?.remove();
  if (!label || !bar) return;
  label.after(bar.content.firstElementChild.cloneNode(true));
  const buttons = label.nextElementSibling;
  buttons.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.classList.contains("block-toggle")) return setTimeout(() => tell(block));
    event.stopPropagation(); // the bar itself opens and closes the block
    if (button?.dataset.move) move(block, Number(button.dataset.move));
  });
  tell(block);
}

function tell(block) {
  block.querySelector(".block-toggle")?.setAttribute("aria-expanded", !block.classList.contains("collapsed"));
}

/* The cursor goes to the first field that can be seen: not every language is. */
function enter(block) {
  const fields = [...block.querySelectorAll("fieldset :is(input, select, textarea, button, [contenteditable=true])")];
  fields.find((field) => field.checkVisibility())?.focus();
}

/* Two neighbours swap their places, on the screen and in the form. */
function move(block, step) {
  const blocks = sorted();
  const other = blocks[blocks.indexOf(block) + step];
  if (!other) return;
  const places = [block, other].map((each) => each.querySelector(".order-machine-ordering"));
  [places[0].value, places[1].value] = [places[1].value, places[0].value];
  [block, other].forEach((each, index) => (each.style.order = places[index].value));
  block.querySelector(`[data-move="${step}"]`).focus();
  block.scrollIntoView({ block: "nearest" });
}

/* Make something that only listens to clicks a button for the keyboard. */
function press(element) {
  if (!element || element.hasAttribute("tabindex")) return;
  element.setAttribute("tabindex", 0);
  element.setAttribute("role", "button");
  if (element.matches(".order-machine-insert-target")) element.setAttribute("aria-label", bar.dataset.add);
}

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (!target.matches?.(".order-machine-insert-target, .plugin-button") || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  target.click();
  if (target.matches(".selected")) document.querySelector(".plugin-buttons .plugin-button")?.focus();
});

if (bar) {
  document.addEventListener("content-editor:ready", () => {
    for (const block of document.querySelectorAll(".order-machine .inline-related")) prepare(block);
    document.querySelectorAll(".order-machine-insert-target, .plugin-buttons .plugin-button").forEach(press);
    document.querySelector(".collapse-items input")?.addEventListener("change", () => sorted().forEach(tell));
  });
  document.addEventListener("formset:added", (event) => {
    const target = event.target.querySelector(":scope > .order-machine-insert-target");
    target?.removeAttribute("tabindex");
    if (!event.target.closest(".order-machine")) return;
    prepare(event.target);
    setTimeout(() => enter(event.target));
  });
}
