/* One form, all languages: shows one of them, or the source with another beside it.
   A row belongs to the language that its field names in data-language. What was chosen is remembered. */

const STORED = "peru50-languages";
const bar = document.querySelector(".language-bar");
const form = bar?.closest("form");

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) || {};
  } catch {
    return {};
  }
}

if (form) {
  const buttons = [...bar.querySelectorAll("[data-show]")];
  const besideButton = bar.querySelector(".language-bar__beside");
  const codes = buttons.map((button) => button.dataset.show);
  const sourceField = form.querySelector("[name=source_language]");
  const state = { language: source(), beside: false, ...remembered() };

  /* A record has no source: it goes from the editor's own language to the others. */
  function source() {
    return [sourceField?.value, document.documentElement.lang].find((code) => codes.includes(code)) || codes[0];
  }

  const fields = (root = form) => [...root.querySelectorAll("[data-language]")];
  const rowOf = (field) => field.closest(".form-row, td") || field;
  const isTemplate = (field) => field.closest(".empty-form") !== null;

  function shown() {
    if (!state.beside) return [state.language];
    const other = state.language === source() ? codes.find((code) => code !== source()) : state.language;
    return [source(), other];
  }

  function apply() {
    const now = shown();
    form.classList.toggle("is-beside", now.length > 1);
    for (const field of fields()) {
      const row = rowOf(field);
      row.hidden = !now.includes(field.dataset.language);
      row.classList.add("is-translated");
      row.classList.toggle("is-source", now.length > 1 && field.dataset.language === source());
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", now.includes(button.dataset.show));
      button.title = button.dataset.show === source() && sourceField ? bar.dataset.source : "";
      button.classList.toggle("is-source", button.title !== "");
    }
    besideButton.setAttribute("aria-pressed", state.beside);
    localStorage.setItem(STORED, JSON.stringify(state));
  }

  function show(language) {
    state.language = language;
    apply();
  }

  /* A block may be meant for some languages only. */
  function isMeantFor(field, code) {
    const only = field.closest(".inline-related")?.querySelectorAll("[name$=-languages]:checked") || [];
    return !only.length || [...only].some((box) => box.value === code);
  }

  /* How much there is of a language: of the texts that exist in any, without addresses, which write themselves. */
  function count() {
    const texts = new Map();
    for (const field of fields().filter((each) => !isTemplate(each) && each.dataset.field !== "slug")) {
      const name = field.name.slice(0, -field.dataset.language.length);
      if (!texts.has(name)) texts.set(name, []);
      texts.get(name).push(field);
    }
    const existing = [...texts.values()].filter((versions) => versions.some((field) => field.value.trim()));
    for (const button of buttons) tell(button, existing.map((versions) => of(versions, button.dataset.show)).filter(Boolean));
  }

  const of = (versions, code) => versions.find((field) => field.dataset.language === code && isMeantFor(field, code));

  function tell(button, wanted) {
    const filled = wanted.filter((field) => field.value.trim()).length;
    const words = bar.dataset.texts.replace("%(filled)s", filled).replace("%(all)s", wanted.length);
    button.querySelector(".language-bar__filled").textContent = words;
    button.style.setProperty("--filled", wanted.length ? filled / wanted.length : 0);
  }

  function markErrors() {
    const wrong = new Set(
      fields()
        .filter((field) => rowOf(field).querySelector(".errorlist"))
        .map((field) => field.dataset.language),
    );
    for (const button of buttons.filter((each) => wrong.has(each.dataset.show))) {
      button.classList.add("has-errors");
      button.querySelector(".language-bar__name").append(` (${bar.dataset.errors})`);
    }
    if (wrong.size && !shown().some((code) => wrong.has(code))) state.language = [...wrong][0];
  }

  /* The form needs its title in the source language, whichever that is now. */
  function moveRequired() {
    for (const field of form.querySelectorAll(":scope [data-field=title][id^=id_title_]")) {
      field.required = field.dataset.language === source();
      form.querySelector(`label[for="${field.id}"]`)?.classList.toggle("required", field.required);
    }
  }

  function firstMissing() {
    return [...form.elements].find(
      (field) => field.validity?.valueMissing && !isTemplate(field) && !field.closest(".for-deletion"),
    );
  }

  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show));
  besideButton.addEventListener("click", () => {
    state.beside = !state.beside;
    apply();
  });
  form.addEventListener("input", count);
  document.addEventListener("formset:added", () => setTimeout(count));
  sourceField?.addEventListener("change", () => {
    moveRequired();
    apply();
  });
  form.addEventListener("submit", (event) => {
    const field = firstMissing();
    if (!field || field.hidden) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (field.dataset.language) show(field.dataset.language);
    field.closest("details")?.setAttribute("open", "");
    field.closest(".collapsed")?.classList.remove("collapsed");
    field.reportValidity();
  }, { capture: true });

  if (!codes.includes(state.language)) state.language = source();
  markErrors();
  if (sourceField) moveRequired();
  bar.hidden = false;
  apply();
  count();
}
