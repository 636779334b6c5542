"use strict";

// The box of every page: / or Ctrl-K leads to it, what is typed is answered below it, arrows walk through the
// answers, Enter opens one, Esc goes back. Without this file the box is a form that leads to the same answers.
{
  const box = document.querySelector("form[data-box]");
  const input = box.elements.q;
  const list = box.querySelector("[data-box-list]");
  const said = box.querySelector("[data-box-said]");
  const page = document.getElementById("busca");
  const hits = () => [...list.querySelectorAll("a[data-hit]")];
  const typing = (target) => target.matches("input, select, textarea, [contenteditable]");
  let asked = 0;
  let timer;

  const close = () => {
    clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    said.textContent = "";
  };

  const show = async () => {
    const words = input.value.trim();
    if (words.length < 2) return close();
    const turn = (asked += 1);
    const address = new URL(box.action, location.href);
    address.searchParams.set("q", words);
    address.searchParams.set("lista", "1");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== asked) return undefined; // something else was typed meanwhile
      if (!answer.ok || answer.redirected) return close(); // the session is over: Enter leads to signing in
      list.replaceChildren(...[...found.body.childNodes].map((node) => document.importNode(node, true)));
    } catch {
      return close();
    }
    const number = hits().length;
    said.textContent = number > 0 ? said.dataset.some.replace("{n}", number) : said.dataset.none;
    list.hidden = false;
    list.scrollTop = 0;
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 150);
  });
  input.addEventListener("focus", () => {
    if (list.hidden && input.value.trim()) show();
  });

  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      input.focus();
      close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const found = list.hidden ? [] : hits();
    if (found.length === 0) return;
    event.preventDefault();
    const next = found.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? input : found[Math.min(next, found.length - 1)]).focus();
  });
  document.addEventListener("focusin", (event) => {
    if (!box.contains(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });

  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.altKey && !event.metaKey && !typing(event.target);
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !letter) return;
    event.preventDefault();
    const field = page ?? input;
    if (field.offsetParent === null) location.assign(box.action); // a narrow page has no box but the way to it
    else {
      field.focus();
      field.select();
    }
  });
}
