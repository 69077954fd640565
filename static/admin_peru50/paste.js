/* What is pasted from a word processor or the web: the server makes of it what a text may hold, and says what it left out. */

const template = document.getElementById("paste-template");

document.addEventListener(
  "paste",
  (event) => {
    const field = event.target.closest?.(".prose-editor .ProseMirror");
    const html = event.clipboardData?.getData("text/html");
    // What was copied from a text of ours is right as it is.
    if (!field?.editor || !template || !html || html.includes("data-pm-slice")) return;
    event.preventDefault();
    event.stopPropagation();
    paste(field, html, event.clipboardData.getData("text/plain"));
  },
  true,
);

async function paste(field, html, text) {
  const note = noteOf(field);
  note.textContent = "";
  try {
    const answer = await tidied(html);
    field.editor.view.pasteHTML(answer.html);
    note.textContent = answer.said;
  } catch {
    field.editor.view.pasteText(text);
    note.textContent = template.dataset.failed;
  }
}

async function tidied(html) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  // Pictures are left out in any case, and some bring their whole file along.
  body.append("html", html.replace(/(\ssrc\s*=\s*["']?)data:[^"'\s>]*/gi, "$1"));
  const response = await fetch(template.dataset.url, { method: "POST", body });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

function noteOf(field) {
  const editor = field.closest(".prose-editor");
  return editor.querySelector(".paste-note") || editor.appendChild(template.content.firstElementChild.cloneNode(true));
}
