// While something is being done with a language, shows how far it is: asks for the page again, and takes the part that lives.
const PAUSE = 3000;

async function follow() {
  const part = document.querySelector("[data-live]");
  if (!part?.hasAttribute("data-moving")) return;
  try {
    const response = await fetch(location.href, { signal: AbortSignal.timeout(10_000) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceWith(document.adoptNode(fresh));
    else if (fresh) part.toggleAttribute("data-moving", fresh.hasAttribute("data-moving"));
  } catch {
    // The next attempt may do better.
  }
  setTimeout(follow, PAUSE);
}

setTimeout(follow, PAUSE);
