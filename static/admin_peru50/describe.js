/* Save the words of many pictures without leaving the page: what is good is saved, the rest shown with its error. */

const form = document.querySelector(".descriptions__form");
const status = form.querySelector(".descriptions__status");
let isChanged = false;

async function send(data) {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || form.elements.csrfmiddlewaretoken.value;
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  try {
    const response = await fetch(form.action, { method: "POST", headers, body: data });
    const isTold = response.headers.get("Content-Type")?.startsWith("application/json");
    if (isTold) return await response.json();
    return { problem: response.status === 200 || response.status === 403 ? form.dataset.signedOut : form.dataset.failed };
  } catch {
    return { problem: form.dataset.failed };
  }
}

const rowOf = (number) => form.querySelector(`[data-photo="${number}"]`);

/* What was saved is from now on what a change is a change of. */
function settle(number, data) {
  const row = rowOf(number);
  for (const shown of row.querySelectorAll("[name^=initial-]")) shown.value = data.get(shown.name.slice("initial-".length));
  for (const error of row.querySelectorAll(".errorlist")) error.remove();
  for (const field of row.querySelectorAll(".errors")) field.classList.remove("errors");
}

function correct(number, html) {
  rowOf(number).outerHTML = html;
  rowOf(number).dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
}

async function save() {
  const focused = document.activeElement;
  const data = new FormData(form);
  form.inert = true; // nobody types into a row that is about to be replaced
  const { saved = [], faulty = {}, problem } = await send(data);
  form.inert = false;
  for (const number of saved) settle(number, data);
  for (const [number, html] of Object.entries(faulty)) correct(number, html);
  const isFaulty = Object.keys(faulty).length > 0;
  isChanged = isFaulty || Boolean(problem);
  status.textContent = problem || (isFaulty ? form.dataset.faulty : form.dataset.saved);
  const wrong = [...form.querySelectorAll(".errors :is(input, textarea, select):not([type=hidden])")];
  (wrong.find((field) => field.checkVisibility()) || focused).focus();
}

form.addEventListener("input", () => {
  isChanged = true;
  status.textContent = "";
});
form.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  save();
});
addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
