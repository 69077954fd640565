/* The arrow keys lead from cell to cell of the matrix. */

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const table = document.querySelector(".matrix");
const rightToLeft = getComputedStyle(document.documentElement).direction === "rtl";

function next(cell, [down, right]) {
  const column = cell.cellIndex + (rightToLeft ? -right : right);
  let row = cell.parentElement;
  do {
    if (down) row = table.rows[row.rowIndex + down];
    const link = row?.cells[column]?.querySelector("a");
    if (link) return link;
  } while (down && row);
  return null;
}

table?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const cell = event.target.closest("td, th");
  if (!step || !cell || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const link = next(cell, step);
  if (!link) return;
  event.preventDefault();
  link.focus();
});
