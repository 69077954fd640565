/* Show a new file beside the old one as soon as it is chosen, and what the site has to say of it. */

const form = document.querySelector(".replace-form");
const { file: input, shown } = form.elements;
const canvas = form.querySelector("canvas");

async function draw(file) {
  const figure = canvas.closest("figure");
  figure.hidden = true;
  try {
    const image = await createImageBitmap(file);
    canvas.width = Math.min(640, image.width);
    canvas.height = Math.max(1, Math.round((canvas.width * image.height) / image.width));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    form.querySelector(".replace__size").textContent = `${image.width} × ${image.height}`;
    figure.hidden = false;
  } catch {
    // What the browser cannot read, the site will explain.
  }
}

async function ask(file) {
  const data = new FormData();
  data.set("file", file);
  const headers = { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  try {
    const response = await fetch(form.action, { method: "POST", headers, body: data });
    const isTold = response.headers.get("Content-Type")?.startsWith("application/json");
    if (isTold) return await response.json();
    return { problem: response.ok || response.status === 403 ? form.dataset.signedOut : form.dataset.failed };
  } catch {
    return { problem: form.dataset.failed };
  }
}

input.addEventListener("change", async () => {
  const [file] = input.files;
  shown.value = "";
  form.querySelector(".replace__problem").textContent = "";
  form.querySelector(".replace__concerns").replaceChildren();
  form.querySelector(".errornote")?.remove();
  if (!file) return;
  draw(file);
  const { html = "", problem = "" } = await ask(file);
  if (file !== input.files[0]) return;
  form.querySelector(".replace__concerns").innerHTML = html;
  form.querySelector(".replace__problem").textContent = problem;
  shown.value = problem ? "" : "True";
});
