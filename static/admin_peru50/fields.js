/* The fields of a form, whatever they are made of: read one, given all its elements, as JSON, write one as if it were typed, lead to one.
   A value is a text, true or false for a single checkbox, a list for what takes several. */

const named = (form, name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const isList = (fields) => fields.length > 1 && fields.every((field) => field.type === "checkbox");
const chosen = (select) => [...select.selectedOptions].map((option) => option.value);

export function read(fields) {
  const [field] = fields;
  if (isList(fields)) return fields.filter((each) => each.checked).map((each) => each.value);
  if (field.type === "checkbox") return field.checked;
  return field.multiple ? chosen(field) : field.value;
}

export function write(form, name, value) {
  const fields = named(form, name);
  const [field] = fields;
  if (!field) return;
  const prose = field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor;
  if (isList(fields)) for (const each of fields) tick(each, value.includes(each.value));
  else if (field.type === "checkbox") tick(field, value);
  else if (field.matches("select")) select(field, [value].flat());
  else {
    prose?.commands.setContent(value);
    field.value = value;
  }
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
}

/* By a click, which the block editor listens for. */
function tick(box, value) {
  if (box.checked !== Boolean(value)) box.click();
}

/* A select holds the newest records only; another one gets its name from where the chooser finds it. */
function select(field, values) {
  for (const value of values) {
    if ([...field.options].some((option) => option.value === value)) continue;
    const option = new Option(value, value);
    field.add(option);
    if (field.dataset.choose) name(field, option);
  }
  for (const option of field.options) option.selected = values.includes(option.value);
}

async function name(field, option) {
  const response = await fetch(`${field.dataset.choose}?${new URLSearchParams({ id: option.value })}`);
  const { found } = response.ok ? await response.json() : { found: [] };
  if (!found[0]) return;
  option.text = found[0].label;
  option.dataset.image = found[0].image;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/* Show a field, or a block, in its language, and put the cursor there. */
export function reveal(element) {
  const language = element.dataset.language || element.querySelector?.("[data-language]")?.dataset.language;
  const row = element.closest(".form-row");
  if (row?.hidden) document.querySelector(`.language-bar [data-show="${language}"]`)?.click();
  element.closest("details")?.setAttribute("open", "");
  const block = element.closest(".inline-related");
  if (block?.classList.contains("collapsed")) block.querySelector(":scope > h3")?.click();
  (row || element).scrollIntoView({ block: "center" });
  const inside = row || element;
  const targets = [...inside.querySelectorAll("[contenteditable=true], input, select, textarea, button")];
  targets.find((each) => each.checkVisibility() && each.type !== "hidden")?.focus({ preventScroll: true });
}
