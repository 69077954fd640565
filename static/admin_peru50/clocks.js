/* Beside a day and time that is given on one clock, say what every clock shows then. The server knows, summer time included. */

const PAUSE = 250;

for (const output of document.querySelectorAll("[data-clocks]")) {
  const field = output.previousElementSibling;
  const zone = field.form.elements.zone;
  output.setAttribute("aria-live", "polite");
  let pause, asked;

  async function say() {
    asked?.abort();
    asked = new AbortController();
    if (!field.value) return show("");
    const query = new URLSearchParams({ at: field.value, zone: zone?.value ?? "" });
    try {
      const response = await fetch(`${output.dataset.clocks}?${query}`, { signal: asked.signal });
      const { said, is_error: isError } = await response.json();
      show(said, isError);
    } catch {
      // Only a help: the form itself says what is wrong once it is sent.
    }
  }

  function show(said, isError = false) {
    output.textContent = said;
    output.classList.toggle("clocks--error", isError);
  }

  for (const element of [field, zone]) {
    element?.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(say, PAUSE);
    });
  }
  say();
}
