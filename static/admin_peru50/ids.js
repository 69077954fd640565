/* A new block gets its id here: a preview, a comment or a draft can then speak of it before it is saved. */

/* crypto.randomUUID is there on https and on this machine only. */
function random() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function name(root) {
  for (const field of root.querySelectorAll("[name^=block_][name$='-id']")) {
    if (!field.value && !field.closest(".empty-form")) field.value = random();
  }
}

name(document);
// Before anybody else hears of the new block.
window.addEventListener("formset:added", (event) => name(event.target), { capture: true });
