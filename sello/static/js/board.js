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
    said.textContent = column ? said.dataset.words.replace("{column}", column.querySelector("h2").textContent.trim()) : "";
  };
  const send = (link, column) => {
    mark(null);
    if (!column || column === home(link)) return;
    form.action = form.dataset.move.replace("/0/", `/${link.dataset.moves}/`);
    form.elements.to.value = column.dataset.column;
    form.requestSubmit();
  };
  const under = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-column]");

  const drag = (link, card) => {
    let from = null;
    let dragged = false;
    const end = () => {
      card.classList.remove("taken");
      from = null;
    };
    card.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest("[data-moves]");
      if (event.button !== 0 || (event.pointerType !== "mouse" && !grip)) return; // a finger on the card scrolls
      if (!grip && event.target.closest("a, button, input, select, textarea")) return;
      from = [event.clientX, event.clientY];
      dragged = false;
    });
    card.addEventListener("pointermove", (event) => {
      if (!from) return;
      if (!dragged && Math.hypot(event.clientX - from[0], event.clientY - from[1]) < NEAR) return;
      if (!dragged) card.setPointerCapture(event.pointerId);
      dragged = true;
      card.classList.add("taken");
      mark(under(event));
    });
    card.addEventListener("pointerup", (event) => {
      const column = dragged ? under(event) : null;
      if (from && dragged) send(link, column);
      end();
    });
    card.addEventListener("pointercancel", () => {
      mark(null);
      end();
    });
    card.addEventListener("selectstart", (event) => {
      if (from) event.preventDefault(); // what lies under the pointer is not marked as text
    });
    card.addEventListener("dragstart", (event) => event.preventDefault()); // a link is not dragged as an address
    link.addEventListener("click", (event) => {
      if (dragged) event.preventDefault();
      dragged = false;
    });
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
  }
}
