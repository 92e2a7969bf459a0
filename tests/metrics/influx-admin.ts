import { z } from "zod";

const answerSchema = z.object({
  error: z.string().optional(),
  results: z
    .array(
      z.object({
        error: z.string().optional(),
        series: z
          .array(z.object({ columns: z.array(z.string()), values: z.array(z.array(z.unknown())).default([]) }))
          .default([]),
      }),
    )
    .default([]),
});

export interface AdminLogin {
  readonly username: string;
  readonly password: string;
}

/** Rows that a server answers to a statement, past the store under test. Throws what the server says. */
export async function ask(url: string, statement: string, login?: AdminLogin): Promise<readonly (readonly unknown[])[]> {
  const credentials = login === undefined ? "" : Buffer.from(`${login.username}:${login.password}`).toString("base64");
  const response = await fetch(`${url}/query`, {
    method: "POST",
    headers: login === undefined ? {} : { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ q: statement, epoch: "ms" }),
  });
  const { error, results } = answerSchema.parse(await response.json());
  const failure = error ?? results.find((result) => result.error !== undefined)?.error;
  if (failure !== undefined) throw new Error(`${failure}: ${statement}`);
  return results.flatMap(({ series }) => series.flatMap(({ values }) => values));
}

/** Makes the first administrator of a server that asks for a login. */
export async function makeAdministrator(url: string): Promise<AdminLogin> {
  const login = { username: "administrator", password: "of the test" };
  await ask(url, `CREATE USER "${login.username}" WITH PASSWORD '${login.password}' WITH ALL PRIVILEGES`);
  return login;
}
