"use strict";

// Sending files: each goes on its own as the body of a PUT, with its progress; the forms work without this.
// Shared by the pages that send (upload.js, correct.js): they load it first and call `makeSender`.
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

  // Hundreds may be chosen: so many are on their way at once, the others wait their turn.
  const waiting = [];
  let sending = 0;
  const next = () => {
    sending -= 1;
    waiting.shift()?.();
  };
  const inTurn = (start) => {
    const go = () => {
      sending += 1;
      start();
    };
    if (sending < 4) go();
    else waiting.push(go);
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
    request.upload.addEventListener("progress", (event) => {
      progress.value = event.loaded;
      const percent = Math.floor((100 * event.loaded) / (event.total || 1));
      item.firstChild.textContent = say(told.sending, { name, percent });
    });
    request.addEventListener("loadend", next);
    request.addEventListener("load", () => {
      const said = answer(request, name);
      finish(item, said.id ? say(told.received, { name: said.name }) : said.error, Boolean(said.id));
      settled(said.id ?? null);
    });
    request.addEventListener("error", () => {
      finish(item, say(told.failed, { name }), false);
      settled(null);
    });
    inTurn(() => {
      request.open("PUT", told.upload);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
      request.setRequestHeader("X-File-Name", encodeURIComponent(name));
      request.send(file);
    });
  };
};
