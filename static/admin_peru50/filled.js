/* How much there is of each language: of the texts that exist in any, without addresses, which write themselves. */

const bar = document.querySelector(".language-bar");
const form = bar && document.querySelector("#content-main form");

/* Return the texts of the form that exist in some language, each as its fields, one per language. */
function texts() {
  const found = new Map();
  for (const field of form.querySelectorAll("[data-language]:not([data-field=slug])")) {
    if (field.closest(".empty-form")) continue;
    const name = field.name.slice(0, -field.dataset.language.length);
    found.set(name, [...(found.get(name) || []), field]);
  }
  return [...found.values()].filter((versions) => versions.some((field) => field.value.trim()));
}

/* A block may be meant for some languages only. */
function isMeant(field) {
  const only = field.closest(".inline-related")?.querySelectorAll("[name$=-languages]:checked") || [];
  return !only.length || [...only].some((box) => box.value === field.dataset.language);
}

function count() {
  const existing = texts();
  for (const button of bar.querySelectorAll("[data-show]")) {
    const versions = existing.map((each) => each.find((field) => field.dataset.language === button.dataset.show));
    const wanted = versions.filter((field) => field && isMeant(field));
    const filled = wanted.filter((field) => field.value.trim()).length;
    const words = bar.dataset.texts.replace("%(filled)s", filled).replace("%(all)s", wanted.length);
    button.querySelector(".language-bar__filled").textContent = words;
    button.style.setProperty("--filled", wanted.length ? filled / wanted.length : 0);
  }
}

if (form) {
  form.addEventListener("input", count);
  document.addEventListener("formset:added", () => setTimeout(count));
  count();
}
