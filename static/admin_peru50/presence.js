/* Tell who else has this form open, and whether we are still signed in. Leaving says so too. */

const BEAT = 20_000;
const place = document.querySelector(".presence");
const form = place?.closest("form");
let said = "";

/* Whoever signs in anew, in another window, gets another token: the form takes it over. */
function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (found) form.elements.csrfmiddlewaretoken.value = found;
  return form.elements.csrfmiddlewaretoken.value;
}

function send(values, options) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token(), ...values });
  return fetch(place.dataset.url, { method: "POST", body, redirect: "manual", ...options });
}

async function beat() {
  try {
    const response = await send({});
    if (response.type === "opaqueredirect") return tell([place.dataset.signedOut], "presence__signed-out");
    if (response.ok) tell((await response.json()).others);
  } catch {
    // Without a connection nobody can be asked; the next beat may find one.
  }
}

/* A screen reader speaks when it changes, and only then. */
function tell(lines, style = "") {
  if (lines.join() === said) return;
  said = lines.join();
  place.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line, className: style })),
  );
}

if (place) {
  beat();
  setInterval(beat, BEAT);
  // A browser lets the clock of a hidden page go slow.
  document.addEventListener("visibilitychange", () => document.hidden || beat());
  addEventListener("pageshow", (event) => event.persisted && beat());
  addEventListener("pagehide", () => send({ leave: 1 }, { keepalive: true }).catch(() => {}));
  form.addEventListener("submit", token);
}
