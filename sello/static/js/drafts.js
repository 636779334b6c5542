"use strict";

// What was typed and not sent survives a reload, a lost connection and a closed lid. It is kept by this window alone,
// for whoever typed it, until the form is sent; a field that says something else by now is left as it is.
const TYPED = "textarea, select, input:not([type=hidden], [type=file], [type=search], [type=checkbox], [type=radio])";
const { who, said, drop } = document.currentScript.dataset;
const [visit] = performance.getEntriesByType("navigation");

for (const form of document.querySelectorAll("form[data-draft]")) {
  const place = `draft ${who} ${location.pathname}${location.search} ${new URL(form.action).pathname}`;
  const fields = [...form.querySelectorAll(TYPED)].filter((field) => field.name);
  const before = new Map(fields.map((field) => [field, field.value]));
  const forget = () => sessionStorage.removeItem(place);

  const keep = (sent) => {
    const typed = fields.filter((field) => field.value !== before.get(field));
    const values = typed.map((field) => [field.name, before.get(field), field.value]);
    if (values.length > 0) sessionStorage.setItem(place, JSON.stringify({ sent, values }));
    else forget();
  };

  const restore = ({ sent, values }) => {
    if (sent && visit?.type !== "back_forward") return forget();
    const held = values
      .map(([name, base, value]) => [fields.find((field) => field.name === name && field.value === base), value])
      .filter(([field]) => field);
    if (held.length === 0) return forget();
    for (const [field, value] of held) field.value = value;
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const note = document.createElement("p");
    note.className = "notice notice-info";
    note.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = drop;
    button.addEventListener("click", () => {
      for (const [field] of held) field.value = before.get(field);
      forget();
      note.remove();
    });
    note.append(`${said} `, button);
    form.prepend(note);
    return undefined;
  };

  const kept = sessionStorage.getItem(place);
  if (kept) restore(JSON.parse(kept));
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
}
