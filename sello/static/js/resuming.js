"use strict";

// One file that goes on after a break, by the tus protocol: it is announced and gets an address, its bytes go there
// piece by piece, and after a break the server says from where on. It is known again by its mark, so a page that was
// closed goes on as well, as soon as the same file is chosen.

const PIECE = 32 * 1024 * 1024;
const EDGE = 64 * 1024;
const LONGEST_WAIT = 20000;
const TUS = "1.0.0";

const inBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

// Name, size, date and the bytes at both ends: enough to tell one's own files from each other.
const markOf = async (file) => {
  const ends = [file.slice(0, EDGE), file.slice(Math.max(0, file.size - EDGE))];
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (const end of ends) {
    for (const byte of new Uint8Array(await end.arrayBuffer())) {
      one = Math.imul(one ^ byte, 2654435761);
      two = Math.imul(two ^ byte, 1597334677);
    }
  }
  const sum = [one, two].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  return `${sum}-${file.size}-${file.lastModified}`;
};

// `said` is told what happens: `progress(bytes)`, `broken()`. The promise gives {id, name}, or {error} with the server's
// words (null where it has none), or {signedOut: true}; null once the signal `stop` has ended it: what came is let go.
const sendResumably = async (file, { begin, token, stop, said }) => {
  const headers = { "Tus-Resumable": TUS, "X-CSRFToken": token, Accept: "application/json" };
  let address = null;
  let tries = 0;

  const ask = (method, to, more, body) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(method, to);
    for (const [name, value] of Object.entries({ ...headers, ...more })) request.setRequestHeader(name, value);
    if (body) request.upload.addEventListener("progress", (event) => said.progress(Number(more["Upload-Offset"]) + event.loaded));
    const end = () => request.abort();
    stop.addEventListener("abort", end);
    request.addEventListener("loadend", () => {
      stop.removeEventListener("abort", end);
      resolve(request);
    });
    request.send(body ?? null);
  });

  const pause = () => new Promise((resolve) => {
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** tries);
    tries += 1;
    const timer = setTimeout(go, wait);
    function go() {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      stop.removeEventListener("abort", go);
      resolve();
    }
    window.addEventListener("online", go);
    stop.addEventListener("abort", go);
  });

  const whole = (answer) => {
    const id = answer.getResponseHeader("X-Upload-Id");
    return id && { id: Number(id), name: decodeURIComponent(answer.getResponseHeader("X-File-Name")) };
  };

  const passes = (status) => [0, 408, 409, 429, 460, 500, 502, 503, 504].includes(status);

  const refused = (answer) => {
    if (answer.status === 401 || answer.status === 403 || answer.status === 200) return { signedOut: true };
    try {
      return { error: JSON.parse(answer.responseText).error };
    } catch {
      return { error: null };
    }
  };

  // A file that was moved or changed meanwhile cannot be gone on with.
  const isThere = () => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

  const announce = async () => {
    const about = `filename ${inBase64(file.name)},mark ${inBase64(await markOf(file))}`;
    const answer = await ask("POST", begin, { "Upload-Length": file.size, "Upload-Metadata": about });
    if (answer.status === 201) address = answer.getResponseHeader("Location");
    return answer;
  };

  const step = (offset) => {
    const piece = file.slice(offset, offset + PIECE);
    const more = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
    return ask("PATCH", address, more, piece);
  };

  if (!await isThere()) return { error: null };
  let answer = await announce();
  while (!stop.aborted) {
    if (answer.status >= 200 && answer.status < 300 && answer.getResponseHeader("Upload-Offset") !== null) {
      const found = whole(answer);
      if (found) return found;
      const offset = Number(answer.getResponseHeader("Upload-Offset"));
      said.progress(offset);
      answer = await step(offset);
      if (answer.status === 204) tries = 0;
    } else if (passes(answer.status)) {
      said.broken();
      await pause();
      if (!await isThere()) return { error: null };
      if (!stop.aborted) answer = address ? await ask("GET", address, {}) : await announce();
    } else {
      return refused(answer);
    }
  }
  if (address) ask("DELETE", address, {});
  return null;
};
