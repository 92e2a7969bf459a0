import { z } from "zod";
import type { Login } from "../../store/metrics/influx/users.ts";

/** An InfluxDB as others than Plantwatch speak to it: plain HTTP, with a login. */

const answerSchema = z.object({
  results: z
    .array(
      z.object({
        error: z.string().optional(),
        series: z
          .array(
            z.object({
              tags: z.record(z.string(), z.string()).optional(),
              columns: z.array(z.string()),
              values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
  error: z.string().optional(),
});
export type Series = NonNullable<NonNullable<z.infer<typeof answerSchema>["results"]>[number]["series"]>;

export interface PlainInflux {
  readonly url: string;
  readonly database: string;
  readonly login: Login;
}

function headersOf({ username, password }: Login): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

/** Series of the first statement, with times in milliseconds. Throws what the server says. */
export async function query({ url, database, login }: PlainInflux, statement: string): Promise<Series> {
  const body = new URLSearchParams({ q: statement, epoch: "ms", db: database });
  const response = await fetch(`${url}/query`, { method: "POST", headers: headersOf(login), body });
  const { error, results } = answerSchema.parse(await response.json());
  const failure = error ?? results?.find((result) => result.error !== undefined)?.error;
  if (failure !== undefined) throw new Error(`${failure}\n${statement}`);
  return results?.[0]?.series ?? [];
}

export async function write({ url, database, login }: PlainInflux, lines: readonly string[]): Promise<void> {
  const atOnce = 5000;
  for (let start = 0; start < lines.length; start += atOnce) {
    const body = lines.slice(start, start + atOnce).join("\n");
    const response = await fetch(`${url}/write?db=${database}&precision=ms`, { method: "POST", headers: headersOf(login), body });
    if (response.status !== 204) throw new Error(`refused with ${response.status}: ${await response.text()}`);
  }
}
