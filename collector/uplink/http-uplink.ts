import { z } from "zod";
import { taskAnswerSchema, taskOrderSchema } from "../../model/discovery/task.ts";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { acknowledgementSchema, assignmentSchema } from "../../model/wire/batches.ts";
import type { TaskUplink, Uplink } from "./port.ts";

const refusalSchema = z.object({ code: z.string(), message: z.string() });
const requestTimeoutMs = 20 * second;
/** How long the centre may keep the question for a task open. */
const taskWaitSeconds = 10;

/** Delivers over the centre's HTTP interface with the collector's own token. */
export function createHttpUplink(options: { centre: string; collectorId: string; token: string }): Uplink & TaskUplink {
  const base = new URL("/api/v1/", options.centre);

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const url = new URL(path, base);
    const headers = { authorization: `Bearer ${options.token}`, "content-type": "application/json", ...init.headers };
    let response: Response;
    try {
      const timeout = AbortSignal.timeout(requestTimeoutMs);
      const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
      response = await fetch(url, { ...init, headers, signal, redirect: "error" });
    } catch (cause) {
      throw new Problem("centre-unreachable", `the centre did not answer: ${describeError(cause)}`, {
        target: url.origin,
        cause,
      });
    }
    if (response.ok || response.status === 304) return response;
    throw await refusal(response, url);
  };
  const post = (path: string, body: unknown) => send(path, { method: "POST", body: JSON.stringify(body) });
  const own = `collectors/${encodeURIComponent(options.collectorId)}`;

  return {
    deliverObservations: async (batch) => acknowledgementSchema.parse(await (await post("ingest/observations", batch)).json()),
    deliverSamples: async (batch) => acknowledgementSchema.parse(await (await post("ingest/samples", batch)).json()),
    async fetchAssignment(revision) {
      const headers: Record<string, string> = revision === undefined ? {} : { "if-none-match": `"${revision}"` };
      const response = await send(`${own}/assignment`, { method: "GET", headers });
      return response.status === 304 ? undefined : assignmentSchema.parse(await response.json());
    },
    async nextTask(signal) {
      const response = await send(`${own}/tasks/next?wait=${taskWaitSeconds}`, { method: "GET", signal });
      return response.status === 204 ? undefined : taskOrderSchema.parse(await response.json());
    },
    reportTask: async (id, report) => taskAnswerSchema.parse(await (await post(`${own}/tasks/${id}`, report)).json()),
    async report(status) {
      await post(`${own}/status`, status);
    },
  };
}

async function refusal(response: Response, url: URL): Promise<Problem> {
  const said = refusalSchema.safeParse(await response.json().catch(() => undefined));
  const words = said.success ? `${said.data.code}: ${said.data.message}` : response.statusText;
  const passes = response.status >= 500 || response.status === 429;
  return new Problem(passes ? "centre-busy" : "centre-refused", `the centre answered ${response.status} (${words})`, {
    target: url.href,
    advice: passes
      ? "Nothing to do: the collector keeps its data and tries again."
      : "Check the collector's token and its assignment at the centre.",
  });
}
