"use strict";
document.documentElement.classList.add("has-script");

// Older browsers do not open a folded part when a link leads into it.
function reveal() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  if (place.matches(".story")) place.querySelector("details").open = true;
  if (place.matches("details")) place.open = true;
  for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  place.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

const filter = document.getElementById("filter");
const lines = [...document.querySelectorAll(".list li")].map((line) => {
  const story = document.getElementById(line.querySelector("a").hash.slice(1));
  return { line, story, text: line.textContent.toLowerCase() };
});
filter.addEventListener("input", () => {
  const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { line, story, text } of lines) {
    const fits = wanted.every((word) => text.includes(word));
    line.hidden = !fits;
    if (story) story.hidden = !fits;
    shown += fits;
  }
  document.getElementById("filter-count").textContent = wanted.length ? `${shown} of ${lines.length}` : "";
});

function step(by) {
  const stories = lines.map((entry) => entry.story).filter((story) => story && !story.hidden);
  const passed = stories.filter((story) => story.getBoundingClientRect().top < 40).length;
  const current = stories[passed - 1];
  const at = current && current.getBoundingClientRect().top < -40 && by < 0 ? passed : passed - 1;
  const next = stories[Math.min(Math.max(at + by, 0), stories.length - 1)];
  if (!next) return;
  next.querySelector("summary").focus({ preventScroll: true });
  next.scrollIntoView();
}

function switchStyle() {
  const boxes = [...document.querySelectorAll(".style-on")];
  const on = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = on;
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === filter) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") { event.preventDefault(); filter.focus(); }
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (event.key === "s") switchStyle();
});

// A name or a quotation lights up all its places in its story: in the text, and in every raw page.
addEventListener("click", (event) => {
  const link = event.target.closest("a.find");
  if (!link) return;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const place of link.closest(".story").querySelectorAll(`[data-names~="${link.dataset.find}"]`)) {
    place.classList.add("lit");
    const page = place.closest("details.page");
    if (page) page.open = true;
  }
});
