"use strict";

// A card is dragged to another column by mouse, by a finger on its «Mover», or by the arrow keys while that has the
// focus. Without this file «Mover» leads to a page with the same form. Whether a move holds is for the server to say.
{
  const form = document.querySelector("#mover");
  const said = document.querySelector("[data-move-said]");
  const columns = [...document.querySelectorAll("[data-column]")];
  const NEAR = 8; // pixels that a pointer may tremble before it drags

  const home = (link) => link.closest("[data-column]");
  const mark = (column) => {
    for (const each of columns) each.classList.toggle("over", each === column);
    said.textContent = column ? said.dataset.words.replace("{column}", column.querySelector("h2").firstChild.textContent.trim()) : "";
  };
  const send = (link, column) => {
    mark(null);
    if (!column || column === home(link)) return;
    form.action = form.dataset.move.replace("/0/", `/${link.dataset.moves}/`);
    form.elements.to.value = column.dataset.column;
    form.requestSubmit();
  };
  const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-column]");

  let held = null; // the card that a pointer holds, with its link and where it was taken
  let dragged = false;
  const release = () => {
    held?.card.classList.remove("taken");
    held = null;
    mark(null);
    setTimeout(() => (dragged = false)); // after the click that follows
  };

  const drag = (link, card) => {
    card.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest("[data-moves]");
      if (event.button !== 0 || (event.pointerType !== "mouse" && !grip)) return; // a finger on the card scrolls
      if (!grip && event.target.closest("a, button, input, select, textarea")) return;
      held = { link, card, pointer: event.pointerId, from: [event.clientX, event.clientY] };
      dragged = false;
    });
    card.addEventListener("selectstart", (event) => {
      if (held) event.preventDefault(); // what lies under the pointer is not marked as text
    });
    card.addEventListener("dragstart", (event) => event.preventDefault()); // a link is not dragged as an address
    link.addEventListener("click", (event) => {
      if (dragged) event.preventDefault();
    });
  };

  // A quick mouse has left the card before it tells of a move: where it goes is heard by the page, not by the card.
  const follow = () => {
    document.addEventListener("pointermove", (event) => {
      if (event.pointerId !== held?.pointer) return;
      const [x, y] = held.from;
      if (!dragged && Math.hypot(event.clientX - x, event.clientY - y) < NEAR) return;
      dragged = true;
      held.card.classList.add("taken");
      mark(under(event));
    });
    document.addEventListener("pointerup", (event) => {
      if (event.pointerId !== held?.pointer) return;
      const { link } = held;
      const column = dragged ? under(event) : null;
      release();
      send(link, column);
    });
    document.addEventListener("pointercancel", release);
  };

  const press = (link) => {
    let chosen = null;
    link.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const place = columns.indexOf(chosen ?? home(link)) + step;
        chosen = columns[Math.min(Math.max(place, 0), columns.length - 1)];
        mark(chosen);
      } else if (event.key === "Enter" && chosen && chosen !== home(link)) {
        event.preventDefault();
        send(link, chosen);
      } else if (event.key === "Escape") {
        chosen = null;
        mark(null);
      }
    });
    link.addEventListener("blur", () => {
      chosen = null;
      mark(null);
    });
  };

  if (form) {
    document.querySelector("[data-move-hint]").hidden = false;
    for (const link of document.querySelectorAll("[data-moves]")) {
      const card = link.closest(".task-card");
      card.dataset.movable = "";
      drag(link, card);
      press(link);
    }
    follow();
  }
}
