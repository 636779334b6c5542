"use strict";

// Sending files: each goes on its own as the body of a PUT, with its progress; the forms work without this.
const say = (template, values) => template.replace(/\{(\w+)\}/g, (_all, key) => values[key]);

const makeSender = (form, list, settled) => {
  const told = form.querySelector("[data-upload]").dataset;
  const finish = (item, text, ok) => {
    item.querySelector("progress")?.remove();
    item.firstChild.textContent = text;
    item.classList.add(ok ? "upload-done" : "upload-failed");
    if (!ok) item.firstChild.setAttribute("role", "alert");
  };

  const line = (text) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = text;
    item.append(words);
    list.append(item);
    return item;
  };

  const answer = (request, name) => {
    if (request.status === 201) return JSON.parse(request.responseText);
    try {
      return { error: JSON.parse(request.responseText).error };
    } catch {
      return { error: request.status === 200 ? told.signedOut : say(told.failed, { name }) };
    }
  };

  return (file) => {
    const name = file.name;
    if (file.size > Number(told.limit)) {
      finish(line(name), say(told.tooLarge, { name }), false);
      settled(null);
      return;
    }
    const item = line(say(told.sending, { name, percent: 0 }));
    const progress = document.createElement("progress");
    progress.max = file.size || 1;
    progress.value = 0;
    progress.setAttribute("aria-label", name);
    item.append(progress);
    const request = new XMLHttpRequest();
    request.open("PUT", told.upload);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(name));
    request.upload.addEventListener("progress", (event) => {
      progress.value = event.loaded;
      const percent = Math.floor((100 * event.loaded) / (event.total || 1));
      item.firstChild.textContent = say(told.sending, { name, percent });
    });
    request.addEventListener("load", () => {
      const said = answer(request, name);
      finish(item, said.id ? say(told.received, { name: said.name }) : said.error, Boolean(said.id));
      settled(said.id ?? null);
    });
    request.addEventListener("error", () => {
      finish(item, say(told.failed, { name }), false);
      settled(null);
    });
    request.send(file);
  };
};

// The upload page: many files, chosen or dropped; when all of them came in well, it goes on by itself.
const uploadForm = document.querySelector("form[data-next]");
if (uploadForm) {
  const input = uploadForm.querySelector("input[type=file]");
  const button = uploadForm.querySelector("[data-continue]");
  const drop = uploadForm.querySelector("[data-drop]");
  const received = [];
  let open = 0;
  let failed = false;

  const goOn = () => {
    const next = new URL(uploadForm.dataset.next, location.href);
    for (const id of received) next.searchParams.append("archivo", id);
    location.assign(next);
  };

  const send = makeSender(uploadForm, uploadForm.querySelector("[data-uploads]"), (id) => {
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
  uploadForm.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (open === 0 && received.length > 0) goOn();
    else input.focus();
  }, true);
  uploadForm.querySelector("[data-drop-hint]").hidden = false;
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

// A correction: the one new file is sent as soon as it is chosen; the form then only names it.
const correctForm = document.querySelector("form[data-correct]");
const newFile = correctForm?.querySelector("input[type=file]");
if (newFile) {
  const button = correctForm.querySelector("button[type=submit]");
  const list = correctForm.querySelector("[data-uploads]");
  const send = makeSender(correctForm, list, (id) => {
    correctForm.elements.upload.value = id ?? "";
    button.disabled = false;
  });
  newFile.addEventListener("change", () => {
    const [file] = newFile.files;
    if (!file) return;
    list.replaceChildren();
    newFile.value = "";
    button.disabled = true;
    send(file);
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
