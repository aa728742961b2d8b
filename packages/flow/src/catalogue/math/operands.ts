import type { Compiling } from "../../run/compiling.ts";
import { applied, constant, type Expression } from "../../run/expression.ts";

/** An operation that Blockly's generators write without parentheses inside of itself. */
type Chained = "ADD" | "MULTIPLY";

/** What stands in an input of a sum or a product. */
interface Operand {
  readonly whole: Expression;
  /** What it comes to when it is not worked out first; only the whole where it has no parts. */
  readonly parts: readonly Expression[];
}

/** The parts of sums and products that are compiled, for those that they stand in. */
const partsOf = new WeakMap<
  Expression,
  { readonly operator: Chained; readonly parts: readonly Expression[] }
>();

/** Whether the operation is worked out from left to right inside of itself. */
export function isChained(operator: string): operator is Chained {
  return operator === "ADD" || operator === "MULTIPLY";
}

/** The same expression, known as a sum or a product of parts. */
export function rememberParts(
  expression: Expression,
  operator: Chained,
  parts: readonly Expression[],
): Expression {
  partsOf.set(expression, { operator, parts });
  return expression;
}

/**
 * Compiles what stands in an input of a sum or a product. Blockly writes `a + (b + c)` without the
 * parentheses, so that JavaScript adds from left to right: with fractions or texts that is another
 * result. The blocks that give the number of a place end in `+ 1`, which joins the sum as well.
 */
export function operandOf(
  { block, plugged, value }: Compiling,
  input: string,
  operator: Chained,
): Operand {
  const whole = value(input, 0);
  const known = partsOf.get(whole);
  if (known?.operator === operator) return { whole, parts: known.parts };
  const type = plugged(input)?.type;
  const isPlace = type === "text_indexOf" || type === "lists_indexOf";
  if (operator !== "ADD" || !isPlace) return { whole, parts: [whole] };
  const fromZero = applied(block.id, [whole], (_, place) => Number(place) - 1);
  return { whole, parts: [fromZero, constant(1)] };
}
