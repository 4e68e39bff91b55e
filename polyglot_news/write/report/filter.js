// Filters, search and order. Beads are looked up in arrays made once; only what changes is touched.

const RANKS = findings.map((finding) => Number(finding.dataset.severity));
const BY_BEAD = new Map(beads.map((bead) => [bead, []]));
findings.forEach((finding, i) => BY_BEAD.get(beadOf(finding)).push(i));
const TEXTS = beads.map((bead) => {
  const n = numberOf(bead);
  return [original(n, "source"), original(n, "target"), original(n, "findings")].join("\n").toLowerCase();
});
const field = (id) => document.getElementById(id);
const NOTHING = { search: "", "by-check": "", "by-severity": "0", "by-review": "", "by-findings": "", order: "article" };

const REVIEWS = {
  "": () => true,
  open: (n) => !reviewOf(n),
  note: (n) => hasText(noteOf(n)),
  dismissed: (n) => data.findings[n].some(([print]) => print in work.dismissed),
};

function fitsReview(n, wanted) {
  return (REVIEWS[wanted] ?? ((i) => reviewOf(i) === wanted))(n);
}

function fitsText(i, words) {
  const n = numberOf(beads[i]);
  const text = n in work.beads ? `${TEXTS[i]}\n${targetOf(n)}\n${noteOf(n)}`.toLowerCase() : TEXTS[i];
  return words.every((word) => text.includes(word));
}

/** Show what fits the filters, and say how much that is. */
function refresh() {
  const words = field("search").value.toLowerCase().split(/\s+/).filter(hasText);
  const check = field("by-check").value;
  const severity = Number(field("by-severity").value);
  const review = field("by-review").value;
  const asksForFindings = check !== "" || severity > 0 || field("by-findings").value !== "";
  let shownBeads = 0;
  let shownFindings = 0;
  beads.forEach((bead, i) => {
    let fitting = 0;
    for (const f of BY_BEAD.get(bead)) {
      const gone = findings[f].dataset.print in work.dismissed && review !== "dismissed";
      const fits = (!check || findings[f].dataset.check === check) && RANKS[f] >= severity;
      findings[f].hidden = !fits;
      if (fits && !gone) fitting += 1;
    }
    const fits = fitsReview(numberOf(bead), review) && fitsText(i, words) && (!asksForFindings || fitting > 0);
    if (bead.hidden === fits) bead.hidden = !fits;
    shownBeads += fits;
    if (fits) shownFindings += fitting;
  });
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const reviewed = beads.filter((bead) => reviewOf(numberOf(bead))).length;
  field("status").textContent =
    `${shownBeads} of ${plural(beads.length, "bead")}, ${plural(shownFindings, "open finding")}, ${reviewed} reviewed`;
  field("none").hidden = shownBeads > 0;
  for (const button of document.querySelectorAll("[data-pick-check]")) {
    button.setAttribute("aria-pressed", String(button.dataset.pickCheck === check));
  }
  highlight(words);
}

/** Mark what was searched for, where the browser can do so without touching the text. */
function highlight(words) {
  if (!window.Highlight) return;
  CSS.highlights.delete("search");
  if (!words.length) return;
  const ranges = [];
  for (const bead of beads) {
    if (bead.hidden) continue;
    for (const cell of bead.querySelectorAll(".cell")) {
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) ranges.push(...rangesIn(walker.currentNode, words));
    }
    if (ranges.length > 1000) break;
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}

function rangesIn(node, words) {
  const text = node.data.toLowerCase();
  if (text.length !== node.data.length) return [];
  const ranges = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0 && ranges.length < 100; at = text.indexOf(word, at + word.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      ranges.push(range);
    }
  }
  return ranges;
}

function reorder() {
  const byRisk = field("order").value === "risk";
  for (const section of document.querySelectorAll("section.article")) {
    const own = beads.filter((bead) => bead.parentElement === section);
    if (byRisk) own.sort((a, b) => b.dataset.risk - a.dataset.risk || a.dataset.n - b.dataset.n);
    section.append(...own);
    section.classList.toggle("by-risk", byRisk);
  }
}

function pick(check) {
  field("by-check").value = field("by-check").value === check ? "" : check;
  refresh();
}

let typing = 0;
field("search").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(refresh, 120);
});
field("filters").addEventListener("change", (event) => {
  if (event.target.id === "order") reorder();
  else if (event.target.id !== "search") refresh();
});
field("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  refresh();
});
field("clear").addEventListener("click", () => {
  for (const [id, value] of Object.entries(NOTHING)) field(id).value = value;
  reorder();
  refresh();
});
