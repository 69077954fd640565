// Nothing is asked from the video's host before the visitor presses the button.
function load(box) {
  const frame = document.createElement("iframe");
  frame.src = box.dataset.videoSrc;
  const title = box.querySelector("h3");
  frame.title = title.textContent;
  frame.lang = title.lang;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  box.querySelector(".consent__in").replaceWith(frame);
  frame.focus();
}

for (const box of document.querySelectorAll("[data-video-src]")) {
  const button = box.querySelector("button");
  button.addEventListener("click", () => load(box));
  button.hidden = false;
}
