"use strict";
// The table: what was audited, and the CSV it is saved as. The same rules as the Python writer's, cell by cell.

const data = JSON.parse(document.getElementById("data").textContent);
const column = Object.fromEntries(data.columns.map((name, i) => [name, i]));
const RUNS_AS_FORMULA = /^'*[=+\-@\t\r]/;

function csvCell(cell, isText) {
  const safe = isText && RUNS_AS_FORMULA.test(cell) ? "'" + cell : cell;
  return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

function csv(rows) {
  const lines = [data.columns.map((name) => csvCell(name, true))];
  for (const row of rows) lines.push(row.map((cell, i) => csvCell(cell, data.text[i])));
  return lines.map((line) => line.join(",") + "\n").join("");
}

/** The table's rows with the reader's work in them. */
function reviewedRows() {
  return data.rows.map((row, n) => {
    const copy = [...row];
    copy[column.review] = reviewOf(n);
    copy[column.note] = noteOf(n);
    copy[column.target] = targetOf(n);
    copy[column.findings] = data.findings[n]
      .filter(([print]) => !(print in work.dismissed))
      .map(([, cell]) => cell)
      .join("; ");
    return copy;
  });
}

/** The ignore file: one fingerprint a line, what it was and why it was dismissed after `#`. */
function ignoreFile() {
  const said = new Map(data.findings.flat());
  const lines = Object.entries({ ...data.ignored, ...work.dismissed }).map(([print, reason]) => {
    const cell = print in work.dismissed ? said.get(print) ?? "" : "";
    return `${print}  # ${[reason, cell && `[${cell}]`].filter(Boolean).join(" ")}`.replace(/\s+/g, " ").trim();
  });
  return lines.map((line) => line + "\n").join("");
}

function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function saveTable() {
  download(`${data.name}.reviewed.csv`, csv(reviewedRows()), "text/csv;charset=utf-8");
  say("The reviewed table was saved.");
}

function saveIgnore() {
  download(`${data.name}.ignore.txt`, ignoreFile(), "text/plain;charset=utf-8");
  say("The ignore file was saved.");
}
