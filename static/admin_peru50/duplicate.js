/* Duplicate a block: a new one of its kind right below it, with the same content, saved with the form. */

function duplicate(block) {
  const blocks = [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")];
  blocks.sort((a, b) => a.style.order - b.style.order);
  window.ContentEditor._insertBefore = blocks[blocks.indexOf(block) + 1] || null;
  // Before anybody else hears of the new block: the text editors start from what stands in it.
  window.addEventListener("formset:added", (event) => fill(event.target, block), { capture: true, once: true });
  window.ContentEditor.addContent(block.id.replace(/-\d+$/, ""));
}

function fill(copy, block) {
  for (const field of block.querySelectorAll("input[name], select[name], textarea[name]")) {
    const target = copy.querySelector(`#${CSS.escape(field.id.replace(block.id, copy.id))}`);
    if (!target || /-(id|parent|region|ordering|DELETE)$/.test(field.name)) continue;
    if (field.type === "checkbox") target.checked = field.checked;
    else if (field.matches("select")) target.replaceChildren(...[...field.options].map(sameOption));
    else target.value = field.value;
  }
}

function sameOption(option) {
  const same = option.cloneNode(true);
  same.selected = option.selected;
  return same;
}

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest(".block-duplicate");
    if (button) duplicate(button.closest(".inline-related"));
  },
  { capture: true },
);
