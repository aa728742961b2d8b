import { describe, expect, it } from "vitest";

import { AnswerReader } from "./answer-reader.ts";

/** Feeds the text in pieces of that many bytes, and tells the last reading. */
function read(text: string, pieceBytes = text.length) {
  const reader = new AnswerReader();
  const bytes = Buffer.from(text, "utf8");
  let reading = "more";
  for (let at = 0; at < bytes.length && reading === "more"; at += pieceBytes) {
    reading = reader.feed(bytes.subarray(at, at + pieceBytes));
  }
  return { reading, reader, answer: reader.answer() };
}

const sized = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 6\r\n\r\n<R/>é";
const chunked =
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4;x=1\r\nab\r\n\r\n3\r\ncde\r\n0\r\nTrailer: x\r\n\r\n";
const early = "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n";

describe("an answer", () => {
  it.each([1, 2, 3, 7, 1000])("is the same in pieces of %i bytes", (pieceBytes) => {
    const first = read(sized, pieceBytes);
    expect(first.reading).toBe("complete");
    expect(first.answer).toMatchObject({ status: 200, contentType: "text/xml", body: "<R/>é" });
    const second = read(chunked, pieceBytes);
    expect(second.reading).toBe("complete");
    expect(second.answer.body).toBe("ab\r\ncde");
    const third = read(early, pieceBytes);
    expect(third.reading).toBe("complete");
    expect(third.answer).toMatchObject({ status: 204, body: "" });
  });

  it("without a length goes on until the connection ends", () => {
    const { reading, reader } = read("HTTP/1.0 200 OK\r\n\r\nall of it");
    expect(reading).toBe("more");
    expect(reader.end()).toBe(true);
    expect(reader.keepMs).toBe(0);
    expect(reader.answer().body).toBe("all of it");
  });

  it("that is cut short is not complete with the end of the connection", () => {
    expect(read(sized.slice(0, -2)).reader.end()).toBe(false);
    expect(read("HTTP/1.1 200 OK\r\nContent-").reader.end()).toBe(false);
  });

  it("tells where it leads, how to sign in, and how long the connection lives", () => {
    const head =
      "HTTP/1.1 302 Found\r\nLocation: /b\r\nWWW-Authenticate: Basic realm=x\r\nKeep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n";
    const { reader, answer } = read(head);
    expect(answer).toMatchObject({ location: "/b", challenge: "Basic realm=x" });
    expect(reader.keepMs).toBe(5000);
    expect(read("HTTP/1.1 204 x\r\nconnection: close\r\n\r\n").reader.keepMs).toBe(0);
    expect(read("HTTP/1.0 204 x\r\n\r\n").reader.keepMs).toBe(0);
    expect(read("HTTP/1.1 204 x\r\n\r\n").reader.keepMs).toBeNull();
  });

  it("with something after it ends the connection", () => {
    const { reading, reader } = read(`${sized}HTTP/1.1 200 OK`);
    expect(reading).toBe("complete");
    expect(reader.keepMs).toBe(0);
  });

  it.each([
    "SSH-2.0-OpenSSH\r\n\r\n",
    "HTTP/2 200\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    "HTTP/1.1 101 Switching Protocols\r\n\r\n",
    `HTTP/1.1 200 OK\r\nx: ${"x".repeat(70_000)}`,
  ])("that is none is broken: %j", (text) => {
    expect(read(text, 1000).reading).toBe("broken");
  });
});
