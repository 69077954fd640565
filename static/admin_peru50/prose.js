/* The text editor in the words of the interface: its name, its language and its buttons. */

const words = JSON.parse(document.getElementById("prose-words")?.textContent || "{}") || {};

// Its dialog asks Django's catalogue for its words, which does not have them.
const catalogue = window.gettext || ((text) => text);
window.gettext = (text) => words[text] || catalogue(text);

function describe({ detail: { editor, textarea } }) {
  const field = editor.view.dom;
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", "true");
  if (textarea.lang) field.lang = textarea.lang;
  if (textarea.dir) field.dir = textarea.dir;
  if (label) {
    label.id ||= `${textarea.id}_label`;
    field.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  for (const button of textarea.closest(".prose-editor").querySelectorAll("button[data-name]")) translate(button);
}

function translate(button) {
  const name = words[button.dataset.name];
  if (!name) return;
  if (button.firstElementChild) button.firstElementChild.textContent = name;
  button.title = name;
  button.setAttribute("aria-label", name);
}

document.addEventListener("prose-editor:ready", describe);
