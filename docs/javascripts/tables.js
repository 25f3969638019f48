// A field above each long table, which leaves the rows that hold all words typed there. On a narrow
// screen a long table begins with its first rows, and a button shows the rest.
"use strict";
(() => {
  const LONG = 12;
  const NARROW = window.matchMedia("(max-width: 44.9em)");
  for (const table of document.querySelectorAll("article table")) {
    const rows = table.tBodies.length ? [...table.tBodies[0].rows] : [];
    if (rows.length < LONG) continue;
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.className = "filter";
    label.append("Filter ", input);
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more md-button";
    more.textContent = `Show all ${rows.length}`;
    let isWhole = !NARROW.matches;
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const [number, row] of rows.entries()) {
        const text = row.textContent.toLowerCase();
        const isLeft = words.length ? words.every((word) => text.includes(word)) : isWhole || number < LONG;
        row.hidden = !isLeft;
      }
      more.hidden = isWhole || words.length > 0;
    };
    input.addEventListener("input", show);
    more.addEventListener("click", () => {
      isWhole = true;
      show();
    });
    const frame = table.closest(".md-typeset__scrollwrap") || table;
    frame.before(label);
    frame.after(more);
    show();
  }
})();
