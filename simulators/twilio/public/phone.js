import { attempt, control } from "./controls.js";
import { drawPictures } from "./pictures.js";
import { clockTime, count, dayName, extraWords, readableNumber, statusWords } from "./words.js";

const textsMax = 50;
const phoneTemplate = document.querySelector("#phone");
const textTemplate = document.querySelector("#text");

/** One simulated handset: its latest texts, drawn in place. Everything is set as text, never as markup. */
export class Phone {
  /** Texts by sid, oldest first. */
  texts = new Map();
  #items = new Map();
  #unread = 0;
  #sender = null;

  /** `ownNumber` gives a number to write to while nobody has written to this phone. */
  constructor(number, ownNumber) {
    this.number = number;
    this.ownNumber = ownNumber;
    this.element = phoneTemplate.content.cloneNode(true).firstElementChild;
    this.element.dataset.number = number;
    this.element.querySelector(".number").textContent = readableNumber(number);
    this.list = this.element.querySelector(".texts");
    this.list.setAttribute("aria-label", `Texts to ${readableNumber(number)}`);
    this.chip = this.element.querySelector(".new");
    this.chip.addEventListener("click", () => this.#showLatest());
    this.list.addEventListener("scroll", () => {
      if (this.#isAtEnd()) this.#clearUnread();
    });
    this.field = this.element.querySelector(".reply input");
    this.field.setAttribute("aria-label", `Reply as ${readableNumber(number)}`);
    this.element.querySelector(".reply").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#reply(this.field.value);
    });
  }

  /** Sends what was typed to whoever wrote last; it stays in the field when that fails. */
  async #reply(body) {
    if (body.trim() === "") return;
    const to = this.#sender ?? this.ownNumber();
    const isSent = await attempt(() =>
      control("POST", "/inbound", { from: this.number, to, body }),
    );
    if (isSent) this.field.value = "";
  }

  /** Draws a text, or what has changed about it; not one that has already made room for newer ones. */
  show(text) {
    if (this.#isPast(text)) return;
    const wasAtEnd = this.#isAtEnd();
    let item = this.#items.get(text.sid);
    const isNew = item === undefined;
    if (item === undefined) item = this.#insert(text);
    this.texts.set(text.sid, text);
    this.#fill(item, text);
    this.#nameSender(text.direction === "inbound" ? text.to : text.from);
    if (wasAtEnd) this.#scrollToEnd();
    else if (isNew) this.#noteUnread();
  }

  /** Says something that is no text. */
  note(words) {
    const wasAtEnd = this.#isAtEnd();
    const item = document.createElement("li");
    item.className = "note";
    item.textContent = words;
    this.list.firstElementChild.append(item);
    if (wasAtEnd) this.#scrollToEnd();
  }

  clearNotes() {
    for (const item of this.list.querySelectorAll(".note")) item.remove();
  }

  remove(sid) {
    this.#items.get(sid)?.remove();
    this.#items.delete(sid);
    this.texts.delete(sid);
  }

  #isPast(text) {
    const oldest = this.texts.values().next().value;
    return this.texts.size >= textsMax && text.seq < oldest.seq;
  }

  /** Its place is by the order of storing, whatever the order of arrival. */
  #insert(text) {
    const item = textTemplate.content.cloneNode(true).firstElementChild;
    item.dataset.sid = text.sid;
    const newer = [...this.texts.values()].filter(({ seq }) => seq > text.seq);
    const previous = [...this.texts.values()].at(-1 - newer.length);
    if (previous === undefined || dayName(previous.createdAt) !== dayName(text.createdAt)) {
      reveal(item.querySelector(".day"), dayName(text.createdAt));
    }
    this.list.firstElementChild.insertBefore(item, this.#items.get(newer[0]?.sid) ?? null);
    this.#items.set(text.sid, item);
    this.texts.set(text.sid, text);
    this.#moveToEnd(newer);
    if (this.texts.size > textsMax) this.remove(this.texts.keys().next().value);
    return item;
  }

  #moveToEnd(texts) {
    for (const text of texts) {
      this.texts.delete(text.sid);
      this.texts.set(text.sid, text);
    }
  }

  #fill(item, text) {
    item.dataset.status = text.status;
    item.classList.toggle("foreign", text.foreign);
    item.classList.toggle("theirs", text.direction === "inbound");
    const isEmpty = text.body === "" && text.mediaUrls.length === 0;
    const body = item.querySelector(".body");
    body.textContent = isEmpty ? "This text has been emptied." : text.body;
    body.hidden = body.textContent === "";
    body.classList.toggle("emptied", isEmpty);
    const pictures = item.querySelector(".pictures");
    if (pictures.childElementCount === 0) drawPictures(pictures, text.mediaUrls);
    item.querySelector("time").dateTime = text.createdAt;
    item.querySelector("time").textContent = clockTime(text.createdAt);
    item.querySelector(".status").textContent = statusWords(text);
    item.querySelector(".extra").textContent = extraWords(text);
    this.#nameOtherSender(item, text);
  }

  /** A text whose sender differs from the one before says so. */
  #nameOtherSender(item, text) {
    const texts = [...this.texts.values()];
    const previous = texts[texts.indexOf(text) - 1];
    const isOurs = text.direction !== "inbound" && previous?.direction !== "inbound";
    const isOther = Boolean(previous?.from) && Boolean(text.from) && previous.from !== text.from;
    if (isOurs && isOther) reveal(item.querySelector(".via"), `From ${readableNumber(text.from)}`);
  }

  #nameSender(from) {
    if (from === null) return;
    this.#sender = from;
    this.element.querySelector(".sender").textContent = readableNumber(from);
  }

  #isAtEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 24;
  }

  #scrollToEnd() {
    this.list.scrollTop = this.list.scrollHeight;
  }

  #showLatest() {
    this.#scrollToEnd();
    this.#clearUnread();
  }

  #noteUnread() {
    this.#unread += 1;
    this.chip.textContent = `${this.#unread} new`;
    this.chip.setAttribute("aria-label", `Show ${count(this.#unread, "new text")}`);
    this.chip.hidden = false;
  }

  #clearUnread() {
    this.#unread = 0;
    this.chip.hidden = true;
  }
}

function reveal(element, text) {
  element.textContent = text;
  element.hidden = false;
}
