import { attempt, control } from "./controls.js";
import { faultGroups, faultSettings, ruleChips } from "./fault-words.js";

const list = document.querySelector("#fault-groups");
const groupTemplate = document.querySelector("#fault-group");
const faultTemplate = document.querySelector("#fault");
const counter = document.querySelector("#faults-on");
const allOff = document.querySelector("#faults-off");
const rows = new Map();
let rules = [];

allOff.addEventListener("click", () => void attempt(() => control("DELETE", "/faults")));

/** The rules in force, on the switches of the kinds that this simulator knows. */
export function showFaults({ kinds, faults }) {
  rules = faults;
  if (rows.size === 0) drawGroups(kinds);
  for (const [kind, row] of rows) fill(row, rulesOf(kind));
  const on = [...rows.keys()].filter((kind) => rulesOf(kind).length > 0).length;
  counter.textContent = on === 0 ? "all off" : `${on} on`;
  allOff.hidden = on === 0;
}

function rulesOf(kind) {
  return rules.filter((rule) => rule.kind === kind);
}

function drawGroups(known) {
  for (const { title, kinds } of faultGroups) {
    const shown = Object.entries(kinds).filter(([kind]) => known.includes(kind));
    if (shown.length === 0) continue;
    const group = groupTemplate.content.cloneNode(true).firstElementChild;
    group.querySelector("h3").textContent = title;
    group.querySelector("ul").append(...shown.map(([kind, words]) => drawRow(kind, words)));
    list.append(group);
  }
}

function drawRow(kind, [name, meaning]) {
  const row = faultTemplate.content.cloneNode(true).firstElementChild;
  const button = row.querySelector("button");
  row.querySelector(".name").textContent = name;
  row.querySelector(".name").id = `fault-${kind}`;
  row.querySelector(".meaning").textContent = meaning;
  row.querySelector(".meaning").id = `meaning-${kind}`;
  button.setAttribute("aria-labelledby", `fault-${kind}`);
  button.setAttribute("aria-describedby", `meaning-${kind}`);
  button.dataset.kind = kind;
  button.addEventListener("click", () => void attempt(() => toggle(kind)));
  rows.set(kind, row);
  return row;
}

async function toggle(kind) {
  const on = rulesOf(kind);
  if (on.length === 0) {
    await control("POST", "/faults", { kind, ...faultSettings[kind] });
    return;
  }
  for (const { id } of on) await control("DELETE", `/faults/${id}`);
}

function fill(row, on) {
  const struck = on.reduce((sum, rule) => sum + rule.struck, 0);
  row.querySelector("button").setAttribute("aria-checked", String(on.length > 0));
  row.querySelector(".struck").textContent = on.length === 0 ? "" : `× ${struck}`;
  row.querySelector(".chips").replaceChildren(...on.flatMap(ruleChips).map(drawChip));
}

function drawChip(text) {
  const chip = document.createElement("span");
  chip.className = "chip";
  chip.textContent = text;
  return chip;
}
