// What is kept, and letting it be kept or taking that back, at any time.

import * as api from "./api.js";
import { state } from "./state.js";
import { explain, lost } from "./talk.js";
import * as view from "./view.js";

const { $ } = view;
const KEPT = { self_help: "consent_self_help", practice: "consent_practice", supervision: "consent_supervision" };
const ASKED = {
  self_help: ["consent_no_self_help", "consent_ask_self_help"],
  practice: ["consent_no_practice", "consent_ask_practice"],
};

/** Let the dialog be opened and used. */
export function tendConsent() {
  $("consent-close").addEventListener("click", () => $("consent").close());
  $("consent-give").addEventListener("click", () => change(true));
  $("consent-withdraw").addEventListener("click", () => change(false));
}

export function openConsent() {
  $("consent-body").hidden = true;
  $("consent").showModal();
  attempt();
}

function change(keep) {
  const done = { key: keep ? "consent_given" : "consent_withdrawn" };
  attempt((token) => api.setConsent(token, keep, state.language), done);
}

/** Do something that asks the server, show how it stands then and say `done`; what it refuses is told in the dialog. */
async function attempt(run, done) {
  const talk = state.session;
  tell();
  try {
    await run?.(talk.token);
    const standing = await api.consentOf(talk.token, state.language);
    if (state.session !== talk) return;
    show(standing, talk.mode);
    tell(done);
  } catch (error) {
    if (error.status === 401 || error.status === 410) {
      $("consent").close();
      lost(error);
    } else {
      tell(explain(error));
    }
  }
}

function tell(what) {
  $("consent-notice").replaceChildren(...(what ? [line(what)] : []));
}

function show({ kept, in_force: inForce }, mode) {
  const keys = inForce.map((purpose) => KEPT[purpose]);
  if (!kept) keys.push(...ASKED[mode]);
  if (inForce.length > 0) keys.push("consent_means");
  $("consent-text").replaceChildren(...keys.map((key) => line({ key })));
  $("consent-give").hidden = kept === true;
  $("consent-withdraw").hidden = inForce.length === 0;
  $("consent-body").hidden = false;
  $("consent-title").focus();
  view.showUnkept(kept === false ? mode : "");
}

function line(what) {
  const node = document.createElement("p");
  view.put(node, what);
  return node;
}
