// The desk: beads and findings on the page, the fields in which the reader writes, and what a click does.

const beads = [...document.querySelectorAll(".bead")];
const findings = [...document.querySelectorAll(".finding")];
const marksBefore = new Map();
let current = null;
let currentFinding = null;

function say(text) {
  document.getElementById("said").textContent = text;
}

const beadOf = (element) => element.closest(".bead");
const numberOf = (bead) => Number(bead.dataset.n);
const nameOf = (bead) => bead.getAttribute("aria-label");
const hasText = (text) => text !== "";

/** Draw what the reader did to a bead. */
function draw(bead) {
  const n = numberOf(bead);
  const review = reviewOf(n);
  bead.dataset.review = review;
  bead.querySelector(".state").textContent = review;
  for (const name of ["ok", "wrong"]) {
    bead.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String(review === name));
  }
  drawTarget(bead, n);
  drawNote(bead, n);
  for (const finding of bead.querySelectorAll(".finding")) drawFinding(finding);
}

function drawTarget(bead, n) {
  const cell = bead.querySelector(".target");
  if (!marksBefore.has(n)) {
    if (!isEdited(n)) return;
    marksBefore.set(n, [...cell.childNodes]);
  }
  if (isEdited(n)) cell.textContent = targetOf(n);
  else cell.replaceChildren(...marksBefore.get(n));
}

function drawNote(bead, n) {
  const shown = bead.querySelector(".note-text");
  const text = noteOf(n);
  if (!hasText(text)) return shown?.remove();
  const note = shown ?? Object.assign(document.createElement("p"), { className: "note-text", dir: "auto" });
  note.textContent = text;
  if (!shown) bead.querySelector(".margin").append(note);
}

function drawFinding(finding) {
  const reason = work.dismissed[finding.dataset.print];
  const gone = reason !== undefined;
  finding.classList.toggle("dismissed", gone);
  const why = finding.querySelector(".why");
  why.hidden = !gone;
  why.textContent = gone ? `Dismissed${reason ? `: ${reason}` : ""}` : "";
  finding.querySelector(".dismiss").textContent = gone ? "Take back" : "Dismiss";
  for (const span of beadOf(finding).querySelectorAll(`mark[data-f~="${finding.dataset.f}"]`)) {
    span.classList.toggle("gone", isSettled(span));
  }
}

/** Whether a span has nothing left to show: no choice card, and every finding dismissed. */
function isSettled(span) {
  const prints = span.dataset.f.split(" ").map((f) => document.getElementById(`f${f}`).dataset.print);
  return span.dataset.c === "" && prints.every((print) => print in work.dismissed);
}

/** Open a field; `done` gets its text when the reader keeps it, and (unless `always`) only if it was changed. */
function openField(home, { label, hint = "", text, lang, rows, keepWith, done, put, always }) {
  const open = document.querySelector("form.field");
  if (open) open.requestSubmit();
  const form = Object.assign(document.createElement("form"), { className: "field" });
  const box = Object.assign(document.createElement("textarea"), { value: text, rows, dir: "auto", placeholder: hint });
  const before = box.value;
  box.setAttribute("aria-label", label);
  if (lang) box.lang = lang;
  const keepIt = Object.assign(document.createElement("button"), { textContent: keepWith, className: "primary" });
  const leave = Object.assign(document.createElement("button"), { textContent: "Cancel", type: "button" });
  form.append(box, keepIt, leave);
  const close = () => {
    form.remove();
    put?.(null);
    select(beadOf(home), false);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    if (always || box.value !== before) done(box.value.trim());
    refresh();
  });
  leave.addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || rows === 1)) {
      event.preventDefault();
      form.requestSubmit();
    }
    event.stopPropagation();
  });
  if (put) put(form);
  else home.append(form);
  box.focus();
}

function openEdit(bead) {
  const n = numberOf(bead);
  const cell = bead.querySelector(".target");
  openField(cell, {
    label: `Translation of ${nameOf(bead)}`, text: targetOf(n), lang: cell.lang, keepWith: "Keep",
    rows: Math.min(14, 3 + Math.ceil(targetOf(n).length / 70)),
    put: (form) => {
      cell.hidden = form !== null;
      if (form) cell.after(form);
    },
    done: (text) => {
      edit(n, text);
      draw(bead);
    },
  });
}

function openNote(bead) {
  const n = numberOf(bead);
  openField(bead.querySelector(".margin"), {
    label: `Note on ${nameOf(bead)}`, text: noteOf(n), rows: 3, keepWith: "Keep note",
    done: (text) => {
      change(n, "note", text);
      draw(bead);
    },
  });
}

function openDismiss(finding) {
  const print = finding.dataset.print;
  if (print in work.dismissed) {
    takeBack(print);
    drawFinding(finding);
    return refresh();
  }
  openField(finding, {
    label: "Why is this no finding?", hint: "Why? (may stay empty)", text: "", rows: 1, keepWith: "Dismiss", always: true,
    done: (reason) => {
      dismiss(print, reason);
      drawFinding(finding);
    },
  });
}

const ACTIONS = {
  ok: (bead) => mark(numberOf(bead), "ok"),
  wrong: (bead) => mark(numberOf(bead), "wrong"),
  edit: openEdit,
  note: openNote,
};

function act(bead, name) {
  if (!bead) return;
  ACTIONS[name](bead);
  draw(bead);
  if (name === "ok" || name === "wrong") {
    say(`${nameOf(bead)}: ${reviewOf(numberOf(bead)) || "not reviewed"}`);
    refresh();
  }
}

function select(bead, scroll = true) {
  current?.classList.remove("current");
  current = bead;
  bead.classList.add("current");
  bead.focus({ preventScroll: true });
  if (scroll) bead.scrollIntoView({ block: "nearest" });
}

/** Light up the spans of a finding or card on both sides. */
function lightUp(element) {
  for (const old of document.querySelectorAll("mark.hot, .hot")) old.classList.remove("hot");
  if (!element) return;
  const [name, number] = element.dataset.f !== undefined ? ["f", element.dataset.f] : ["c", element.dataset.c];
  element.classList.add("hot");
  for (const span of beadOf(element).querySelectorAll(`mark[data-${name}~="${number}"]`)) span.classList.add("hot");
}

function follow(finding) {
  currentFinding = finding;
  select(beadOf(finding));
  lightUp(finding);
  const span = beadOf(finding).querySelector("mark.hot");
  (span ?? finding).scrollIntoView({ block: "nearest" });
  finding.querySelector(".go").focus({ preventScroll: true });
}

function openCard(card) {
  card.open = true;
  lightUp(card);
  card.scrollIntoView({ block: "nearest" });
}

function show(span) {
  const [finding] = span.dataset.f.split(" ");
  if (finding) return follow(document.getElementById(`f${finding}`));
  return openCard(document.getElementById(`c${span.dataset.c.split(" ")[0]}`));
}

document.getElementById("beads").addEventListener("click", (event) => {
  const bead = beadOf(event.target);
  if (!bead || event.target.closest("form.field")) return;
  const button = event.target.closest("button");
  const finding = event.target.closest(".finding");
  const span = event.target.closest("mark");
  if (button?.dataset.do) act(bead, button.dataset.do);
  else if (button?.classList.contains("dismiss")) openDismiss(finding);
  else if (finding) follow(finding);
  else if (span) show(span);
  else if (event.target.closest(".card")) lightUp(event.target.closest(".card"));
  else if (getSelection().isCollapsed) select(bead, false);
});

document.getElementById("beads").addEventListener("focusin", (event) => {
  const bead = beadOf(event.target);
  if (bead && bead !== current) {
    current?.classList.remove("current");
    current = bead;
    bead.classList.add("current");
  }
});

document.getElementById("overview").addEventListener("click", (event) => {
  const { go, pickCheck } = event.target.dataset;
  if (go) follow(document.getElementById(`f${go}`));
  if (pickCheck) pick(pickCheck);
});
