"use strict";

// The desk by keyboard: A accepts what was opened, or on a second press (a stray key decides nothing), D goes to
// the remark, P to the question, S to the next one; never while somebody is writing.
// Without its hint on the page (nothing to decide) there are no keys either.
const hint = document.querySelector("[data-keys]");
const opened = `opened ${location.pathname}`;
for (const link of document.querySelectorAll("[data-opens] a")) {
  link.addEventListener("click", () => sessionStorage.setItem(opened, "yes"));
}
// Whoever wants to write something finds it open, and the pen in her hand.
const write_in = (place) => {
  const field = document.querySelector(place);
  const fold = field?.closest("details");
  if (fold) fold.open = true;
  field?.focus();
};
for (const [href, place] of [["#return", "#desk textarea"], ["#ask", "form[data-key=p] textarea"]]) {
  document.querySelector(`.deed-bar a[href="${href}"]`)?.addEventListener("click", (event) => {
    event.preventDefault();
    write_in(place);
  });
}
if (hint) {
  hint.hidden = false;
  const warning = document.querySelector("[data-armed]");
  let armed = false;
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, button");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "a") {
      const button = document.querySelector("button[data-key=a]");
      if (!button || event.repeat) return;
      if (armed || sessionStorage.getItem(opened)) button.form.requestSubmit(button);
      else warning.hidden = false;
      armed = true;
      return;
    }
    armed = false;
    if (warning) warning.hidden = true;
    if (key === "d") {
      event.preventDefault();
      write_in("#desk textarea");
    }
    if (key === "p") {
      event.preventDefault();
      write_in("form[data-key=p] textarea");
    }
    if (key === "s") document.querySelector("[data-next]")?.click();
  });
}

// What is chosen is written into the remark, where it can be changed; so the boxes themselves say nothing more.
const remark = document.querySelector("#desk textarea");
const ticks = [...document.querySelectorAll("input[name=met]")];
const missing = document.querySelector("[data-missing]");
const lacking = () => {
  const words = ticks.filter((tick) => !tick.checked).map((tick) => tick.parentElement.textContent.trim());
  return words.length ? `${missing.dataset.missing} ${words.join("; ")}.` : "";
};
const write = (line, on) => {
  const lines = remark.value.split("\n").filter((each) => each && each !== line);
  remark.value = (on && line ? [...lines, line] : lines).join("\n");
};
if (remark) {
  for (const box of document.querySelectorAll("[data-says]")) {
    if (box.checked) write(box.dataset.says, true);
    box.removeAttribute("name");
    box.addEventListener("change", () => write(box.dataset.says, box.checked));
  }
  if (missing) {
    let said = "";
    const say = () => {
      write(said, false);
      said = missing.checked ? lacking() : "";
      write(said, missing.checked);
    };
    missing.removeAttribute("name");
    if (missing.checked) say();
    for (const box of [missing, ...ticks]) box.addEventListener("change", say);
  }
}
// Enter in a box or a field of the desk decides nothing: a decision has its button.
document.querySelector("#desk")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});
