/* Set the focal point on the picture: by a click, or with the arrow keys. The two numbers follow. */

const STEP = 0.02;

for (const frame of document.querySelectorAll(".focal")) {
  const fields = { x: document.getElementById("id_focal_x"), y: document.getElementById("id_focal_y") };
  if (!fields.x || !fields.y) continue;
  const image = frame.querySelector("img");
  const mark = Object.assign(document.createElement("button"), { type: "button", className: "focal__mark" });
  mark.setAttribute("aria-label", frame.dataset.focal);
  mark.title = frame.dataset.focal;
  frame.append(mark);

  function move(x, y) {
    const inside = (share) => Math.min(1, Math.max(0, Math.round(share * 100) / 100)) || 0;
    fields.x.value = inside(x);
    fields.y.value = inside(y);
    place();
  }

  function place() {
    mark.style.left = `${fields.x.value * 100}%`;
    mark.style.top = `${fields.y.value * 100}%`;
  }

  image.addEventListener("click", (event) => {
    const box = image.getBoundingClientRect();
    move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    mark.focus();
  });
  mark.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    move(Number(fields.x.value) + step[0], Number(fields.y.value) + step[1]);
  });
  for (const field of Object.values(fields)) field.addEventListener("input", place);
  place();
}
