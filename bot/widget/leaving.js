// Taking data along, being forgotten, being deleted, and leaving at once.

import * as api from "./api.js";
import * as memory from "./memory.js";
import { state } from "./state.js";
import { gone, lost } from "./talk.js";
import * as view from "./view.js";

export async function forget() {
  const code = state.session.returnCode;
  const agreed = await view.ask({ title: "forget_title", text: "forget_explain", yes: "forget_yes", code });
  if (agreed) gone({ key: "forgotten" });
}

export async function deleteData() {
  const { token } = state.session;
  if (!(await view.ask({ title: "delete_title", text: "delete_explain", yes: "delete_yes" }))) return;
  try {
    await api.deleteData(token, state.language);
    gone({ key: "deleted" });
  } catch (error) {
    if (!lost(error)) view.notice(error.text ? { text: error.text } : { key: "delete_failed" });
  }
}

export async function download(format) {
  try {
    const blob = await api.exportData(state.session.token, format, state.language);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `rembuk-${new Date().toISOString().slice(0, 10)}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    view.notice({ key: "downloaded" });
  } catch (error) {
    if (!lost(error)) view.notice(error.text ? { text: error.text } : { key: "download_failed" });
  }
}

const reports = new Set();

/** Open a report in a tab of its own: plan, practice, trend or compare. */
export async function openReport(name) {
  // At once, while the click still allows it; the address comes later.
  const tab = window.open("", "_blank");
  try {
    const address = new URL(name, await api.reportLink(state.session.token, state.language));
    if (!tab) {
      view.notice({ key: "report_ready" }, { key: "report_open", run: () => window.open(address, "_blank", "noopener") });
      return;
    }
    tab.opener = null;
    tab.location.replace(address);
    reports.add(tab);
  } catch (error) {
    tab?.close();
    if (!lost(error)) view.notice(error.text ? { text: error.text } : { key: "report_failed" });
  }
}

/** Leave at once and without a trace in this tab: for someone who is being watched. */
export function exit(event) {
  event.preventDefault();
  const { href } = event.currentTarget;
  memory.forgetSession();
  reports.forEach((tab) => tab.close());
  document.body.replaceChildren();
  try {
    window.top.location.replace(href);
  } catch {
    window.location.replace(href);
  }
}
