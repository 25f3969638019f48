"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colours = JSON.parse(document.getElementById("colours").textContent);
  const shown = (text) =>
    dark.matches ? text.replace(/#[0-9a-f]{6}\b/g, (one) => colours[one] || one) : text;
  const draw = () => {
    for (const figure of document.querySelectorAll("figure")) {
      for (const screen of ["wide", "phone"]) {
        const live = figure.querySelector(".live." + screen);
        const still = figure.querySelector(".still." + screen);
        const spec = JSON.parse(shown(figure.querySelector("script." + screen).textContent));
        vegaEmbed(live.firstElementChild, spec, { actions: false, renderer: "canvas", tooltip: { theme: dark.matches ? "dark" : "light" } })
          .then(() => { live.hidden = false; still.hidden = true; })
          .catch((fault) => { live.hidden = true; still.hidden = false; console.error(fault); });
      }
    }
  };
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
  };
  const part = (text) => {
    const [over, under] = text.split("/");
    return Number(over) / Number(under || 1);
  };
  const compare = (one, other, isNumber) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    return isNumber ? part(one) - part(other) : one.localeCompare(other, "en");
  };
  for (const table of document.querySelectorAll("table.claims")) {
    const body = table.tBodies[0];
    for (const head of table.tHead.rows[0].cells) {
      const button = head.querySelector("button");
      button.addEventListener("click", () => {
        const way = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", way);
        const sign = way === "ascending" ? 1 : -1;
        const rows = [...body.rows];
        rows.sort((one, other) =>
          sign * compare(value(one, head.cellIndex), value(other, head.cellIndex), "number" in head.dataset));
        body.append(...rows);
      });
    }
    const input = table.closest("section").querySelector(".filter input");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of body.rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
    });
  }
  // Last, so that a browser that cannot draw still sorts and filters.
  dark.addEventListener("change", draw);
  draw();
})();
