// The page: arriving, choosing, and what is wired to what.

import * as api from "./api.js";
import { askByCode, openClasses, resemblesCode, tendClasses } from "./classes.js";
import { openConsent, tendConsent } from "./consent.js";
import { joinHost } from "./frame.js";
import { cases, showCases } from "./gallery.js";
import { deleteData, download, exit, forget, openReport } from "./leaving.js";
import * as memory from "./memory.js";
import { tendPlan } from "./plan.js";
import { tendTools } from "./practice.js";
import { address, state } from "./state.js";
import { tendSteps, wordsBack } from "./steps.js";
import { arrive, boxChanged, enter, explain, open, pump, restore, say, settle, submit } from "./talk.js";
import * as view from "./view.js";

const { $ } = view;

// --- arriving ---

/** Begin to talk something through, or to practise where the address of the page names a case. */
async function begin(event) {
  event.preventDefault();
  if (!address.case) return start({}, event);
  const found = await cases(state.language).catch(() => []);
  const person = found.find((one) => one.case === address.case)?.person;
  return start({ practiceCase: address.case, seed: address.seed, person }, event);
}

async function start({ practiceCase = "", seed = "", person = {} }, event) {
  if (state.starting) return;
  state.starting = true;
  view.notice(null);
  view.sayIn("start", "starting");
  try {
    const opened = await api.openSession(state.language, $("code").value.trim(), practiceCase, seed);
    open(opened, practiceCase ? { mode: "practice", person, startedAt: Date.now() } : { mode: "self_help" });
    settle(event);
  } catch (error) {
    view.notice(error.status === 0 ? { key: "start_failed" } : explain(error));
  } finally {
    state.starting = false;
    sayStart();
  }
}

const sayStart = () => view.sayIn("start", address.case ? "start_practice" : "start");

function gallery() {
  view.showGallery();
  showCases(state.language, (one, event) => start({ practiceCase: one.case, person: one.person }, event));
  $("gallery-title").focus({ preventScroll: true });
}

function goBack(event) {
  enter();
  view.jumpToEnd();
  settle(event);
}

// --- wiring ---

function choose(chosen) {
  state.language = chosen;
  memory.saveLanguage(chosen);
  view.showLanguage(chosen);
  boxChanged();
  if (!$("gallery").hidden) gallery();
}

/** Send what is in the box; the code of a class is asked about and not said. */
async function sendBox(event) {
  event.preventDefault();
  const text = $("box").value.trim();
  if (!state.session || !resemblesCode(text) || !(await askByCode(text))) return submit(event);
  if ($("box").value.trim() === text) $("box").value = "";
  boxChanged();
}

function boxKey(event) {
  // While a word is being composed, Enter belongs to the keyboard's own menu.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
}

async function copyCode() {
  const copied = await view.copy(state.session.returnCode, $("return-code"));
  view.sayIn("copy", copied ? "copied" : "copy_failed");
  setTimeout(() => view.sayIn("copy", "copy"), 4000);
}

function inMenu(id, run) {
  $(id).addEventListener("click", () => {
    view.closePanel($("menu"));
    run();
  });
}

view.showLanguage(state.language);
view.tendPanels();
view.measure();
view.sayIn("remembered", memory.remembers ? "remembered" : "not_remembered");
sayStart();
for (const node of document.querySelectorAll("[data-language]")) {
  node.addEventListener("click", () => choose(node.dataset.language));
}
for (const node of document.querySelectorAll("[data-download]")) {
  node.addEventListener("click", () => {
    view.closePanel($("menu"));
    download(node.dataset.download);
  });
}
document.addEventListener("click", ({ target }) => {
  const name = target.closest?.("[data-report]")?.dataset.report;
  if (name) openReport(name);
});
$("arrival").addEventListener("submit", begin);
$("practise").addEventListener("click", gallery);
$("practise").hidden = address.case !== "";
$("gallery-back").addEventListener("click", () => arrive({ code: $("code").value }));
$("back").addEventListener("click", goBack);
$("composer").addEventListener("submit", sendBox);
$("box").addEventListener("input", boxChanged);
$("box").addEventListener("keydown", boxKey);
$("copy").addEventListener("click", copyCode);
$("forget").addEventListener("click", forget);
$("crisis-close").addEventListener("click", () => view.closePanel($("crisis")));
$("exit").addEventListener("click", exit);
inMenu("menu-code", () => {
  window.scrollTo(0, 0);
  $("copy").focus();
});
inMenu("menu-new", () => arrive({ code: state.session.returnCode, back: true }));
inMenu("menu-class", openClasses);
inMenu("menu-consent", openConsent);
inMenu("menu-forget", forget);
inMenu("menu-delete", deleteData);
tendSteps((key) => say({ text: wordsBack(key, state.session.language) }));
tendPlan((text) => say({ text }));
tendTools(say);
tendClasses();
tendConsent();
addEventListener("offline", () => view.notice({ key: "offline" }));
addEventListener("online", () => {
  view.notice(null);
  if (!$("gallery").hidden) gallery();
  if (state.unread) restore();
  else pump();
});

const leaveFrame = joinHost();
if (leaveFrame) {
  $("close").hidden = false;
  $("close").addEventListener("click", leaveFrame);
  addEventListener("keydown", (event) => {
    const inside = event.defaultPrevented || document.querySelector("dialog:modal");
    if (event.key === "Escape" && !inside) leaveFrame();
  });
}

if (state.session) restore();
else if (address.practise && !address.case) gallery();
else view.showArrival();
