import type { Value } from "../../document/values.ts";
import { emptyObject } from "../../run/copy-value.ts";
import type { Tools } from "../../run/tools.ts";
import { computes } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";
import { optionOf } from "../logic/option-of.ts";
import { asNumber } from "../math/as-number.ts";
import { fillTemplate, parseTemplate } from "../templates/template.ts";
import { addTime, timeBetween } from "./durations.ts";
import type { FixedUnit, TimeUnit } from "./durations.ts";
import { instantText, requireInstant } from "./instant.ts";
import { timePlace, timePlaceNames } from "./time-places.ts";
import { zonedTime, zoneOf } from "./zoned-time.ts";

const fixedUnits: readonly (readonly [label: string, value: FixedUnit])[] = [
  ["seconds", "SECONDS"],
  ["minutes", "MINUTES"],
  ["hours", "HOURS"],
  ["days", "DAYS"],
  ["weeks", "WEEKS"],
];

const allUnits: readonly (readonly [label: string, value: TimeUnit])[] = [
  ...fixedUnits,
  ["months", "MONTHS"],
  ["years", "YEARS"],
];

const formatMissing = "{year}-{month}-{day} {hour}:{minute}";

/** Now: the run's clock, which a replay meets again. */
const now = defineBlock({
  type: "trunkline_now",
  category: "time",
  shape: "output",
  tooltip: "The time now, as a text such as 2026-03-01T09:30:00.000Z.",
  lines: ["now"],
  gives: ["text"],
  behaviour: computes(() => (tools) => instantText(tools.now())),
});

/** Format Time: places in braces, in any time zone, with English names. */
const formatTime = defineBlock({
  type: "trunkline_format_time",
  category: "time",
  shape: "output",
  tooltip: `A time as people write it. The format has places: ${timePlaceNames.join(", ")}, each in braces.`,
  lines: ["time %TIME as %FORMAT in zone %ZONE"],
  inputs: {
    TIME: { accepts: ["text", "number"], required: true },
    FORMAT: { accepts: ["text"], missing: formatMissing },
    ZONE: { accepts: ["text"] },
  },
  gives: ["text"],
  behaviour: computes(() => (tools, time = null, format = null, zone = null) => {
    const zoned = zonedTime(requireInstant(time), zoneOf(zone));
    const pieces = parseTemplate(requireFormat(format));
    return tools.text(fillTemplate(pieces, (place) => timePlace(zoned, place)));
  }),
});

/** Add Time. Days have 24 hours; months and years go by the calendar in UTC. */
const addTimeBlock = defineBlock({
  type: "trunkline_add_time",
  category: "time",
  shape: "output",
  tooltip: "A time that lies later, or earlier for a negative number.",
  lines: ["time %TIME plus %AMOUNT %UNIT"],
  fields: { UNIT: { kind: "dropdown", options: allUnits } },
  inputs: {
    TIME: { accepts: ["text", "number"], required: true },
    AMOUNT: { accepts: ["number"], required: true },
  },
  gives: ["text"],
  behaviour: computes(({ field }) => {
    const unit = unitOf(field("UNIT"), allUnits);
    return (tools, time = null, amount = null) =>
      instantText(addTime(requireInstant(time), amountOf(amount, tools), unit));
  }),
});

/** Time Between: with decimals. */
const timeBetweenBlock = defineBlock({
  type: "trunkline_time_between",
  category: "time",
  shape: "output",
  tooltip: "How long it is from one time to another; negative when the second lies earlier.",
  lines: ["%UNIT from %FROM to %TO"],
  fields: { UNIT: { kind: "dropdown", options: fixedUnits } },
  inputs: {
    FROM: { accepts: ["text", "number"], required: true },
    TO: { accepts: ["text", "number"], required: true },
  },
  gives: ["number"],
  behaviour: computes(({ field }) => {
    const unit = unitOf(field("UNIT"), fixedUnits);
    return (_, from = null, to = null) =>
      timeBetween(requireInstant(from), requireInstant(to), unit);
  }),
});

/** Time Parts. */
const timeParts = defineBlock({
  type: "trunkline_time_parts",
  category: "time",
  shape: "output",
  tooltip:
    "A time as an object with year, month, day, hour, minute, second, weekday (1 is Monday) and offset.",
  lines: ["parts of time %TIME in zone %ZONE"],
  inputs: {
    TIME: { accepts: ["text", "number"], required: true },
    ZONE: { accepts: ["text"] },
  },
  gives: ["object"],
  behaviour: computes(
    () =>
      (_, time = null, zone = null) =>
        Object.assign(emptyObject(), zonedTime(requireInstant(time), zoneOf(zone))),
  ),
});

function amountOf(amount: Value, tools: Tools): number {
  return amount === null ? Number.NaN : asNumber(amount, tools);
}

function unitOf<Unit extends string>(
  option: string,
  units: readonly (readonly [label: string, value: Unit])[],
): Unit {
  return optionOf(
    option,
    Object.fromEntries(units.map(([, unit]) => [unit, unit])) as Record<string, Unit>,
  );
}

function requireFormat(format: Value): string {
  if (typeof format === "string") return format;
  throw invalidValue(
    "The format of a time is a text.",
    `Write it with places, such as ${formatMissing}.`,
  );
}

/** Date and time, in the order of the toolbox. */
export const timeBlocks = [now, formatTime, addTimeBlock, timeBetweenBlock, timeParts] as const;
