// Changing words where they stand: a field in their place, saved with Enter or a button, left with Escape.

import { put, word } from "./view.js";

/**
 * Put a field with the words of a node in its place.
 * label: the key of what they are. save: gets the new words, where there are other ones. done: the field is gone again.
 */
export function edit(words, { label, save, done }) {
  const before = words.textContent;
  const form = document.createElement("form");
  const field = document.createElement("textarea");
  Object.assign(field, { rows: 3, maxLength: 1000, value: before, lang: words.lang });
  field.setAttribute("aria-label", word(label));
  const row = document.createElement("div");
  row.className = "row";
  row.append(button("button", "plain", "cancel"), button("submit", "primary", "plan_save"));
  form.className = "edit";
  form.append(field, row);

  const leave = () => {
    form.replaceWith(words);
    done();
  };
  row.firstChild.addEventListener("click", leave);
  field.addEventListener("keydown", (event) => {
    // While a word is being composed, the keys belong to the keyboard's own menu.
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") form.requestSubmit();
    else leave();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const after = field.value.trim();
    leave();
    if (after && after !== before) save(after);
  });
  words.replaceWith(form);
  field.focus();
}

function button(type, kind, key) {
  const node = document.createElement("button");
  node.type = type;
  node.className = kind;
  put(node, { key });
  return node;
}
