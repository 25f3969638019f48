// A field above each long table, which leaves the rows that hold all words typed there.
"use strict";
(() => {
  const LONG = 12;
  for (const table of document.querySelectorAll("article table")) {
    const rows = table.tBodies.length ? [...table.tBodies[0].rows] : [];
    if (rows.length < LONG) continue;
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.className = "filter";
    label.append("Filter ", input);
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
    });
    (table.closest(".md-typeset__scrollwrap") || table).before(label);
  }
})();
