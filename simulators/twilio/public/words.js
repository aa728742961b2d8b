/** A North American number in groups; any other address as it is. */
export function readableNumber(address) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return parts === null ? address : `+1 ${parts[1]} ${parts[2]} ${parts[3]}`;
}

const time = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** Hours and minutes, in the reader's zone. */
export function clockTime(iso) {
  return time.format(new Date(iso));
}

/** "Today", or the day in words. */
export function dayName(iso) {
  const date = new Date(iso);
  return date.toDateString() === new Date().toDateString() ? "Today" : day.format(date);
}

/** What stands after a text's time: its status, and why it went wrong. */
export function statusWords(text) {
  if (text.status === "scheduled") return `scheduled for ${momentWords(text.sendAt)}`;
  if (text.foreign) return "foreign twin, sent by nobody you know";
  if (text.direction === "inbound") return inboundWords(text);
  if (text.errorCode === null) return text.status;
  return `${text.status}: ${text.errorMessage} (${text.errorCode})`;
}

const stopWords = /^(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)$/i;
const startWords = /^(START|UNSTOP)$/i;

/** Twilio hears these words by itself. */
function inboundWords({ body, status, to }) {
  if (status === "receiving") return "on its way";
  if (stopWords.test(body.trim())) return `opted out of ${readableNumber(to)}`;
  if (startWords.test(body.trim())) return `opted in to ${readableNumber(to)}`;
  return `received by ${readableNumber(to)}`;
}

function momentWords(iso) {
  const name = dayName(iso);
  return `${name === "Today" ? "today" : name} ${clockTime(iso)}`;
}

/** What else is worth knowing about a text, apart from its status. */
export function extraWords(text) {
  if (text.sid.startsWith("MM")) return "MMS";
  return text.numSegments > 1 ? `${text.numSegments} parts` : "";
}

/** "1 text", "2 texts". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
