// Talking: messages go out one after the other, under their own ids, until they are answered.

import * as api from "./api.js";
import * as memory from "./memory.js";
import { showPlan } from "./plan.js";
import * as practice from "./practice.js";
import { offerScale } from "./scale.js";
import { keep, practising, state, tell } from "./state.js";
import { showPhase } from "./steps.js";
import * as view from "./view.js";

export const MAX_CODE_POINTS = 4000;
const LONGEST_WAIT_S = 120;
const { $ } = view;

/** What to tell a person about a request that failed: the server's words, else the page's. */
export function explain({ status, text, timedOut, retryAfter }) {
  if (text) return { text };
  if (timedOut) return { key: "slow" };
  if (status === 0) return { key: navigator.onLine ? "unreachable" : "offline" };
  if (status === 200) return { key: "no_answer" };
  if (status === 429 && retryAfter) return { key: "busy_wait", values: { seconds: view.numeral(retryAfter) } };
  return { key: status === 429 ? "busy" : "trouble" };
}

// --- where the person is ---

export function arrive(options) {
  practice.stop();
  showPlan(null);
  view.showArrival(options);
  showPhase("");
  $("arrival-title").focus({ preventScroll: true });
}

/** Begin the conversation that was opened; `what` says how it is shown. */
export function open({ token, return_code: returnCode = "", messages = [] }, what) {
  state.session = { token, returnCode, language: state.language, phase: "", buttons: [], outbox: [], ...what };
  state.unread = false;
  view.clearLog();
  view.showUnkept("");
  enter();
  receive(messages);
  window.scrollTo(0, 0);
}

export function enter() {
  const { session } = state;
  view.showTalk();
  view.notice(navigator.onLine ? null : { key: "offline" });
  view.showCode(session.returnCode);
  practice.enter(session, practising());
  showPhase(session.phase);
  refreshPlan();
  // The talk keeps its own language when the page changes its.
  $("log").lang = session.language;
}

/** Put the cursor where the next words go, without opening the keyboard of a phone. */
export function settle(event) {
  const keyboard = event.type === "submit" ? event.submitter?.matches(":focus-visible") : event.detail === 0;
  const target = keyboard || matchMedia("(pointer: fine)").matches ? $("box") : $("log");
  target.focus({ preventScroll: true });
}

/** Find the conversation again after a reload. */
export async function restore() {
  const talk = state.session;
  state.sending = talk;
  enter();
  view.showActivity("loading");
  try {
    await flush(talk);
    const history = await api.loadHistory(talk.token, state.language);
    if (state.session !== talk) return;
    state.unread = false;
    $("log").setAttribute("aria-live", "off");
    view.clearLog();
    for (const { who, text, custom } of history) show(who === "bot" ? "bot" : "client", text, custom);
    for (const { text, message_id: id } of talk.outbox) view.addMessage("client", text, id);
    if (talk.outbox.length === 0) offer(talk);
    showPhase(talk.phase);
    refreshPlan();
    sayUnkept(talk);
    view.jumpToEnd();
    setTimeout(() => $("log").setAttribute("aria-live", "polite"), 500);
  } catch (error) {
    if (state.session !== talk || lost(error)) return;
    state.unread = true;
    view.notice({ key: "load_failed" }, { key: "try_again", run: restore });
    return;
  } finally {
    done(talk);
  }
  pump();
}

/** Say why words are missing, where they are not kept. That it cannot be known is no news: the menu tells it too. */
async function sayUnkept(talk) {
  try {
    const { kept } = await api.consentOf(talk.token, state.language);
    if (state.session === talk) view.showUnkept(kept === false ? talk.mode : "");
  } catch {
    // Asked again when the page is loaded again.
  }
}

function done(talk) {
  if (state.sending !== talk) return;
  state.sending = null;
  view.showActivity("");
}

/** Send what a reload interrupted, so that the history holds its answer. What fails is tried again in view. */
async function flush(talk) {
  try {
    while (talk.outbox.length > 0) {
      const replies = await api.sendMessage(talk.token, talk.outbox[0], state.language);
      talk.outbox.shift();
      note(talk, replies);
    }
  } catch (error) {
    if (error.status === 401 || error.status === 410) throw error;
  }
}

// --- sending ---

export function submit(event) {
  event.preventDefault();
  const text = $("box").value.trim();
  if (!text || !state.session) return;
  const count = [...text].length;
  if (count > MAX_CODE_POINTS) {
    const values = { count: view.numeral(count), max: view.numeral(MAX_CODE_POINTS) };
    view.notice({ key: "too_long", values });
    screen(text);
    return;
  }
  $("box").value = "";
  boxChanged();
  say({ text });
}

/** A text too long to be answered is still screened by the server: a hand-off comes with the refusal. */
async function screen(text) {
  const talk = state.session;
  try {
    await api.sendMessage(talk.token, { text, message_id: api.newMessageId() }, state.language);
  } catch (error) {
    if (state.session !== talk || lost(error)) return;
    if (error.status === 413) refuse(error);
  }
}

function refuse(error) {
  if (error.text) view.notice({ text: error.text });
  receive(error.messages);
}

function pick({ title, payload }, event) {
  say(payload === undefined ? { text: title } : { text: title, payload });
  settle(event);
}

export function say(message) {
  const { session } = state;
  const id = api.newMessageId();
  session.outbox.push({ ...message, message_id: id });
  session.buttons = [];
  session.scale = false;
  keep();
  if (navigator.onLine) view.notice(null);
  view.clearButtons();
  view.follow(show("client", message.text, undefined, id));
  tell("sent");
  pump();
}

/** Send what waits, one after the other, each under its own id until it is answered. */
export async function pump() {
  if (!state.session?.outbox.length || state.sending === state.session) return;
  const talk = state.session;
  state.sending = talk;
  for (const { message_id: id } of talk.outbox) view.markMessage(id, null);
  // Not at once: most answers are there before anyone wonders.
  const patience = setTimeout(() => view.showActivity("typing", practice.speaker()), 300);
  try {
    while (talk.outbox.length > 0) {
      const [{ message_id: id }] = talk.outbox;
      const replies = await api.sendMessage(talk.token, talk.outbox[0], state.language);
      if (state.session !== talk) return;
      talk.outbox.shift();
      receive(replies, id);
    }
  } catch (error) {
    if (state.session === talk) fail(error);
  } finally {
    clearTimeout(patience);
    done(talk);
  }
}

function fail(error) {
  if (lost(error)) return;
  const { session } = state;
  const [first, ...rest] = session.outbox;
  if (error.status === 400 || error.status === 413) {
    session.outbox.shift();
    keep();
    view.dropMessage(first.message_id);
    giveBack([first]);
    view.notice({ key: "refused" });
    refuse(error);
  } else {
    view.markMessage(first.message_id, explain(error), { key: "try_again", run: pump });
    if (error.retryAfter && error.retryAfter <= LONGEST_WAIT_S) setTimeout(pump, error.retryAfter * 1000);
    receive(error.messages); // a hand-off comes with a refusal too
  }
  for (const { message_id: id } of rest) view.markMessage(id, { key: "waiting" });
}

/** Put unsent words back into the box, before what was written since. */
function giveBack(messages) {
  const texts = messages.map(({ text }) => text);
  if ($("box").value) texts.push($("box").value);
  $("box").value = texts.join("\n");
  boxChanged();
}

export function boxChanged() {
  view.fitBox();
  view.showCount([...$("box").value.trim()].length, MAX_CODE_POINTS);
}

// --- receiving ---

/** Keep what the replies say beside their words. */
function note(talk, replies) {
  const custom = replies.at(-1)?.custom ?? {};
  if (custom.phase) talk.phase = custom.phase;
  if (custom.asked) talk.asked = custom.asked;
  if (custom.language && custom.language !== talk.language) {
    talk.language = custom.language;
    // Who changes the language of the talk reads that one.
    if (state.session === talk) document.querySelector(`[data-language="${talk.language}"]`)?.click();
  }
  talk.buttons = replies.flatMap((reply) => reply.buttons ?? []);
  talk.scale = asksForNumber(talk.asked, replies.at(-1)?.text ?? "");
  if (state.session === talk) keep();
}

/** A question such as "why a 6?" is asked under the same name, and is answered in words. */
function asksForNumber(asked, text) {
  const rated = ["importance", "confidence", "plan_confidence", "rating"].includes(asked);
  return rated && /\b0\b[^.?]{1,16}\b10\b/.test(text);
}

function receive(replies, id) {
  if (replies.length === 0) return;
  const { session } = state;
  note(session, replies);
  view.clearButtons();
  view.showActivity("");
  $("log").lang = session.language;
  const shown = replies.filter(({ text }) => text).map(({ text, custom }) => show("bot", text, custom, id));
  const added = shown.filter(Boolean);
  offer(session);
  if (!$("talk").hidden) showPhase(session.phase);
  refreshPlan();
  if (added.length > 0) view.follow(added[0]);
  tell("phase", { phase: session.phase, asked: session.asked ?? "none", mode: session.mode ?? "self_help" });
}

/** Add a line of the talk where it belongs → its message, or null where it is none of its own. */
function show(who, text, custom, id) {
  if (practising()) return practice.addLine(who, text, custom, id);
  return view.addMessage(who, text, who === "client" ? id : undefined);
}

/** Offer what can be pressed: commands of practice have their own place. */
function offer(talk) {
  const answers = talk.mode === "practice" ? practice.takeCommands(talk, talk.buttons) : talk.buttons;
  view.showButtons(answers, pick);
  if (talk.scale) offerScale((number) => say({ text: String(number) }), settle);
}

const WITH_PLAN = ["goal", "options", "plan", "agreement", "rating", "review"];

/** Show the goal and the plan as they are kept now. That it fails is no news: they stand in the talk too. */
async function refreshPlan() {
  const talk = state.session;
  if (!talk || talk.mode === "practice" || !WITH_PLAN.includes(talk.phase)) return showPlan(null);
  try {
    const blob = await api.exportData(talk.token, "json", state.language);
    const kept = JSON.parse(await blob.text());
    if (state.session === talk && !$("talk").hidden) showPlan(kept, talk.language, talk.asked === "none");
  } catch {
    // The next turn asks again.
  }
}

// --- a conversation that is over ---

/** Deal with a conversation that is over or deleted → whether it was one. */
export function lost(error) {
  if (error.status === 410) {
    gone(error.text ? { text: error.text } : { key: "deleted" });
    return true;
  }
  if (error.status !== 401) return false;
  const { session } = state;
  const unsent = session.outbox.splice(0);
  keep();
  unsent.forEach(({ message_id: id }) => view.dropMessage(id));
  giveBack(unsent);
  receive(error.messages);
  const what = error.text ? { text: error.text } : { key: "expired" };
  const goOn = () => arrive({ code: session.returnCode });
  if ($("log").hasChildNodes()) {
    view.notice(what, { key: "start_again", run: goOn });
  } else {
    goOn();
    view.notice(what);
  }
  return true;
}

/** Leave a conversation behind on this device. */
export function gone(what) {
  memory.forgetSession();
  state.session = null;
  view.clearLog();
  view.showCode("");
  $("box").value = "";
  boxChanged();
  arrive();
  view.notice(what);
}
