"use strict";

// The upload page: many files, chosen or dropped; when all of them came in well, it goes on by itself.
{
  const form = document.querySelector("form[data-next]");
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("[data-continue]");
  const drop = form.querySelector("[data-drop]");
  const received = [];
  let open = 0;
  let failed = false;

  const goOn = () => {
    const next = new URL(form.dataset.next, location.href);
    next.searchParams.set("lote", `${Math.min(...received)}-${Math.max(...received)}`);
    location.assign(next);
  };

  const send = makeSender(form, form.querySelector("[data-uploads]"), (id) => {
    open -= 1;
    if (id) received.push(id);
    else failed = true;
    button.disabled = open > 0 || received.length === 0;
    if (open === 0 && received.length > 0 && !failed) goOn();
  });

  const take = (files) => {
    failed = false;
    open += files.length;
    button.disabled = true;
    input.required = false;
    input.value = "";
    for (const file of files) send(file);
  };

  input.addEventListener("change", () => take([...input.files]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (open === 0 && received.length > 0) goOn();
    else input.focus();
  }, true);
  form.querySelector("[data-drop-hint]").hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("drop-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}
