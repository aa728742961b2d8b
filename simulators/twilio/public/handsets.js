import { offerPhones } from "./add-phone.js";
import { showClock } from "./clock.js";
import { showFaults } from "./faults.js";
import { Phone } from "./phone.js";
import { showRequests } from "./requests.js";
import { clockTime, count } from "./words.js";

const phonesMax = 24;
const reconnectMs = 2000;
const phones = new Map();
const added = new Set();
let ownNumbers = [];
const place = document.querySelector("#phones");

document.querySelector("#address").textContent = location.origin;
offerPhones((number) => {
  added.add(number);
  phoneFor(number).field.focus();
  summarize();
});
listen();

/** The browser reconnects by itself while the simulator is away; only a refusal ends the stream. */
function listen() {
  const events = new EventSource("/simulator/events");
  events.addEventListener("open", () => tellConnection("live", "Live"));
  events.addEventListener("latest", (event) => showLatest(JSON.parse(event.data)));
  events.addEventListener("changed", (event) => showTexts(JSON.parse(event.data)));
  events.addEventListener("refused", (event) => showRefusal(JSON.parse(event.data)));
  events.addEventListener("world", (event) => showWorld(JSON.parse(event.data)));
  events.addEventListener("removed", (event) => removeTexts(new Set(JSON.parse(event.data))));
  events.addEventListener("error", () => {
    tellConnection("away", "Simulator is away, trying again");
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, reconnectMs);
  });
}

/** Everything but the texts: clock, faults, own numbers and the last requests. */
function showWorld({ clock, kinds, faults, numbers, requests }) {
  ownNumbers = numbers;
  showClock(clock);
  showFaults({ kinds, faults });
  showRequests(requests);
}

/** A text that a phone never got is noted there, if the page shows that phone. */
function showRefusal({ to, code, at }) {
  phones.get(to)?.note(`A text at ${clockTime(at)} was refused with ${code}`);
}

/** The whole truth, as told after every connect: what it lacks is gone. */
function showLatest(texts) {
  const known = new Set(texts.map(({ sid }) => sid));
  const gone = allTexts().filter(({ sid }) => !known.has(sid));
  removeTexts(new Set(gone.map(({ sid }) => sid)));
  for (const phone of phones.values()) phone.clearNotes();
  showTexts(texts);
}

/** A phone that has no room among the latest ones is left out before it is drawn. */
function showTexts(texts) {
  const latest = new Set();
  for (const text of texts.toReversed()) {
    if (latest.size < phonesMax) latest.add(phoneNumber(text));
  }
  for (const text of texts) {
    const number = phoneNumber(text);
    if (phones.has(number) || latest.has(number)) phoneFor(number).show(text);
  }
  summarize();
}

function removeTexts(sids) {
  for (const phone of phones.values()) {
    for (const sid of sids) phone.remove(sid);
    if (phone.texts.size === 0 && !added.has(phone.number)) discard(phone);
  }
  summarize();
}

function phoneFor(number) {
  let phone = phones.get(number);
  if (phone === undefined) {
    phone = new Phone(number, () => ownNumbers[0]);
    place.append(phone.element);
    phones.set(number, phone);
    if (phones.size > phonesMax) discard(longestQuiet());
  }
  return phone;
}

function longestQuiet() {
  const lastText = (phone) => [...phone.texts.values()].at(-1)?.createdAt ?? "9";
  return [...phones.values()].reduce((quiet, phone) =>
    lastText(phone) < lastText(quiet) ? phone : quiet,
  );
}

function discard(phone) {
  phone.element.remove();
  phones.delete(phone.number);
}

function phoneNumber(text) {
  return text.direction === "inbound" ? text.from : text.to;
}

function allTexts() {
  return [...phones.values()].flatMap((phone) => [...phone.texts.values()]);
}

function summarize() {
  const texts = allTexts().length;
  const shown = texts === 0 ? "" : ` ${count(texts, "text")} on ${count(phones.size, "phone")}.`;
  document.querySelector("#summary").textContent = `Nothing here reaches a real phone.${shown}`;
  document.querySelector("#empty").hidden = phones.size > 0;
}

function tellConnection(state, words) {
  const element = document.querySelector("#connection");
  element.dataset.state = state;
  element.textContent = words;
}
