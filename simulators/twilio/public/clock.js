import { attempt, control } from "./controls.js";

const face = document.querySelector("#time");
const modes = document.querySelectorAll("#clock [data-mode]");
const fast = document.querySelector("#fast");
const fastFactor = 60;
const tickMs = 250;
let told = null;

for (const button of modes) {
  button.addEventListener(
    "click",
    () => void attempt(() => control("POST", "/clock", changeFor(button))),
  );
}
setInterval(tick, tickMs);

/** The simulator's clock as told; between two tellings it is reckoned from the machine's. */
export function showClock({ mode, now, factor }) {
  told = { now: Date.parse(now), factor, at: Date.now() };
  for (const button of modes) {
    button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }
  fast.textContent = `× ${mode === "scaled" ? factor : fastFactor}`;
  tick();
}

function changeFor({ dataset }) {
  return dataset.mode === "scaled"
    ? { mode: "scaled", factor: fastFactor }
    : { mode: dataset.mode };
}

function tick() {
  if (told === null) return;
  const now = new Date(told.now + (Date.now() - told.at) * told.factor);
  face.dateTime = now.toISOString();
  face.textContent = now.toTimeString().slice(0, 8);
}
