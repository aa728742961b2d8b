/** The stack goes on with the next block. */
export const next = 0;
/** The innermost loop ends. */
export const breakLoop = 1;
/** The innermost loop goes on with its next turn. */
export const continueLoop = 2;
/** The procedure ends; its value is in the frame. */
export const returnFrom = 3;

/** How a statement ended. */
export type Signal = typeof next | typeof breakLoop | typeof continueLoop | typeof returnFrom;

/** A signal at once, or a promise of it where something was waited for. */
export type MaybeSignal = Signal | Promise<Signal>;
