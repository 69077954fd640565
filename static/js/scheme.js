// Loaded in <head> before the style sheet, as a plain script: a chosen scheme must not flash.
{
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null;
    }
  };

  const store = (scheme) => {
    try {
      if (scheme) localStorage.setItem("scheme", scheme);
      else localStorage.removeItem("scheme");
    } catch {
      // Storage is blocked: the choice holds for this page only.
    }
  };

  const apply = (scheme) => {
    if (scheme) root.dataset.theme = scheme;
    else delete root.dataset.theme;
  };

  const chosen = stored();
  apply(chosen);

  document.addEventListener("DOMContentLoaded", () => {
    const picker = document.querySelector("[data-scheme]");
    if (!picker) return;
    for (const radio of picker.querySelectorAll("input")) {
      radio.checked = radio.value === (chosen ?? "");
    }
    picker.addEventListener("change", (event) => {
      store(event.target.value);
      apply(event.target.value);
    });
    picker.hidden = false;
  });
}
