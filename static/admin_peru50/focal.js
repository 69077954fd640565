/* Set the focal point on the picture: by a click, by dragging the point, or with the arrow keys. The two numbers
   follow, and beside the picture stands what pages will crop it to. */

const STEP = 0.02;
const FAR = 0.1;
const CROP_STEPS = 20; // pages know the point in steps of five percent: .fx-0 to .fx-20
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const frame = document.querySelector(".focal");
const fields = { x: document.getElementById("id_focal_x"), y: document.getElementById("id_focal_y") };

if (frame && fields.x && fields.y) {
  const picture = frame.querySelector(".focal__picture");
  const mark = frame.querySelector(".focal__mark");
  const crops = frame.querySelector(".focal__crops");
  const said = frame.querySelector(".focal__said");

  const inside = (share) => Math.min(1, Math.max(0, Math.round(share * 100) / 100)) || 0;
  const point = () => ({ x: inside(Number(fields.x.value)), y: inside(Number(fields.y.value)) });

  function move(x, y) {
    fields.x.value = inside(x);
    fields.y.value = inside(y);
    fields.x.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function place() {
    const { x, y } = point();
    mark.style.left = `${x * 100}%`;
    mark.style.top = `${y * 100}%`;
    crops.style.setProperty("--fx", `${(Math.round(x * CROP_STEPS) * 100) / CROP_STEPS}%`);
    crops.style.setProperty("--fy", `${(Math.round(y * CROP_STEPS) * 100) / CROP_STEPS}%`);
    said.value = frame.dataset.said.replace("%(x)s", Math.round(x * 100)).replace("%(y)s", Math.round(y * 100));
  }

  function pointAt(event) {
    const box = picture.getBoundingClientRect();
    move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  picture.addEventListener("click", (event) => {
    if (event.target === mark) return;
    pointAt(event);
    mark.focus();
  });
  mark.addEventListener("pointerdown", (event) => mark.setPointerCapture(event.pointerId));
  mark.addEventListener("pointermove", (event) => mark.hasPointerCapture(event.pointerId) && pointAt(event));
  mark.addEventListener("keydown", (event) => {
    const [across, down] = DIRECTIONS[event.key] || [];
    if (across === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? FAR : STEP;
    move(point().x + across * step, point().y + down * step);
  });
  for (const field of Object.values(fields)) field.addEventListener("input", place);
  mark.hidden = crops.hidden = false;
  place();
}
