// Loaded in <head> before the style sheet, as a plain script: a chosen scheme must not flash.
{
  const SYSTEM = "auto";
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem("scheme") ?? SYSTEM;
    } catch {
      return SYSTEM;
    }
  };

  const store = (scheme) => {
    try {
      if (scheme === SYSTEM) localStorage.removeItem("scheme");
      else localStorage.setItem("scheme", scheme);
    } catch {
      // Storage is blocked: the choice holds for this page only.
    }
  };

  const apply = (scheme) => {
    if (scheme === SYSTEM) delete root.dataset.theme;
    else root.dataset.theme = scheme;
  };

  const chosen = stored();
  apply(chosen);

  document.addEventListener("DOMContentLoaded", () => {
    const picker = document.querySelector("[data-scheme]");
    if (!picker) return;
    for (const radio of picker.querySelectorAll("input")) {
      radio.checked = radio.value === chosen;
    }
    picker.addEventListener("change", (event) => {
      store(event.target.value);
      apply(event.target.value);
    });
    picker.hidden = false;
  });
}
