/* The fields of the desk. A text with markup is shown as it reads; only when somebody goes there does it become an editor:
   so a page of two hundred blocks opens as quickly as one of two. */

import { createEditor } from "django-prose-editor/configurable";
import { field } from "peru50/desk-saving";

const config = JSON.parse(document.getElementById("editor-config").textContent);

export class Editors {
  isMarkup(segment) {
    return "markup" in field(segment).dataset;
  }

  /* Put what a text with markup reads like in place of its tags. */
  prepare(segment) {
    if (!this.isMarkup(segment)) return;
    const textarea = field(segment);
    const shown = document.createElement("div");
    const label = segment.querySelector(".segment__target label");
    label.id = `${textarea.id}-name`;
    Object.assign(shown, { className: "segment__shown", lang: textarea.lang, dir: textarea.dir, innerHTML: textarea.value });
    shown.setAttribute("aria-labelledby", label.id);
    shown.setAttribute("role", "textbox");
    shown.setAttribute("aria-multiline", "true");
    if (textarea.disabled) shown.setAttribute("aria-readonly", "true");
    shown.tabIndex = 0;
    textarea.before(shown);
    textarea.hidden = true;
    if (!textarea.disabled) {
      shown.addEventListener("focus", () => this.focus(segment));
      shown.addEventListener("click", (event) => event.preventDefault());
    }
  }

  async focus(segment) {
    const shown = segment.querySelector(".segment__shown");
    if (shown && !field(segment).disabled) await this.#open(segment, shown);
    const wanted = segment.querySelector(".ProseMirror") ?? shown ?? field(segment);
    if (wanted.editor) wanted.editor.commands.focus("end", { scrollIntoView: false });
    else wanted.focus({ preventScroll: true });
  }

  async #open(segment, shown) {
    field(segment).hidden = false;
    await createEditor(field(segment), config);
    shown.remove();
  }

  /* Put a piece of text where the cursor is, or at the end. */
  insert(segment, text) {
    const editor = segment.querySelector(".ProseMirror")?.editor;
    if (editor) return editor.commands.insertContent(text);
    const textarea = field(segment);
    textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end");
  }

  /* Write a text in place of what there is. */
  write(segment, text) {
    const textarea = field(segment);
    segment.querySelector(".ProseMirror")?.editor.commands.setContent(text, { emitUpdate: false });
    const shown = segment.querySelector(".segment__shown");
    if (shown) shown.innerHTML = text;
    textarea.value = text;
  }
}
