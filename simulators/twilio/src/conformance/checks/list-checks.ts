import { expectLike, present } from "../expect.ts";
import { type Check, deliveredMs, text } from "./check.ts";

/** Lists of messages. */
export const listChecks: readonly Check[] = [
  {
    name: "lists are newest first, and filtered by to, from and day",
    async run({ client, pass, control }) {
      for (const body of ["one", "two"]) await client.messages.create({ ...text, body });
      await client.messages.create({ ...text, to: "+15550002222", body: "three" });
      await pass(deliveredMs);
      const bodies = async (filter: object) =>
        (await client.messages.list(filter)).map(({ body }) => body);
      const { now } = (await control("GET", "/clock")) as { now: string };
      const dayBefore = new Date(Date.parse(now) - 48 * 3_600_000);
      expectLike(await bodies({}), ["three", "two", "one"]);
      expectLike(await bodies({ to: text.to }), ["two", "one"]);
      expectLike(await bodies({ from: "+15550009999" }), []);
      expectLike(await bodies({ dateSentAfter: dayBefore }), ["three", "two", "one"]);
      expectLike(await bodies({ dateSentBefore: dayBefore }), []);
    },
  },
  {
    name: "pages have links in both directions",
    async run({ client }) {
      for (let index = 0; index < 5; index += 1) {
        await client.messages.create({ ...text, body: String(index) });
      }
      const bodiesOf = (page: { instances: { body: string }[] }) =>
        page.instances.map(({ body }) => body);
      const first = await client.messages.page({ pageSize: 2 });
      const second = present(await first.nextPage());
      const third = present(await second.nextPage());
      expectLike([first, second, third].map(bodiesOf), [["4", "3"], ["2", "1"], ["0"]]);
      expectLike(await third.nextPage(), undefined);
      expectLike(bodiesOf(present(await third.previousPage())), ["2", "1"]);
      const all = await client.messages.list({ pageSize: 2, limit: 4 });
      expectLike(all.length, 4);
    },
  },
];
