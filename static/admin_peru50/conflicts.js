/* Decide on what two people changed: take theirs into the field, or keep what is in it. Saving is what counts. */

import { reveal, write } from "peru50/fields";

const list = document.querySelector(".conflicts");

function decide(button) {
  const box = button.closest(".conflict");
  const values = JSON.parse(button.dataset.take || "[]");
  const form = box.closest("form");
  for (const [name, value] of values) write(form, name, value);
  const status = list.querySelector("[role=status]");
  status.textContent = values.length ? status.dataset.taken : status.dataset.kept;
  settle(box, status.textContent);
}

/* What is decided says so, and its line at the top is struck out. */
function settle(box, words) {
  const row = box.closest(".form-row");
  for (const link of list.querySelectorAll("[data-goto]")) {
    if (document.getElementById(link.dataset.goto)?.closest(".form-row") === row) link.classList.add("is-decided");
  }
  box.previousElementSibling?.classList.add("is-decided");
  const said = Object.assign(document.createElement("p"), { className: "conflict__decided", textContent: words });
  box.replaceWith(said);
  reveal(row);
}

if (list) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take], [data-keep]");
    const link = event.target.closest("[data-goto]");
    if (button) decide(button);
    if (!link) return;
    event.preventDefault();
    const target = document.getElementById(link.dataset.goto);
    if (target) reveal(target);
  });
}
