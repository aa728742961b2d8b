interface Variables {
  x: number;
  i: number;
}

type Give = (variables: Variables) => number;
type Do = (variables: Variables) => void;

const number =
  (value: number): Give =>
  () =>
    value;
const getX: Give = (variables) => variables.x;
const getI: Give = (variables) => variables.i;
const multiply =
  (a: Give, b: Give): Give =>
  (variables) =>
    a(variables) * b(variables);
const add =
  (a: Give, b: Give): Give =>
  (variables) =>
    a(variables) + b(variables);
const subtract =
  (a: Give, b: Give): Give =>
  (variables) =>
    a(variables) - b(variables);
const divide =
  (a: Give, b: Give): Give =>
  (variables) =>
    a(variables) / b(variables);
const setX =
  (value: Give): Do =>
  (variables) => {
    variables.x = value(variables);
  };
const countI =
  (from: number, to: number, body: Do): Do =>
  (variables) => {
    for (variables.i = from; variables.i <= to; variables.i += 1) body(variables);
  };

/** The same as `arithmeticFlow` in closures without limits, steps, errors or types; gives x. */
export function plainClosures(turns: number): () => number {
  const product = multiply(getX, number(3));
  const value = divide(subtract(add(product, getI), number(7)), number(2));
  const run = countI(1, turns, setX(value));
  return () => {
    const variables: Variables = { x: 0, i: 0 };
    run(variables);
    return variables.x;
  };
}
