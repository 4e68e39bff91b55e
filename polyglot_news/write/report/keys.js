// Keys, theme and dialogs; then everything is drawn for the first time.

const shown = () => [...document.querySelectorAll(".bead:not([hidden])")];
const openFindings = () =>
  [...document.querySelectorAll(".bead:not([hidden]) .finding:not([hidden]):not(.dismissed)")];

function step(list, from, by) {
  const at = list.indexOf(from);
  if (at >= 0) return list[Math.min(list.length - 1, Math.max(0, at + by))];
  return from ? nearest(list, from, by) : list[by > 0 ? 0 : list.length - 1];
}

/** Where `from` is not in the list: the first of the list after it, or the last before it. */
function nearest(list, from, by) {
  const after = (element) => from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return by > 0 ? list.find(after) ?? list.at(-1) : list.findLast((element) => !after(element)) ?? list[0];
}

function stepBead(by) {
  const bead = step(shown(), current, by);
  if (bead) {
    currentFinding = null;
    select(bead);
  }
}

function stepFinding(by) {
  const finding = step(openFindings(), currentFinding ?? current, by);
  if (finding) follow(finding);
}

function dark() {
  return settings.theme ? settings.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function applyTheme() {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
}

function switchTheme() {
  settings.theme = dark() ? "light" : "dark";
  store(SETTINGS_KEY, settings);
  applyTheme();
}

const KEYS = {
  j: () => stepBead(1),
  k: () => stepBead(-1),
  n: () => stepFinding(1),
  p: () => stepFinding(-1),
  o: () => act(current, "ok"),
  w: () => act(current, "wrong"),
  e: () => act(current, "edit"),
  c: () => act(current, "note"),
  d: () => currentFinding && openDismiss(currentFinding),
  s: saveTable,
  t: switchTheme,
  "/": () => field("search").focus(),
  "?": () => field("help").showModal(),
};

addEventListener("keydown", (event) => {
  const typingIn = event.target.closest?.("input, textarea, select, dialog");
  if (event.key === "Escape" && event.target.id === "search") event.target.blur();
  if (typingIn || event.ctrlKey || event.metaKey || event.altKey || !settings.shortcuts) return;
  const run = KEYS[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});

field("save").addEventListener("click", saveTable);
field("save-ignore").addEventListener("click", saveIgnore);
field("theme").addEventListener("click", switchTheme);
field("help-open").addEventListener("click", () => field("help").showModal());
field("shortcuts").checked = settings.shortcuts;
field("shortcuts").addEventListener("change", (event) => {
  settings.shortcuts = event.target.checked;
  store(SETTINGS_KEY, settings);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);

applyTheme();
if (matchMedia("(max-width: 640px)").matches) field("overview").open = false;
for (const bead of beads) {
  const n = numberOf(bead);
  if (n in work.beads || reviewOf(n) || noteOf(n)) draw(bead);
}
for (const finding of findings) if (finding.dataset.print in work.dismissed) drawFinding(finding);
keep();
refresh();
document.documentElement.dataset.ready = "yes";
