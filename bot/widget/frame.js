// The page inside another site's frame: it hears its host and tells it what happens, never what anybody wrote.

import { address, listen } from "./state.js";

// Names that a host may colour -> the page's own variables.
const COLOURS = ["accent", "paper", "card", "ink"];

/** The origin of the page around this one, as the launcher names it; "" where there is none. */
function hostOrigin() {
  if (window.parent === window || !address.host) return "";
  try {
    return new URL(address.host).origin;
  } catch {
    return "";
  }
}

/** Join the host; `closed` is called before the frame is hidden. */
export function joinHost() {
  const origin = hostOrigin();
  if (!origin || origin === "null") return null;
  const send = (name, detail = {}) => window.parent.postMessage({ rembuk: name, detail }, origin);
  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== window.parent || from !== origin || data?.rembuk !== "theme") return;
    dress(data.detail ?? {});
  });
  listen(send);
  send("ready");
  document.documentElement.classList.add("framed");
  return () => send("close");
}

/** Put on the host's colours: those that are colours, with a legible text on the accent. */
function dress({ scheme, ...colours }) {
  const root = document.documentElement;
  if (scheme === "light" || scheme === "dark") {
    document.getElementById("dark").media = scheme === "dark" ? "all" : "not all";
    root.style.colorScheme = scheme;
  }
  for (const name of COLOURS) {
    const colour = colours[name];
    if (typeof colour !== "string" || !CSS.supports("color", colour) || /var|url/i.test(colour)) continue;
    root.style.setProperty(`--${name}`, colour);
    if (name === "accent") root.style.setProperty("--on-accent", isDark(colour) ? "#ffffff" : "#14201c");
  }
}

function isDark(colour) {
  const probe = document.createElement("i");
  probe.style.color = colour;
  document.body.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return (red * 299 + green * 587 + blue * 114) / 1000 < 140;
}
