"use strict";

// Uploading: each file goes on its own as the body of a PUT, with its progress; the form works without this.
const form = document.querySelector("form[data-upload]");
if (form) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-uploads]");
  const button = form.querySelector("[data-continue]");
  const drop = form.querySelector("[data-drop]");
  const received = [];
  let open = 0;
  let failed = false;

  const say = (template, values) => template.replace(/\{(\w+)\}/g, (_all, key) => values[key]);

  const line = (text) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = text;
    item.append(words);
    list.append(item);
    return item;
  };

  const finish = (item, text, ok) => {
    item.querySelector("progress")?.remove();
    item.firstChild.textContent = text;
    item.classList.add(ok ? "upload-done" : "upload-failed");
    if (!ok) {
      failed = true;
      item.firstChild.setAttribute("role", "alert");
    }
  };

  const goOn = () => {
    const next = new URL(form.dataset.next, location.href);
    for (const id of received) next.searchParams.append("archivo", id);
    location.assign(next);
  };

  const answer = (request, name) => {
    if (request.status === 201) return JSON.parse(request.responseText);
    try {
      return { error: JSON.parse(request.responseText).error };
    } catch {
      return { error: request.status === 200 ? form.dataset.signedOut : say(form.dataset.failed, { name }) };
    }
  };

  const settle = () => {
    open -= 1;
    button.disabled = open > 0 || received.length === 0;
    if (open === 0 && received.length > 0 && !failed) goOn();
  };

  const send = (file) => {
    const name = file.name;
    if (file.size > Number(form.dataset.limit)) {
      finish(line(name), say(form.dataset.tooLarge, { name }), false);
      return;
    }
    const item = line(say(form.dataset.sending, { name, percent: 0 }));
    const progress = document.createElement("progress");
    progress.max = file.size || 1;
    progress.value = 0;
    progress.setAttribute("aria-label", name);
    item.append(progress);
    open += 1;
    button.disabled = true;
    const request = new XMLHttpRequest();
    request.open("PUT", form.dataset.upload);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(name));
    request.upload.addEventListener("progress", (event) => {
      progress.value = event.loaded;
      const percent = Math.floor((100 * event.loaded) / (event.total || 1));
      item.firstChild.textContent = say(form.dataset.sending, { name, percent });
    });
    request.addEventListener("load", () => {
      const said = answer(request, name);
      if (said.id) received.push(said.id);
      finish(item, said.id ? say(form.dataset.received, { name: said.name }) : said.error, Boolean(said.id));
      settle();
    });
    request.addEventListener("error", () => {
      finish(item, say(form.dataset.failed, { name }), false);
      settle();
    });
    request.send(file);
  };

  const take = (files) => {
    failed = false;
    for (const file of files) send(file);
    input.value = "";
    input.required = false;
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

// The desk by keyboard: A accepts, D goes to the remark, S to the next one; never while somebody is writing.
const keys = document.querySelector("[data-keys]");
if (keys) {
  keys.hidden = false;
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, button");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "a") document.querySelector("form[data-key=a]")?.requestSubmit();
    if (key === "d") {
      event.preventDefault();
      document.querySelector("form[data-key=d] textarea")?.focus();
    }
    if (key === "s") document.querySelector("[data-next]")?.click();
  });
}
