// The reader's work: what she marked, edited, noted and dismissed, kept in this browser under the content's own key.

const WORK_KEY = `polyglot-news:${data.key}`;
const SETTINGS_KEY = "polyglot-news:settings";

function load(key, otherwise) {
  try {
    return { ...otherwise, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
  } catch {
    return otherwise;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const work = load(WORK_KEY, { beads: {}, dismissed: {} });
const settings = load(SETTINGS_KEY, { theme: "", shortcuts: true });
let unsaved = false;

function keep() {
  const kept = store(WORK_KEY, work);
  unsaved = !kept;
  document.getElementById("kept").textContent = kept
    ? "Your work on this page is kept in this browser."
    : "This browser keeps nothing for this page: save the reviewed table before you close it.";
}

const original = (n, name) => data.rows[n][column[name]];
const of = (n, name) => work.beads[n]?.[name] ?? original(n, name);
const reviewOf = (n) => of(n, "review");
const noteOf = (n) => of(n, "note");
const targetOf = (n) => of(n, "target");
const isEdited = (n) => targetOf(n) !== original(n, "target");

function change(n, name, value) {
  const bead = (work.beads[n] ??= {});
  if (value === original(n, name)) delete bead[name];
  else bead[name] = value;
  if (!Object.keys(bead).length) delete work.beads[n];
  keep();
}

/** Mark a bead, or take the mark back: an edited bead is then `edited` again. */
function mark(n, review) {
  change(n, "review", reviewOf(n) === review ? (isEdited(n) ? "edited" : "") : review);
}

function edit(n, target) {
  change(n, "target", target);
  if (isEdited(n)) change(n, "review", "edited");
  else if (reviewOf(n) === "edited") change(n, "review", original(n, "review") === "edited" ? "edited" : "");
}

function dismiss(print, reason) {
  work.dismissed[print] = reason;
  keep();
}

function takeBack(print) {
  delete work.dismissed[print];
  keep();
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
