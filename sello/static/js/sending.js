"use strict";

// Sending files with their progress; the forms work without this. A small one is the body of one PUT, a larger one goes
// on after a break (resuming.js, loaded first). Shared by the pages that send (upload.js, correct.js): `makeSender`.
const say = (template, values) => template.replace(/\{(\w+)\}/g, (_all, key) => values[key]);

// So many at a time: the server holds no more of one person's files at once, and the rest waits its turn.
const AT_ONCE = 3;
// Up to here it costs less to send a file again than to ask how much of it came.
const SMALL = 256 * 1024;

// Bytes a second, as people read them; empty until there is something to tell from.
const makeMeter = () => {
  const from = performance.now();
  let first = null;
  return (bytes) => {
    first ??= bytes;
    const seconds = (performance.now() - from) / 1000;
    const pace = (bytes - first) / seconds;
    if (seconds < 1 || pace <= 0) return "";
    const [size, unit] = pace < 1e6 ? [pace / 1e3, "kB/s"] : [pace / 1e6, "MB/s"];
    return `${new Intl.NumberFormat("es-CL", { maximumFractionDigits: size < 10 ? 1 : 0 }).format(size)} ${unit}`;
  };
};

const sendWhole = (file, { to, token, stop, said }) => new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.open("PUT", to);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", token);
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  request.upload.addEventListener("progress", (event) => said.progress(event.loaded));
  request.addEventListener("abort", () => resolve(null));
  request.addEventListener("error", () => resolve({ error: null }));
  request.addEventListener("load", () => {
    if (request.status === 201) return resolve(JSON.parse(request.responseText));
    try {
      return resolve({ error: JSON.parse(request.responseText).error });
    } catch {
      return resolve(request.status === 200 ? { signedOut: true } : { error: null });
    }
  });
  stop.addEventListener("abort", () => request.abort());
  request.send(file);
});

const makeSender = (form, list, settled) => {
  const told = form.querySelector("[data-upload]").dataset;
  const waiting = [];
  let sending = 0;
  const next = () => {
    while (sending < AT_ONCE && waiting.length > 0) {
      sending += 1;
      waiting.shift()().finally(() => {
        sending -= 1;
        next();
      });
    }
  };

  const line = (text) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = text;
    item.append(words);
    list.append(item);
    return item;
  };

  const finish = (item, text, ok) => {
    for (const part of item.querySelectorAll("progress, button")) part.remove();
    item.firstChild.textContent = text;
    item.classList.add(ok ? "upload-done" : "upload-failed");
    if (!ok) item.firstChild.setAttribute("role", "alert");
  };

  const bar = (item, file, stop) => {
    const progress = document.createElement("progress");
    progress.max = file.size || 1;
    progress.value = 0;
    progress.setAttribute("aria-label", file.name);
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "link";
    cancel.textContent = told.cancel;
    cancel.setAttribute("aria-label", `${told.cancel} ${file.name}`);
    cancel.addEventListener("click", () => stop.abort());
    item.append(cancel, progress);
    return progress;
  };

  const send = async (file, item, progress, stop) => {
    const { name } = file;
    const meter = makeMeter();
    const percent = () => Math.floor((100 * progress.value) / progress.max);
    const said = {
      progress: (bytes) => {
        progress.value = bytes;
        const speed = meter(bytes);
        if (bytes >= file.size) item.firstChild.textContent = say(told.checking, { name });
        else item.firstChild.textContent = say(speed ? told.speed : told.sending, { name, percent: percent(), speed });
      },
      broken: () => {
        item.firstChild.textContent = say(told.broken, { name, percent: percent() });
      },
    };
    const how = { to: told.upload, begin: told.begin, token: form.elements.csrf_token.value, stop: stop.signal, said };
    const found = stop.signal.aborted ? null : await (file.size > SMALL ? sendResumably : sendWhole)(file, how);
    if (found === null) finish(item, say(told.cancelled, { name }), false);
    else if (found.id) finish(item, say(told.received, { name: found.name }), true);
    else finish(item, found.signedOut ? told.signedOut : found.error ?? say(told.failed, { name }), false);
    settled(found?.id ?? null);
  };

  return (file) => {
    const { name } = file;
    if (file.size > Number(told.limit)) {
      finish(line(name), say(told.tooLarge, { name }), false);
      settled(null);
      return;
    }
    const stop = new AbortController();
    const item = line(say(told.sending, { name, percent: 0 }));
    const progress = bar(item, file, stop);
    waiting.push(() => send(file, item, progress, stop));
    next();
  };
};
