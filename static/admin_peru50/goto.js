/* Lead to a block of the form, in a language: an address ends in #b-<id of the block>-<language>. */

function go() {
  const [, id, language] = location.hash.match(/^#b-([0-9a-f-]{36})(?:-([a-z-]+))?$/) || [];
  const block = id && document.querySelector(`.order-machine input[name$="-id"][value="${id}"]`)?.closest(".inline-related");
  if (!block) return;
  document.querySelector(`.language-bar [data-show="${language}"]`)?.click();
  if (block.classList.contains("collapsed")) block.querySelector(".block-toggle")?.click();
  // The block editor first goes back to where the page was scrolled to.
  setTimeout(() => {
    block.querySelector(":scope > h3").scrollIntoView({ block: "center" });
    block.querySelector(".block-toggle")?.focus({ preventScroll: true });
  }, 300);
}

document.addEventListener("content-editor:ready", go);
window.addEventListener("hashchange", go);
