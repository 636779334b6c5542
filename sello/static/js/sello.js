"use strict";

// Everything works without this file; it only makes some things quicker.

// After a form came back with errors, the list of them is read and seen first.
document.querySelector("[data-focus]")?.focus();

// Filters apply as soon as one is chosen; their button stays for whoever has no script.
for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// Menus of the head close with Esc, and when something else is looked for.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const open = [...document.querySelectorAll(".top details[open]")].pop(); // the innermost stands last
  if (!open) return;
  event.preventDefault();
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".top details[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Whoever goes to something that is folded finds it open, and the pen in her hand; also from another page.
const unfold = () => {
  const place = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const fold = place?.closest("main details");
  if (!fold) return;
  fold.open = true;
  fold.querySelector("textarea")?.focus();
};
window.addEventListener("hashchange", unfold);
unfold();

// A form is sent once, even when its button is pressed twice; also one that came into the page later.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.action.endsWith("/salir")) sessionStorage.clear(); // what was typed is nobody else's
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
