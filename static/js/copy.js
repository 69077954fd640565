const SHOWN_FOR = 2000;

function enhance(button) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = label;
    }, SHOWN_FOR);
  });
  button.hidden = false;
}

// The clipboard exists only on https and localhost.
if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(enhance);
}
