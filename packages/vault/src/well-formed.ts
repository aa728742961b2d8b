const loneSurrogate = /\p{Surrogate}/u;

/**
 * Refuses text that UTF-8 cannot carry: half a surrogate pair would silently become U+FFFD, so that
 * what is opened differs from what was sealed and different bindings look alike.
 *
 * Errors: `TypeError`, which names the place and not the text.
 */
export function assertWellFormed(text: string, place: string): void {
  if (loneSurrogate.test(text)) {
    throw new TypeError(`${place} holds half a surrogate pair, which UTF-8 cannot carry`);
  }
}
