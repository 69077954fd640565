/* One form, all languages: shows one of them, or the source with another beside it.
   A row belongs to the language that its field names in data-language. What was chosen is remembered. */

const STORED = "peru50-languages";
const bar = document.querySelector(".language-bar");
const form = bar && document.querySelector("#content-main form");

/* A browser may keep nothing: then the form starts afresh each time. */
function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) || {};
  } catch {
    return {};
  }
}

function remember(state) {
  try {
    localStorage.setItem(STORED, JSON.stringify(state));
  } catch {}
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

  const fields = () => [...form.querySelectorAll("[data-language]")];
  const rowOf = (field) => field.closest(".form-row, td") || field;

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
    form.dataset.shownLanguage = state.language;
    form.dispatchEvent(new CustomEvent("language:shown", { detail: state.language }));
    remember(state);
  }

  function show(language, beside = state.beside) {
    Object.assign(state, { language, beside });
    apply();
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

  /* A form that needs its title needs it in the source language, whichever that is now. */
  function moveRequired() {
    const titles = [...form.querySelectorAll(":scope [data-field=title][id^=id_title_]")];
    if (!titles.some((field) => field.required)) return;
    for (const field of titles) {
      field.required = field.dataset.language === source();
      form.querySelector(`label[for="${field.id}"]`)?.classList.toggle("required", field.required);
    }
  }

  function firstMissing() {
    return [...form.elements].find(
      (field) => !field.disabled && field.validity?.valueMissing && !field.closest(".empty-form, .for-deletion"),
    );
  }

  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show));
  besideButton.addEventListener("click", () => show(state.language, !state.beside));
  document.addEventListener("formset:added", apply);
  sourceField?.addEventListener("change", () => {
    moveRequired();
    apply();
  });
  form.addEventListener("submit", (event) => {
    const field = firstMissing();
    if (!field || field.hidden) return;
    event.preventDefault();
    if (field.dataset.language) show(field.dataset.language);
    field.closest("details")?.setAttribute("open", "");
    field.closest(".collapsed")?.classList.remove("collapsed");
    field.reportValidity();
  });

  if (!codes.includes(state.language)) state.language = source();
  markErrors();
  if (sourceField) moveRequired();
  const focused = document.activeElement;
  bar.hidden = false;
  apply();
  // Django put the cursor in the first field, which may be in a language that is not shown.
  if (form.contains(focused) && !focused.checkVisibility()) {
    [...form.elements].find((field) => field.type !== "hidden" && field.checkVisibility())?.focus();
  }
}
