/** What is wrong with one file, in words that go on after the file's name. */
export class FileFault extends Error {
  override readonly name = "FileFault";
  /** Where in the file; null when it is the whole of it. */
  readonly place: string | null;

  constructor(message: string, place: string | null = null) {
    super(message);
    this.place = place;
  }
}
