/* A piece's form: what has an error stands open, and Ctrl+S saves. */

for (const error of document.querySelectorAll(".errorlist")) {
  error.closest("details")?.setAttribute("open", "");
}

document.addEventListener("content-editor:ready", () => {
  for (const error of document.querySelectorAll(".order-machine .errorlist")) {
    error.closest(".inline-related")?.classList.remove("collapsed");
  }
  // The block editor goes back to where the page was scrolled to; what must be corrected comes first.
  const wrong = [...document.querySelectorAll(".errorlist")].find((error) => error.checkVisibility());
  if (wrong) setTimeout(() => wrong.scrollIntoView({ block: "center" }), 300);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  document.querySelector("[name=_continue]")?.click();
});
