"use strict";

// The reading room: links and the search of the reader change only the reader, so that what is typed beside it
// stays; arrows turn pages, + and - change the size, / looks for words. Without this file they are links and a form.
{
  const hint = document.querySelector("[data-reader-keys]");
  if (hint) hint.hidden = false;
  const here = () => document.querySelector("[data-reader]");
  let asked = 0;

  const opened = () => sessionStorage.setItem(`opened ${location.pathname}`, "yes");

  const turn = async (address, focus) => {
    const turned = (asked += 1);
    opened();
    here().classList.add("reader-busy");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-reader]");
      if (turned !== asked) return; // another page was asked for meanwhile
      if (!answer.ok || !fresh) {
        location.assign(address);
        return;
      }
      here().replaceWith(document.importNode(fresh, true));
      history.replaceState(history.state, "", address);
      (here().querySelector(focus) ?? here().querySelector(".sheet"))?.focus({ preventScroll: true });
    } catch {
      location.assign(address);
    }
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target.closest("[data-opens-reader], [data-reader] .sheet")) opened();
    const link = event.target.closest("[data-reader] a[data-turn]");
    if (!link) return;
    event.preventDefault();
    const key = link.dataset.readerKey;
    turn(link.href, key ? `[data-reader-key="${key}"]` : ".sheet");
  });

  // A remark is pinned where the page is clicked; the form beside it follows the page that is shown.
  const pin = document.querySelector("[data-pin]");
  if (pin) {
    const told = pin.querySelector("[data-pin-hint]");
    if (told) told.hidden = false;
    document.addEventListener("click", (event) => {
      const sheet = event.target.closest("[data-reader] .sheet-in");
      if (!sheet) return;
      const box = sheet.getBoundingClientRect();
      pin.elements.across.value = Math.round((1000 * (event.clientX - box.left)) / box.width);
      pin.elements.down.value = Math.round((1000 * (event.clientY - box.top)) / box.height);
      pin.elements.text.focus();
    });
    pin.addEventListener("change", (event) => {
      if (event.target.name === "third") pin.elements.across.value = pin.elements.down.value = "0";
    });
    pin.addEventListener("submit", () => {
      const shown = new URL(location.href).searchParams.get("pagina") ?? "1";
      const address = new URL(pin.action);
      address.searchParams.set("pagina", shown);
      pin.action = address.href;
    });
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-reader] form")) return;
    event.preventDefault();
    const address = new URL(event.target.action);
    address.search = new URLSearchParams(new FormData(event.target)).toString();
    turn(address.href, "#lector-q");
  });

  // Before anybody else: where a document is open, / looks in it, unless somebody is writing or works elsewhere.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!here() || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable], audio, video")) return;
      const reads = hint || event.target.closest("[data-reader]");
      if (event.key === "/" && reads) {
        const field = here().querySelector("#lector-q");
        if (!field) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        field.focus();
        field.select();
        return;
      }
      const sheet = event.target.closest(".sheet");
      const scrolls = sheet && event.key.startsWith("Arrow") && sheet.scrollWidth > sheet.clientWidth;
      const key = event.key === "−" ? "-" : event.key;
      if (scrolls || !["ArrowLeft", "ArrowRight", "+", "-"].includes(key)) return;
      const link = here().querySelector(`a[data-reader-key="${key}"]`);
      if (!link) return;
      event.preventDefault();
      turn(link.href, ".sheet");
    },
    true,
  );
}
