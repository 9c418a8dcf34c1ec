"use strict";
document.documentElement.classList.add("has-script");

// What stands behind a story's first view lies deflated in this file: tags, then the words between them.
const parcels = [...document.querySelectorAll("script[data-stories]")];
const opened = new Map();

async function unfold(parcel) {
  const bytes = Uint8Array.from(atob(parcel.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const [tags, words] = (await new Response(stream).text()).split("\u0001");
  return between(referred(words).split("\0"), tags.split("\0"));
}

const between = (words, tags) => words.map((word, at) => word + (tags[at] ?? "")).join("").split("\u0002");

// What was said before is a reference: how far back, and how long.
function referred(text) {
  const pieces = text.split("\u0003").map((piece, at) => {
    const [, back, length, words] = at ? /^(\w+),(\w+);([^]*)$/.exec(piece) : [0, "0", "0", piece];
    return { back: parseInt(back, 16), length: parseInt(length, 16), words };
  });
  const units = new Uint16Array(pieces.reduce((sum, one) => sum + one.length + one.words.length, 0));
  let end = 0;
  for (const { back, length, words } of pieces) {
    for (const stop = end + length; end < stop; end += 1) units[end] = units[end - back];
    for (let at = 0; at < words.length; at += 1, end += 1) units[end] = words.charCodeAt(at);
  }
  return new TextDecoder("utf-16le").decode(units);
}

function fill(story) {
  const parcel = parcels.find((one) => one.dataset.stories.split(" ").includes(story.id));
  if (!parcel || story.dataset.full) return;
  story.dataset.full = "yes";
  if (!opened.has(parcel)) opened.set(parcel, unfold(parcel));
  opened.get(parcel).then((insides) => {
    story.querySelector(".inside").innerHTML = insides[parcel.dataset.stories.split(" ").indexOf(story.id)];
  });
}

addEventListener("toggle", (event) => {
  if (event.target.open && event.target.parentElement.matches(".story")) fill(event.target.parentElement);
}, true);
for (const story of document.querySelectorAll(".story")) if (story.querySelector("details").open) fill(story);

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
