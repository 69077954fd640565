/* The text editor for those who do not see it, and in the words of the interface. */

const words = JSON.parse(document.getElementById("form-words")?.textContent || "{}");

function describe(editor) {
  const textarea = editor.querySelector("textarea");
  const field = editor.querySelector("[contenteditable]");
  const label = document.querySelector(`label[for="${textarea?.id}"]`);
  if (!field || !label) return;
  label.id ||= `${textarea.id}_label`;
  label.addEventListener("click", () => field.focus());
  field.setAttribute("aria-labelledby", label.id);
  field.setAttribute("aria-multiline", "true");
  field.lang = textarea.lang;
  field.dir = textarea.dir;
  if (textarea.disabled) field.editor.setEditable(false, false);
  // The editor sets its buttons up a moment after it is ready.
  setTimeout(() => editor.querySelectorAll("button[data-name]").forEach(name));
}

function name(button) {
  const word = words[button.dataset.name];
  if (!word) return;
  button.title = word;
  button.setAttribute("aria-label", word);
}

document.querySelectorAll(".prose-editor").forEach(describe);
document.addEventListener("prose-editor:ready", (event) => describe(event.target.closest(".prose-editor")));
