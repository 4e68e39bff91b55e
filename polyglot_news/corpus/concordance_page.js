"use strict";
(() => {
  const body = document.querySelector("tbody");
  if (!body) return;
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const text = (row, part) => {
    const found = row.cells[3].querySelector(part);
    return found ? found.textContent.trim() : "";
  };
  const backwards = (words) => words.split(/\s+/).reverse().join(" ");
  const keys = {
    article: (row) => row.cells[0].dataset.key,
    date: (row) => row.cells[1].textContent,
    outlet: (row) => row.cells[2].textContent,
    left: (row) => backwards(text(row, ".source .before")),
    hit: (row) => text(row, ".source mark"),
    right: (row) => text(row, ".source .after"),
    rendering: (row) => text(row, ".target mark") || "\uffff",
  };
  const original = [...body.rows];
  const buttons = [...document.querySelectorAll("[data-sort]")];
  const sortBy = (button) => {
    const again = button.getAttribute("aria-pressed") === "true";
    const down = again && !button.classList.contains("down");
    for (const other of buttons) {
      other.setAttribute("aria-pressed", "false");
      other.classList.remove("down");
      other.closest("th").setAttribute("aria-sort", "none");
    }
    button.setAttribute("aria-pressed", "true");
    button.classList.toggle("down", down);
    button.closest("th").setAttribute("aria-sort", down ? "descending" : "ascending");
    const keyed = original.map((row, place) => [keys[button.dataset.sort](row), place, row]);
    keyed.sort((a, b) => (down ? -1 : 1) * order.compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...keyed.map((one) => one[2]));
    document.getElementById("sorted").textContent =
      `Sorted by ${button.textContent}, ${down ? "descending" : "ascending"}.`;
  };
  const whole = document.getElementById("whole");
  whole.addEventListener("change", () => body.classList.toggle("whole", whole.checked));
  for (const button of buttons) button.addEventListener("click", () => sortBy(button));
})();
