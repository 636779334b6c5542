"use strict";

// The letter is drawn again while somebody writes: the page that its button would lead to is asked for, and only
// the letter is taken from it. Without an answer the button is still there.
const form = document.querySelector("[data-redraws]");
const button = document.querySelector("[data-redraw]");
const letter = document.querySelector("[data-letter]");
let waiting;
let asked = 0;
const redraw = async () => {
  const mine = ++asked;
  const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer?.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.querySelector("[data-letter]");
  if (drawn && mine === asked) letter.replaceChildren(...drawn.childNodes);
};
form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 400);
});
