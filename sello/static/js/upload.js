"use strict";

// The page where evidence is handed in: files are photographed, chosen or dropped and sent at once; when all of
// them came in well, what the server knows of them appears below, on the same page. Without it, pages follow.
{
  const form = document.querySelector("form[data-next]");
  const inputs = form.querySelectorAll("input[type=file]");
  const button = form.querySelector("[data-continue]");
  const drop = form.querySelector("[data-drop]");
  const place = document.querySelector("[data-described]");
  const received = [];
  let open = 0;
  let failed = false;

  // Of each kind of document only what that kind has: a last day, or the days that it tells of.
  const fit = () => {
    const described = place.querySelector("[data-renewing]");
    if (!described) return;
    const renewing = described.dataset.renewing.split(" ");
    const kinds = [...described.querySelectorAll("[data-kind]")].map((field) => field.value);
    const asked = { renews: kinds.some((kind) => renewing.includes(kind)), moment: !kinds.every((kind) => renewing.includes(kind)) };
    for (const part of described.querySelectorAll("[data-only]")) {
      const filled = [...part.querySelectorAll("input")].some((field) => field.value);
      part.hidden = !asked[part.dataset.only] && !filled;
    }
  };

  // What was typed of the files that are there already stays as it is.
  const typed = () => {
    const before = place.querySelector("[data-renewing]");
    if (!before) return () => {};
    const said = [...new FormData(before)].filter(([name]) => !/csrf_token|upload_id/.test(name));
    const names = new Set([...before.elements].map((field) => field.name));
    return (after) => {
      for (const field of after.elements) {
        if (!names.has(field.name) || field.name === "csrf_token" || field.name.endsWith("upload_id")) continue;
        const values = said.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (values.length > 0) [field.value] = values;
      }
    };
  };

  const next = () => {
    const known = [...place.querySelectorAll("[name$=upload_id]")].map((field) => Number(field.value));
    const all = [...known, ...received];
    const address = new URL(form.dataset.next, location.href);
    address.searchParams.set("lote", `${Math.min(...all)}-${Math.max(...all)}`);
    return address;
  };

  const goOn = async () => {
    const address = next();
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-described]");
      if (!answer.ok || !found) throw new Error(String(answer.status));
      const keep = typed();
      place.replaceChildren(...[...found.childNodes].map((node) => document.importNode(node, true)));
      keep(place.querySelector("[data-renewing]"));
    } catch {
      location.assign(address); // the session is over, or something is to be said on a page of its own
      return;
    }
    history.replaceState(null, "", address);
    received.length = 0;
    for (const line of form.querySelectorAll(".upload-done")) line.remove(); // what was refused is still told
    button.parentElement.classList.remove("needed");
    fit();
    place.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  };

  // All the files of what was dropped, folders within folders too; a folder hands them out in portions.
  const within = async (entry) => {
    if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
    const reader = entry.createReader();
    const files = [];
    for (;;) {
      const portion = await new Promise((found, failed) => reader.readEntries(found, failed));
      if (portion.length === 0) return files;
      files.push(...(await Promise.all(portion.map(within))).flat());
    }
  };

  const send = makeSender(form, form.querySelector("[data-uploads]"), (id) => {
    open -= 1;
    if (id) received.push(id);
    else failed = true;
    button.disabled = open > 0 || received.length === 0;
    button.parentElement.classList.toggle("needed", failed && open === 0 && received.length > 0);
    if (open === 0 && received.length > 0 && !failed) goOn();
  });

  // What systems and office programs leave in folders by themselves.
  const LEFT_BEHIND = /^(\.|~\$|(thumbs\.db|desktop\.ini)$)/i;

  const take = (files) => {
    files = files.filter((file) => !LEFT_BEHIND.test(file.name));
    if (files.length === 0) return;
    failed = false;
    open += files.length;
    button.disabled = true;
    for (const input of inputs) input.value = "";
    for (const file of files) send(file);
  };

  for (const input of inputs) input.addEventListener("change", () => take([...input.files]));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (open === 0 && received.length > 0) goOn();
    else form.querySelector("#files").focus();
  }, true);
  place.addEventListener("change", fit);
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
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) take([...event.dataTransfer.files]);
    else Promise.all(entries.map(within)).then((found) => take(found.flat()), () => take([...event.dataTransfer.files]));
  });
  // A picture from the clipboard has a name that says nothing: it gets the moment.
  document.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, "0")).join(".");
    take(files.map((file) => {
      if (!/^image\.\w+$/.test(file.name)) return file;
      const name = `${form.dataset.pasted} ${day} ${time}${file.name.slice(5)}`;
      return new File([file], name, { type: file.type, lastModified: file.lastModified });
    }));
  });
  fit();
}
