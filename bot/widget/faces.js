// Drawn faces: an avatar made from a name, and the mood of a simulated client. No photo, no request.

const SVG = "http://www.w3.org/2000/svg";
const SKINS = ["#f0d3b8", "#e0b48f", "#c98f68", "#a9714e", "#8a5a3e"];
const HAIRS = ["#2b2320", "#3d2b23", "#4b3a33", "#1f2530", "#5a4a45"];
const CLOTHES = ["#2f5f53", "#b06a3f", "#5b6f8f", "#8a5a72", "#6d7a45", "#7a5f3d"];
const GROUNDS = ["#dcebe2", "#f3e0cf", "#dde4ef", "#efdfe6", "#e8ebd6", "#ece3d4"];
// Outlines of hair, seen from the front, on a field of 64 by 64.
const HAIR_SHAPES = [
  "M17 30c0-12 6-18 15-18s15 6 15 18c-3-6-7-9-15-9s-12 3-15 9z",
  "M16 44c-2-20 3-32 16-32s18 12 16 32c-4-2-4-8-4-15-5-1-9-3-12-6-3 3-7 5-12 6 0 7 0 13-4 15z",
  "M15 32c1-13 7-20 17-20s16 7 17 20l-3-3c-2-4-4-6-6-7-6 3-13 3-19 1-2 1-3 3-4 6z",
  "M14 46c-1-22 5-35 18-35s19 13 18 35c-1 5-5 7-8 6 3-8 3-18 0-26-6 2-14 2-20 0-3 8-3 18 0 26-3 1-7-1-8-6z",
];

function hash(text) {
  let value = 2166136261;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 16777619) >>> 0;
  return value;
}

function draw(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function canvas(size, kind) {
  const svg = draw("svg", { viewBox: "0 0 64 64", width: size, height: size, class: kind, focusable: "false" });
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

/** The same face for the same name, `size` pixels wide; an older person's hair is grey. */
export function avatar(name, age, size) {
  const value = hash(name);
  const one = (list, shift) => list[(value >>> shift) % list.length];
  const svg = canvas(size, "avatar");
  const skin = one(SKINS, 3);
  const hair = age >= 50 ? "#8b8783" : one(HAIRS, 7);
  svg.append(
    draw("circle", { cx: 32, cy: 32, r: 32, fill: one(GROUNDS, 5) }),
    draw("path", { d: "M10 60c2-12 10-17 22-17s20 5 22 17a32 32 0 0 1-44 0z", fill: one(CLOTHES, 9) }),
    draw("path", { d: "M27 38h10v8c0 3-10 3-10 0z", fill: skin }),
    draw("ellipse", { cx: 32, cy: 30, rx: 12.5, ry: 14.5, fill: skin }),
    draw("path", { d: one(HAIR_SHAPES, 11), fill: hair }),
    draw("circle", { cx: 27, cy: 31, r: 1.5, fill: "#2b2320" }),
    draw("circle", { cx: 37, cy: 31, r: 1.5, fill: "#2b2320" }),
    draw("path", { d: "M28 37.5q4 2.5 8 0", fill: "none", stroke: "#2b2320", "stroke-width": 1.4, "stroke-linecap": "round" }),
  );
  if (value % 3 === 0) {
    for (const cx of [27, 37]) {
      svg.append(draw("circle", { cx, cy: 31, r: 4, fill: "none", stroke: "#2b2320", "stroke-width": 1.1 }));
    }
    svg.append(draw("path", { d: "M31 31h2", stroke: "#2b2320", "stroke-width": 1.1 }));
  }
  return svg;
}

// What tells the moods apart: brows, eyes and mouth.
const FEATURES = {
  hurt: ["M18 22l9 4M46 22l-9 4", "M22 33q3 2 6 0M36 33q3 2 6 0", "M23 47q9-7 18 0"],
  closed: ["M18 24h9M37 24h9", "M21 32h7M36 32h7", "M24 45h16"],
  wary: ["M18 24l9-2M37 25l9-1", "M25 31v3M39 31v3", "M24 46q8-4 16-1"],
  calm: ["M19 23q4-2 8 0M37 23q4-2 8 0", "M25 30v4M39 30v4", "M24 43q8 4 16 0"],
  open: ["M18 22q5-4 9-1M37 21q4-3 9 1", "M25 29v4M39 29v4", "M22 41q10 10 20 0"],
};

/** The face of a mood: hurt, closed, wary, calm or open; calm for any other. */
export function moodFace(mood, size) {
  const svg = canvas(size, "mood-face");
  svg.append(draw("circle", { cx: 32, cy: 32, r: 28 }));
  for (const d of FEATURES[mood] ?? FEATURES.calm) svg.append(draw("path", { d }));
  return svg;
}
