"use strict";

// A long list to choose from is searched, and counts what is chosen as it is chosen.
// Without this file its groups are opened one by one, and the counts are those of the page as it came.
{
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  for (const chooser of document.querySelectorAll("[data-chooser]")) {
    const find = chooser.querySelector("[data-chooser-find]");
    const none = chooser.querySelector("[data-chooser-none]");
    const groups = [...chooser.querySelectorAll("[data-chooser-group]")];
    const options = [...chooser.querySelectorAll("label.choice")];

    const look = () => {
      const words = plain(find.value).split(/\s+/).filter(Boolean);
      for (const option of options) {
        const text = plain(option.textContent);
        option.hidden = !words.every((word) => text.includes(word));
      }
      for (const group of groups) {
        const some = group.querySelector("label.choice:not([hidden])");
        group.hidden = !some;
        if (group.tagName === "DETAILS" && words.length) group.open = Boolean(some);
      }
      none.hidden = options.some((option) => !option.hidden);
    };
    const count = (holder, said) => {
      const n = holder.querySelectorAll("input:checked").length;
      said.hidden = n === 0;
      said.textContent = (n === 1 ? said.dataset.one : said.dataset.many).replace("{n}", n);
    };
    find.closest("[data-chooser-search]").hidden = false;
    find.addEventListener("input", look);
    find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it looks for something, and does not send the form
    });
    chooser.addEventListener("change", () => {
      for (const group of groups) {
        const said = group.querySelector("[data-chooser-count]");
        if (said) count(group, said);
      }
    });
  }
}
