/** The drawers of the toolbox. Colours are Blockly's hues, in degrees. */
export const categories = {
  start: { title: "Start", colour: 20 },
  logic: { title: "Logic", colour: 210 },
  loops: { title: "Loops", colour: 120 },
  math: { title: "Math", colour: 230 },
  text: { title: "Text", colour: 160 },
  lists: { title: "Lists", colour: 260 },
  objects: { title: "Objects", colour: 185 },
  time: { title: "Date and time", colour: 60 },
  variables: { title: "Variables", colour: 330 },
  functions: { title: "Functions", colour: 290 },
  connections: { title: "Connections", colour: 0 },
  "web-hook": { title: "Web Hook", colour: 345 },
  "kept-values": { title: "Kept values", colour: 40 },
  run: { title: "Run", colour: 90 },
} as const;

/** The name of a drawer. */
export type Category = keyof typeof categories;
