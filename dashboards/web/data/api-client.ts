import type { z } from "zod";
import { errorSchema } from "../../../api/contract/common.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import { Problem } from "../../../model/problem.ts";

/** What is asked for: the path below the root of the interface, and the shape of its answer. */
export interface Resource<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** How long its answer may take, where that is more than usual. */
  readonly timeoutMs?: number;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const usualTimeoutMs = 20_000;
/** Making a file of a large report takes a while. */
export const longTimeoutMs = 180_000;
const signedOutListeners = new Set<() => void>();

/** Calls back when the centre no longer knows who is asking. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** One request; anything but a good answer is thrown as a Problem with the centre's own code. */
async function request(method: Method, path: string, body?: unknown, timeoutMs = usualTimeoutMs): Promise<Response> {
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
  return problemFrom(response.status, response.statusText, await response.json().catch(() => undefined), target);
}

/** The centre's own code where the answer has its form of an error; the whole answer is the cause. */
function problemFrom(status: number, statusText: string, body: unknown, target: string): Problem {
  const parsed = errorSchema.safeParse(body);
  return parsed.success
    ? new Problem(parsed.data.code, parsed.data.message, { target, cause: body })
    : new Problem(`http-${status}`, statusText, { target, cause: body });
}

function parseAnswer<T>(schema: z.ZodType<T>, body: unknown, target: string): T {
  try {
    return schema.parse(body);
  } catch (cause) {
    throw new Problem("unexpected-answer", "The answer has a form that this page does not know", { target, cause });
  }
}

/** Reads a resource. Answers its text too, so that equal answers can be told without comparing trees. */
export async function read<T>({ path, schema, timeoutMs }: Resource<T>): Promise<{ readonly value: T; readonly text: string }> {
  const response = await request("GET", path, undefined, timeoutMs);
  const text = await response.text();
  return { value: parseAnswer(schema, jsonOf(text), path), text };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends a change. */
export async function change(method: Exclude<Method, "GET">, path: string, body?: unknown): Promise<void> {
  await request(method, path, body);
}

/** Sends a change and reads what stands then. */
export async function send<T>(method: Exclude<Method, "GET">, { path, schema }: Resource<T>, body?: unknown): Promise<T> {
  const response = await request(method, path, body);
  return parseAnswer(schema, await response.json().catch(() => undefined), path);
}

/** Sends a change whose answer is a file. */
export async function sendForFile(method: Exclude<Method, "GET">, path: string, body?: unknown): Promise<Blob> {
  return (await request(method, path, body, longTimeoutMs)).blob();
}

/**
 * Sends the bytes of a file, and tells how much has gone, from 0 to 1. A file may take longer than other requests; `signal` ends it
 * with a Problem `aborted`.
 */
export function upload<T>(
  { path, schema }: Resource<T>,
  file: Blob,
  { onProgress, signal }: { onProgress?: (part: number) => void; signal?: AbortSignal } = {},
): Promise<T> {
  const target = apiRoot + path;
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", target);
    sending.responseType = "text";
    sending.setRequestHeader("content-type", file.type === "" ? "application/octet-stream" : file.type);
    sending.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total);
    sending.onerror = () => reject(new Problem("unreachable", "The centre does not answer", { target }));
    sending.onabort = () => reject(new Problem("aborted", "The upload was ended", { target }));
    sending.onload = () => {
      const body = jsonOf(sending.responseText);
      if (sending.status === 401) for (const listener of signedOutListeners) listener();
      if (sending.status >= 300) reject(problemFrom(sending.status, sending.statusText, body, target));
      else settle(resolve, reject, () => parseAnswer(schema, body, path));
    };
    signal?.addEventListener("abort", () => sending.abort(), { once: true });
    sending.send(file);
  });
}

function settle<T>(resolve: (value: T) => void, reject: (error: unknown) => void, work: () => T): void {
  try {
    resolve(work());
  } catch (error) {
    reject(error);
  }
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
