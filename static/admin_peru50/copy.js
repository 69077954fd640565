/* Copy what a button names. Without it, or on a site without https, the text can be selected as any other. */

const SHOWN_FOR = 2000;

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const label = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), SHOWN_FOR);
  });
}
