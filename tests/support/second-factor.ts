import { z } from "zod";
import { apiRoot, paths } from "../../api/contract/paths.ts";
import { totpCode } from "../../api/testing/totp.ts";
import { cookieFrom } from "./session.ts";

const enrolmentSchema = z.object({ uri: z.string() });

/**
 * Follows a one-time link, sets a password and an authenticator app, and answers the cookie of a session in which all roles of the
 * person count.
 */
export async function provenCookieFrom(link: string, password = "correct horse battery"): Promise<string> {
  const { origin } = new URL(link);
  const cookie = await cookieFrom(link);
  const send = async (method: string, path: string, body: object) => {
    const headers = { cookie, origin, "content-type": "application/json" };
    const response = await fetch(origin + apiRoot + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  await send("PUT", paths.sessionPassword, { password });
  const { uri } = enrolmentSchema.parse(await (await send("POST", paths.accountTotp, { password })).json());
  const proved = await send("POST", paths.sessionTotp, { code: totpCode(uri, Date.now()) });
  return proved.headers
    .getSetCookie()
    .map((one) => one.split(";")[0] ?? "")
    .join("; ");
}
