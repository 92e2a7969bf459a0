import type { z } from "zod";
import { errorSchema } from "../../../api/contract/common.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import { Problem } from "../../../model/problem.ts";

/** What is asked for: the path below the root of the interface, and the shape of its answer. */
export interface Resource<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const timeoutMs = 20_000;
const signedOutListeners = new Set<() => void>();

/** Calls back when the centre no longer knows who is asking. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** One request; anything but a good answer is thrown as a Problem with the centre's own code. */
async function request(method: Method, path: string, body?: unknown): Promise<Response> {
  const target = apiRoot + path;
  const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  let response: Response;
  try {
    response = await fetch(target, { method, ...json, credentials: "same-origin", signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new Problem("unreachable", "The centre does not answer", { target, cause });
  }
  if (response.ok) return response;
  const problem = await problemOf(response, target);
  if (problem.code === "unauthorized") for (const listener of signedOutListeners) listener();
  throw problem;
}

async function problemOf(response: Response, target: string): Promise<Problem> {
  const parsed = errorSchema.safeParse(await response.json().catch(() => undefined));
  return parsed.success
    ? new Problem(parsed.data.code, parsed.data.message, { target })
    : new Problem(`http-${response.status}`, response.statusText, { target });
}

/** Reads a resource. Answers its text too, so that equal answers can be told without comparing trees. */
export async function read<T>({ path, schema }: Resource<T>): Promise<{ readonly value: T; readonly text: string }> {
  const response = await request("GET", path);
  const text = await response.text();
  try {
    return { value: schema.parse(JSON.parse(text)), text };
  } catch (cause) {
    throw new Problem("unexpected-answer", "The answer has a form that this page does not know", { target: path, cause });
  }
}

/** Sends a change. */
export async function change(method: Exclude<Method, "GET">, path: string, body?: unknown): Promise<void> {
  await request(method, path, body);
}

/** Sends a change and reads what it answers. */
export async function changeAndRead<T>(
  method: Exclude<Method, "GET">,
  { path, schema }: Resource<T>,
  body?: unknown,
): Promise<T> {
  const response = await request(method, path, body);
  return schema.parse(await response.json());
}

/** Opens a session, or says that a second factor is asked for next; a wrong pair throws a Problem `wrong-credentials`. */
export async function signIn(email: string, password: string): Promise<"signed-in" | "second-factor"> {
  const response = await request("POST", paths.session, { email, password });
  return response.status === 202 ? "second-factor" : "signed-in";
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await change("DELETE", paths.session);
}
