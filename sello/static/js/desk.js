"use strict";

// The desk by keyboard: A twice accepts (a stray key decides nothing), D goes to the remark, S to the next one;
// never while somebody is writing.
// Without its hint on the page (nothing to decide) there are no keys either.
const hint = document.querySelector("[data-keys]");
if (hint) {
  hint.hidden = false;
  let armed = false;
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, button");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "a") {
      if (armed) document.querySelector("form[data-key=a]")?.requestSubmit();
      else document.querySelector("[data-armed]")?.removeAttribute("hidden");
      armed = true;
      return;
    }
    armed = false;
    document.querySelector("[data-armed]")?.setAttribute("hidden", "");
    if (key === "d") {
      event.preventDefault();
      document.querySelector("form[data-key=d] textarea")?.focus();
    }
    if (key === "s") document.querySelector("[data-next]")?.click();
  });
}
