// Opens links to photo pages large, in a dialog. Links with the same data-light value belong together.
const box = document.querySelector("dialog.light");
const part = (name) => box.querySelector(`[data-light-${name}]`);
let links = [];
let at = 0;

function picture(link) {
  const small = link.querySelector("img");
  const img = new Image(small.getAttribute("width"), small.getAttribute("height"));
  img.alt = small.alt;
  if (small.lang) img.lang = small.lang;
  if (link.dataset.srcset) {
    img.sizes = "(min-width: 80rem) 75rem, 96vw";
    img.srcset = link.dataset.srcset;
  }
  img.src = link.dataset.src;
  return img;
}

function show(index) {
  at = (index + links.length) % links.length;
  const link = links[at];
  part("picture").replaceChildren(picture(link));
  part("name").textContent = link.querySelector(".name")?.textContent ?? "";
  part("caption").textContent = link.dataset.caption ?? "";
  part("credit").textContent = link.dataset.credit ?? "";
  part("page").href = link.href;
  part("page").hidden = link.getAttribute("href") === link.dataset.src; // it has no page in this language
}

function open(event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const group = event.currentTarget.dataset.light;
  links = [...document.querySelectorAll("[data-light]")].filter((link) => link.dataset.light === group);
  show(links.indexOf(event.currentTarget));
  part("previous").hidden = part("next").hidden = links.length < 2;
  box.showModal();
}

function walk(event) {
  const forward = getComputedStyle(box).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  if (event.key === forward) show(at + 1);
  if (event.key === backward) show(at - 1);
}

if (box) {
  document.querySelectorAll("[data-light]").forEach((link) => link.addEventListener("click", open));
  part("previous").addEventListener("click", () => show(at - 1));
  part("next").addEventListener("click", () => show(at + 1));
  part("close").addEventListener("click", () => box.close());
  box.addEventListener("keydown", walk);
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  box.addEventListener("close", () => {
    part("picture").replaceChildren();
    links[at].focus();
  });
}
