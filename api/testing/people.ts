import type { Grant } from "../../model/access.ts";
import { userCreatedSchema } from "../contract/accounts.ts";
import { baseUrl, type TestCentre } from "./open-centre.ts";

/** A person who is signed in and asks as a browser does. */
export interface TestPerson {
  readonly email: string;
  /** The session, as the header that a browser sends. */
  readonly cookie: string;
  ask(path: string, options?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  /** Sends bytes as they are. */
  send(path: string, content: string | Uint8Array<ArrayBuffer>, type?: string): Promise<Response>;
}

/** Makes an account with these grants and follows its one-time link. */
export async function personFor(test: TestCentre, name: string, ...grants: Grant[]): Promise<TestPerson> {
  const email = `${name}@example.org`;
  const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
  const made = await test.ask("/api/v1/users", { token, method: "POST", body: { name, email, grants } });
  const { link } = userCreatedSchema.parse(await made.json());
  const entered = await test.ask(link.url.replace(baseUrl, ""));
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(";")[0] ?? "")
    .find((one) => one.startsWith("plantwatch.session_token="));
  const own = { cookie: cookie ?? "", origin: baseUrl };
  return {
    email,
    cookie: own.cookie,
    ask: (path, { headers = {}, ...options } = {}) => test.ask(path, { ...options, headers: { ...own, ...headers } }),
    send: async (path, body, type = "application/octet-stream") =>
      test.centre.app.request(path, { method: "POST", body, headers: { ...own, "content-type": type } }),
  };
}
