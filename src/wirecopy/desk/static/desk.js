"use strict";
// Nothing here is needed to read: without it every link leads to the same place on the page.

// A note beside its number: the readings of a place and their outlets, without leaving the line.
let card = null;
function closeCard() { if (card) card.remove(); card = null; }
function openCard(link) {
  const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!note) return;
  closeCard();
  card = document.createElement("div");
  card.className = "card";
  card.setAttribute("role", "note");
  const copy = note.cloneNode(true);
  copy.removeAttribute("id");
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  card.append(copy);
  document.body.append(card);
  const at = link.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 14);
  card.style.left = `${Math.max(left, 8) + scrollX}px`;
  card.style.top = `${at.bottom + scrollY + 6}px`;
}
addEventListener("click", (event) => {
  const link = event.target.closest("a.to-note");
  if (link) {
    event.preventDefault();
    openCard(link);
    history.replaceState(null, "", link.hash);
  } else if (!event.target.closest(".card")) closeCard();
});
addEventListener("focusin", (event) => {
  if (event.target.matches("a.to-note:focus-visible")) openCard(event.target);
  else if (card && !card.contains(event.target)) closeCard();
});

// Both sides of a difference, in the pair view.
for (const part of document.querySelectorAll("[data-edit]")) {
  const light = (on) => { for (const same of document.querySelectorAll(`[data-edit="${part.dataset.edit}"]`)) same.classList.toggle("lit", on); };
  for (const [name, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) part.addEventListener(name, () => light(on));
}

// Keys: the same few on every page.
let current = -1;
function rows() { return [...document.querySelectorAll(".list:not(.plain) > li")]; }
function step(by) {
  const stories = rows();
  if (stories.length) {
    current = Math.min(Math.max(current + by, 0), stories.length - 1);
    stories.forEach((row, i) => row.classList.toggle("current", i === current));
    stories[current].querySelector("a").focus({ preventScroll: true });
    stories[current].scrollIntoView({ block: "nearest" });
    return;
  }
  const places = [...document.querySelectorAll("a.to-note, .sides [data-edit].sub")];
  if (!places.length) return;
  current = Math.min(Math.max(current + by, 0), places.length - 1);
  places[current].scrollIntoView({ block: "center" });
  places[current].focus({ preventScroll: true, focusVisible: true });
}
function switchStyle() {
  const boxes = [...document.querySelectorAll(".style-on")];
  const on = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = on;
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape") { closeCard(); if (event.target.matches("input, textarea")) event.target.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "/") { event.preventDefault(); const ask = document.getElementById("q"); if (ask) ask.focus(); else location.href = "/"; }
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "s") switchStyle();
  else if (event.key === "u") location.href = document.querySelector(".crumbs a")?.href ?? "/";
});
addEventListener("htmx:afterSettle", () => { current = -1; });

// Trees and the map can be drawn nearer and moved; a double click brings them back.
if (window.d3 && d3.zoom) {
  for (const picture of document.querySelectorAll(".map svg, .tree svg")) {
    const inner = document.createElementNS("http://www.w3.org/2000/svg", "g");
    inner.append(...picture.childNodes);
    picture.append(inner);
    const zoom = d3.zoom().scaleExtent([0.4, 8]).filter((event) => (event.type === "wheel" ? event.ctrlKey : !event.button && event.type !== "dblclick"))
      .on("zoom", (event) => inner.setAttribute("transform", event.transform));
    d3.select(picture).call(zoom).on("dblclick", () => d3.select(picture).call(zoom.transform, d3.zoomIdentity));
  }
}

// News: the base says when pages have come in or a run has settled them.
const news = document.getElementById("news");
if (news && window.EventSource) {
  const source = new EventSource("/live");
  let first = null;
  source.addEventListener("base", (event) => {
    const now = JSON.parse(event.data);
    if (first === null) { first = now; return; }
    if (now.generation === first.generation && now.waiting === first.waiting) return;
    const said = now.generation !== first.generation ? "A run has settled new pages." : `${now.waiting - first.waiting} more came in.`;
    news.replaceChildren(`${said} `);
    const link = document.createElement("a");
    link.href = location.href.split("#")[0];
    link.textContent = "Show them";
    news.append(link);
    news.hidden = false;
    if (window.htmx && document.getElementById("results") && !document.querySelector("#results :focus")) {
      htmx.ajax("GET", location.href, { target: "#results", select: "#results", swap: "outerHTML" });
    }
  });
}
