import type { ApiAnswer, TestServer } from "./test-server.ts";

/** A password that is long enough. */
export const testPassword = "correct horse battery staple";

let made = 0;

/** Makes a user with a name and e-mail address of his own; fields say what is to be different. */
export async function makeUser(
  server: TestServer,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string; readonly email: string }> {
  made += 1;
  const name = `user-${made}`;
  const body = { name, email: `${name}@example.com`, password: testPassword, ...fields };
  const answer = await server.api("/api/users", { body });
  if (answer.status !== 201) throw new Error(`Making answered ${JSON.stringify(answer.body)}`);
  return answer.body as { id: string; email: string };
}

/** Asks for a session, as a browser does: without any key. */
export async function postSignIn(
  server: TestServer,
  email: string,
  password: string = testPassword,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  return server.api("/api/sign-in", {
    body: { email, password },
    headers: { authorization: "", ...headers },
  });
}

/** Signs in; gives the header that a browser sends from then on. */
export async function signIn(server: TestServer, email: string, password?: string) {
  const answer = await postSignIn(server, email, password);
  const [cookie] = answer.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`Signing in answered ${JSON.stringify(answer.body)}`);
  const [pair = ""] = cookie.split(";");
  return { authorization: "", cookie: pair, "sec-fetch-site": "same-origin" };
}
