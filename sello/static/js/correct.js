"use strict";

// The correction page: the one new file is sent as soon as it is chosen; the form then only names it.
// Where the file is not open to correction there is no field, and nothing to send.
const newFile = document.querySelector("form[data-correct] input[type=file]");
if (newFile) {
  const form = newFile.form;
  const button = form.querySelector("button[type=submit]");
  const list = form.querySelector("[data-uploads]");
  const send = makeSender(form, list, (id) => {
    form.elements.upload.value = id ?? "";
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
