"use strict";

// A list by keyboard: j and k move between rows, Enter opens (the link has the focus).
// Without this file the same links are reached with the Tab key.
{
  const rows = [...document.querySelectorAll("a[data-row]")];
  const typing = (target) => target.matches("input, select, textarea, [contenteditable]");
  const move = (step) => {
    const at = rows.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
    rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else return;
    event.preventDefault();
  });
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
}
