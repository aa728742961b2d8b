import type { Account } from "../accounts/account.ts";
import type { HookCaller } from "../callbacks/hook-caller.ts";
import type { MovableClock } from "../clock/movable-clock.ts";
import type { Delivery } from "../delivery/delivery.ts";
import { keywordReplies, type OptOutType } from "../opt-outs/keywords.ts";
import type { OptOuts } from "../opt-outs/opt-outs.ts";
import type { RequestLog } from "../requests/request-log.ts";
import { type Resources, serviceOf } from "../resources/resources.ts";
import type { Media, Message } from "../store/message.ts";
import type { Store } from "../store/store.ts";
import { askHooks } from "./ask-hooks.ts";
import { hooksFor } from "./hooks-for.ts";
import { inboundFields } from "./inbound-fields.ts";
import { makeInbound, makeReply } from "./make-messages.ts";
import type { Reply } from "./read-answer.ts";
import { readReply } from "./read-reply.ts";
import { ReplyGuard } from "./reply-guard.ts";

/** A text that somebody writes to a number of an account. */
export interface InboundText {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly Media[];
}

interface InboundOptions {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly delivery: Delivery;
  readonly hooks: HookCaller;
  readonly resources: Resources;
  readonly optOuts: OptOuts;
  readonly requests: RequestLog;
  /** Where this simulator is reached. */
  readonly origin: () => string;
  /** How long a text takes to come in. */
  readonly receivingMs: number;
}

/** Takes texts from handsets: keeps them, hears keywords, calls web hooks and sends their replies. */
export class Inbound {
  readonly #options: InboundOptions;
  readonly #guard = new ReplyGuard();

  constructor(options: InboundOptions) {
    this.#options = options;
  }

  /** Returns the stored text at once; everything else follows on the clock. */
  receive(text: InboundText, account: Account): Message {
    const { store, clock, receivingMs } = this.#options;
    const message = store.add(
      makeInbound({
        ...text,
        accountSid: account.accountSid,
        messagingServiceSid: serviceOf(account, text.to)?.sid ?? null,
        statusCallback: null,
        now: clock.now(),
      }),
    );
    clock.after(receivingMs, () => {
      if (store.has(message)) this.#arrive(message, account, text);
    });
    return message;
  }

  /** Forgets who has answered whom. */
  clear(): void {
    this.#guard.clear();
  }

  /** A keyword does its work, and is answered, before the web hook hears of it. */
  #arrive(message: Message, account: Account, text: InboundText): void {
    const { store, clock, optOuts } = this.#options;
    message.status = "received";
    message.sentAt = clock.now();
    message.updatedAt = message.sentAt;
    store.changed(message);
    const wasStopped = optOuts.isStopped(account, text.to, text.from);
    const keyword = optOuts.hear(account, text);
    const isRepeatedStop = keyword === "STOP" && wasStopped;
    if (keyword !== null && !isRepeatedStop) this.#answerKeyword(message, account, keyword);
    void this.#ask(message, account, keyword);
  }

  async #ask(message: Message, account: Account, optOutType: OptOutType | null): Promise<void> {
    const { hooks, resources, origin } = this.#options;
    const answer = await askHooks({
      hooks,
      account,
      targets: hooksFor(account, message.to, resources),
      fields: inboundFields(message, { optOutType, origin: origin() }),
      alert: (url, code) => this.#alert(account, url, code),
    });
    for (const reply of answer.replies) this.#reply(reply, answer.url, message, account);
  }

  /** What Twilio's debugger would tell stands in the log of requests. */
  #alert({ accountSid }: Account, url: string, code: number): void {
    const { requests, clock } = this.#options;
    const [path = ""] = url.split(/[?#]/, 1);
    const note = `alert ${code}`;
    const about = { at: clock.now(), method: "", path, accountSid, status: null, durationMs: 0 };
    requests.add({ kind: "alert", ...about, note });
  }

  /** Refused replies are left out, as nobody is there to be told. */
  #reply(reply: Reply, hookUrl: string, message: Message, account: Account): void {
    const read = readReply(reply, hookUrl, message);
    if (read === null || this.#options.optOuts.isStopped(account, read.from, read.to)) return;
    if (this.#guard.lets(account.accountSid, read, this.#options.clock.now())) {
      this.#send(read, message, account);
    } else {
      this.#alert(account, hookUrl, 14_107);
    }
  }

  #answerKeyword(message: Message, account: Account, keyword: OptOutType): void {
    const parts = { to: message.from ?? "", from: message.to, media: [], statusCallback: null };
    this.#send({ ...parts, body: keywordReplies[keyword] }, message, account);
  }

  #send(parts: ReplyParts, { messagingServiceSid }: Message, account: Account): void {
    const { store, clock, delivery } = this.#options;
    const { accountSid } = account;
    const now = clock.now();
    const reply = store.add(makeReply({ ...parts, accountSid, messagingServiceSid, now }));
    delivery.begin(reply, account);
  }
}

type ReplyParts = Pick<
  Parameters<typeof makeReply>[0],
  "to" | "from" | "body" | "media" | "statusCallback"
>;
