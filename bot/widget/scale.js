// 0 to 10 as a scale to touch, under the question that asks for a number.

import { $, word } from "./view.js";

const MOST = 10;

/** Put the scale under the last message; `pick` gets the number, `settle` the click, to place the cursor. */
export function offerScale(pick, settle) {
  const scale = document.createElement("div");
  scale.className = "scale";
  scale.id = "scale";
  scale.setAttribute("role", "group");
  scale.dataset.label = "scale_label";
  scale.setAttribute("aria-label", word("scale_label"));
  const numbers = document.createElement("div");
  numbers.className = "numbers";
  for (let number = 0; number <= MOST; number += 1) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = String(number);
    button.addEventListener("click", (event) => {
      pick(number);
      settle(event);
    });
    numbers.append(button);
  }
  const ends = document.createElement("p");
  ends.className = "quiet ends";
  for (const key of ["scale_least", "scale_most"]) {
    const end = document.createElement("span");
    end.dataset.word = key;
    end.textContent = word(key);
    ends.append(end);
  }
  scale.append(numbers, ends);
  $("log").append(scale);
}
