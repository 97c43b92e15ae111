// The debrief in short: headings and lists out of its lines, and the way to all of it.

import { put } from "./view.js";

// A heading, alone on its line or before what it heads: "What went well:", "To try next: One thing at a time. ...".
const HEADED = /^([^:.“"]{1,60}):(?: (.+))?$/u;

/** The debrief's lines as nodes, with the button to the report after the first part of it. */
export function debriefParts(text) {
  const [first, ...rest] = text.split(/\n{2,}/).map((part) => part.split("\n"));
  return [...first.map(paragraph), reportButton(), ...rest.flatMap(part)];
}

function part([first, ...rest]) {
  const [, name, beside] = (rest.length > 0 && HEADED.exec(first)) || [];
  const lines = name ? [beside, ...rest].filter(Boolean) : [first, ...rest];
  const items = lines.filter((line) => line.startsWith("- ")).map((line) => element("li", line.slice(2)));
  const nodes = lines.filter((line) => !line.startsWith("- ")).map(paragraph);
  if (name) nodes.unshift(element("h3", name));
  if (items.length > 0) {
    const list = document.createElement("ul");
    list.append(...items);
    nodes.push(list);
  }
  return nodes;
}

const paragraph = (line) => element("p", line);

function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function reportButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.dataset.report = "practice";
  put(button, { key: "report_practice" });
  return button;
}
