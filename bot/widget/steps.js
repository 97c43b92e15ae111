// The phases of the talk as a line: where it is, and a way back to what was settled before.

import { state } from "./state.js";
import { $ } from "./view.js";
import { words } from "./words.js";

// The phases of a step -> the words that bring the dialogue back there (bot/counseling/going_back.py knows them).
const WAYS_BACK = { problem: "back_summary", goal: "back_goal", options: "back_options", plan: "back_plan" };

/** The words, in the language of the talk, that take the talk back to a part of it. */
export const wordsBack = (key, language) => words[language][key];

/** Show where the talk is; a phase that is no step hides the line. */
export function showPhase(phase) {
  const steps = [...$("steps").children];
  const now = steps.findIndex((step) => step.dataset.phases.split(" ").includes(phase));
  $("steps").hidden = now < 0;
  steps.forEach((step, index) => {
    const button = step.querySelector("button");
    step.classList.toggle("past", index < now);
    if (button) {
      button.disabled = index >= now;
      // What a press would say, for the pointer and for a screen reader.
      button.title = index < now ? wordsBack(WAYS_BACK[button.value], state.session.language) : "";
    }
    if (index === now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
  // Looking back at a plan comes before all else, where it comes at all.
  steps[0].hidden = now !== 0;
}

/** Let the steps behind be clicked; `goBack` gets the key of the words to say. */
export function tendSteps(goBack) {
  for (const button of $("steps").querySelectorAll("button")) {
    button.addEventListener("click", () => goBack(WAYS_BACK[button.value]));
  }
}
