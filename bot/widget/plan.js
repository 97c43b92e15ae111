// The growing goal and plan, beside the talk on a wide window, in a drawer on a narrow one.

import { edit } from "./editing.js";
import { wordsBack } from "./steps.js";
import { $, put, word } from "./view.js";

const WIDE = matchMedia("(min-width: 68rem)");
const OPEN_GOALS = ["proposed", "countered", "agreed", "achieved"];
const GOAL_STATES = { proposed: "plan_proposed", countered: "plan_proposed", agreed: "plan_agreed", achieved: "plan_achieved" };
const PLAN_STATES = { draft: "plan_draft", agreed: "plan_agreed" };
// The parts of a step, in their order -> the words that bring the dialogue back to each.
const PARTS = [
  ["when", "plan_when", "back_when"],
  ["where", "plan_where", ""],
  ["obstacle", "plan_obstacle", "back_obstacle"],
  ["if_then", "plan_if_then", "back_if_then"],
  ["support", "plan_support", "back_support"],
  ["review_on", "plan_review", ""],
];

// Whose new words the talk takes as they are; a way is chosen anew by talking.
const BY_TALKING = new Set(["back_options"]);

let say = () => {};
let shown = null;
// What came in while a field was open, or null; with no field open, undefined.
let waiting;

/** Let parts be changed and the drawer be opened; `sayWords` gets what to say, one message after the other. */
export function tendPlan(sayWords) {
  say = sayWords;
  $("plan-open").addEventListener("click", () => $("plan").showModal());
  $("plan-close").addEventListener("click", () => $("plan").close());
  $("plan").addEventListener("click", (event) => {
    if (event.target === $("plan") && !WIDE.matches) $("plan").close();
  });
  WIDE.addEventListener("change", place);
}

/**
 * Show an export's last goal and its plan; null, or one without a goal, hides all of it.
 * fixed: nothing of it can be changed. While a field is open, what is shown stays as it is.
 */
export function showPlan(kept, language = "id", fixed = false) {
  const goal = (kept?.goals ?? []).filter(({ status }) => OPEN_GOALS.includes(status)).at(-1) ?? null;
  if (goal && waiting !== undefined) {
    waiting = [kept, language, fixed];
    return;
  }
  waiting = undefined;
  shown = goal;
  const body = $("plan-body");
  body.replaceChildren();
  if (goal) body.append(...goalParts(goal, language), ...planParts(goal.plan, language));
  for (const text of kept?.client?.values?.slice(0, 3) ?? []) {
    if (goal) body.append(part("plan_value", text, "", language));
  }
  if (fixed) body.querySelectorAll(".link").forEach((change) => change.remove());
  place();
}

function place() {
  const drawer = $("plan");
  const beside = shown !== null && WIDE.matches;
  $("plan-open").hidden = shown === null || WIDE.matches;
  document.body.classList.toggle("with-plan", beside);
  if (beside === drawer.open && !drawer.matches(":modal")) return;
  if (shown !== null && drawer.matches(":modal") && !WIDE.matches) return;
  if (drawer.open) drawer.close();
  if (beside) drawer.setAttribute("open", "");
}

function goalParts(goal, language) {
  const parts = [part("plan_goal", goal.text, "back_goal", language, GOAL_STATES[goal.status])];
  for (const [key, number] of [["plan_importance", goal.importance], ["plan_confidence", goal.confidence]]) {
    if (Number.isFinite(number)) parts.push(meter(key, number));
  }
  const chosen = (goal.options ?? []).filter((option) => option.chosen).map(({ text }) => text);
  if (chosen.length > 0) parts.push(part("plan_way", chosen.join("; "), "back_options", language));
  return parts;
}

function planParts(plan, language) {
  const steps = plan?.steps ?? [];
  const state = PLAN_STATES[plan?.status];
  return steps.flatMap((step) => [
    part("plan_step", step.action, "back_step", language, state),
    ...PARTS.filter(([name]) => step[name] && !saidWithWhen(name, step)).map(([name, key, back]) => part(key, said(name, step[name]), back, language)),
  ]);
}

/** "Tomorrow at 7 in my room" tells the place too. */
const saidWithWhen = (name, step) => name === "where" && (step.when ?? "").includes(step.where);

function said(name, value) {
  if (name !== "review_on") return value;
  const day = new Date(`${value}T00:00`);
  return Number.isNaN(day.getTime()) ? value : day.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}

function line(tag, kind, what) {
  const node = document.createElement(tag);
  node.className = kind;
  put(node, what);
  return node;
}

function part(key, text, back, language, status) {
  const node = document.createElement("div");
  node.className = "part";
  const head = document.createElement("div");
  head.className = "part-head";
  head.append(line("h3", "", { key }));
  if (status) head.append(line("span", "badge", { key: status }));
  if (back) {
    const change = line("button", "link", { key: "plan_change" });
    change.type = "button";
    change.setAttribute("aria-label", `${word("plan_change")}: ${word(key)}`);
    change.addEventListener("click", () => {
      if (BY_TALKING.has(back)) send([wordsBack(back, language)]);
      else open(change, words, key, (said) => send([wordsBack(back, language), said]));
    });
    head.append(change);
  }
  const words = line("p", "", { text });
  words.lang = language;
  node.append(head, words);
  return node;
}

function send(texts) {
  if (!WIDE.matches) $("plan").close();
  texts.forEach((text) => say(text));
  // What was pressed is drawn anew with the answer.
  $("log").focus({ preventScroll: true });
}

/** Open a field for a part; one at a time. */
function open(change, words, key, save) {
  if (waiting !== undefined) return;
  waiting = null;
  change.hidden = true;
  const done = () => {
    const came = waiting;
    waiting = undefined;
    change.hidden = false;
    change.focus();
    if (came) showPlan(...came);
  };
  edit(words, { label: key, save, done });
}

function meter(key, number) {
  const node = document.createElement("div");
  node.className = "part gauge";
  node.append(line("h3", "", { key }));
  const bar = document.createElement("meter");
  Object.assign(bar, { min: 0, max: 10, value: number });
  bar.setAttribute("aria-label", word(key));
  node.append(bar, line("span", "figure", { text: String(number) }));
  return node;
}
