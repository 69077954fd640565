// While something is being done with a language, shows how far it is: asks for the page again, and takes the part that lives.
const PAUSE = 3000;

// A list that grows would move the form below it, and its button away from under the pointer.
const isInForm = () => Boolean(document.activeElement?.closest(".add-language"));

async function follow() {
  const part = document.querySelector("[data-live]");
  if (!part?.hasAttribute("data-moving")) return;
  try {
    if (!isInForm()) await show(part);
  } catch {
    // The next attempt may do better.
  }
  setTimeout(follow, PAUSE);
}

async function show(part) {
  const response = await fetch(location.href, { signal: AbortSignal.timeout(10_000) });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (!fresh || isInForm()) return;
  if (fresh.innerHTML !== part.innerHTML) part.replaceWith(document.adoptNode(fresh));
  else part.toggleAttribute("data-moving", fresh.hasAttribute("data-moving"));
}

setTimeout(follow, PAUSE);
