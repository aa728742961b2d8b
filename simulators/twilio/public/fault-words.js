/** What each kind of fault is called, in groups and in the order of the page. */
export const faultGroups = [
  {
    title: "Requests",
    kinds: {
      "delay-before": ["Slow answers", "Every request waits first"],
      "delay-after": ["Late answers", "Done at once, its answer waits"],
      "too-many-requests": ["Too many requests", "429 with 20429, nothing is stored"],
      "error-before": ["500 before storing", "Nothing is stored"],
      "error-after": ["500 after storing", "The text is kept, the answer is lost"],
      "cut-before": ["Cut the line before", "The connection closes, nothing is stored"],
      "cut-after": ["Cut the line after", "The text is kept, the connection closes"],
      "not-json": ["Not JSON", "The text is kept, a web page answers"],
      "slow-headers": ["Slow headers", "The answer's head comes late"],
      "drip-body": ["Dripping body", "An answer of a few bytes at a time"],
      "wrong-content-length": ["Wrong length", "The answer is shorter than it says"],
    },
  },
  {
    title: "Lists",
    kinds: {
      "list-lag": ["Lists lag", "A stored text shows up in lists later"],
      "foreign-twin": ["Foreign twins", "An equal text by somebody else"],
    },
  },
  {
    title: "Status callbacks",
    kinds: {
      "callback-delay": ["Late", "Callbacks leave later"],
      "callback-double": ["Twice", "Every callback is sent two times"],
      "callback-reorder": ["Out of order", "delivered may come before sent"],
      "callback-drop": ["Dropped", "Callbacks never leave"],
      "callback-bad-signature": ["Wrong signature", "They look right and must be refused"],
    },
  },
];

/** What a switch asks for besides the kind; the rest is the simulator's usual. */
export const faultSettings = {
  "delay-before": { delayMs: 800 },
  "delay-after": { delayMs: 800 },
};

/** What a rule says beyond its kind, in chips. */
export function ruleChips({ delayMs, probability, times }) {
  return [
    ...(delayMs > 0 ? [`${delayMs} ms`] : []),
    ...(probability < 1 ? [`${Math.round(probability * 100)} %`] : []),
    ...(times === null ? [] : [times === 0 ? "used up" : `${times} left`]),
  ];
}
