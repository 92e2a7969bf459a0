import type { Endpoint } from "../../../model/protocols/index.ts";
import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import type { DriverServices, Link, ProbeReport, RequestGate } from "../define.ts";
import { runAccess } from "./access-probe.ts";
import { runChannel } from "./channel-probe.ts";
import { runDefaultCredentials } from "./default-credentials-probe.ts";
import { runDiscovery } from "./discovery-probe.ts";
import { explainFailure, OpcuaFailure } from "./errors.ts";
import { bounds, signalsJob } from "./plan.ts";
import { Run } from "./run.ts";
import { runSession } from "./session-probe.ts";
import { runSignals } from "./signals-job.ts";
import { Standing } from "./standing.ts";
import { Turns } from "./turns.ts";

/** What a job brought back; the link adds outcome and traffic. */
export type Learnt = Pick<ProbeReport, "facts" | "samples">;
type JobRunner = (run: Run, standing: Standing) => Promise<Learnt>;

const runners: Readonly<Record<string, JobRunner>> = {
  "opcua.discovery": runDiscovery,
  "opcua.channel": runChannel,
  "opcua.session": runSession,
  "opcua.access": runAccess,
  "opcua.default-credentials": runDefaultCredentials,
  [signalsJob]: runSignals,
};

/** Shared by every link of the process. */
const openings = new Turns(bounds.opening);

/** The conversation with one server: its jobs run one after the other, over one connection at a time. */
export class OpcuaLink implements Link {
  readonly #gate: RequestGate;
  readonly #services: DriverServices;
  /** By URL: servers behind one address that differ in their path share the connection and nothing else. */
  readonly #standings = new Map<string, Standing>();
  #last: Promise<unknown> = Promise.resolve();
  #endpoint: OpcuaEndpoint | undefined;
  #closed = false;

  constructor(gate: RequestGate, services: DriverServices) {
    this.#gate = gate;
    this.#services = services;
  }

  run(endpoint: Endpoint, jobId: string, signal: AbortSignal): Promise<ProbeReport> {
    const turn = this.#last.then(() => this.#report(endpoint, jobId, signal));
    this.#last = turn;
    return turn;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
    if (this.#endpoint === undefined) return;
    await this.#releaseOthers(undefined, new Run(this.#endpoint, this.#gate, AbortSignal.abort()));
  }

  async #report(endpoint: Endpoint, jobId: string, signal: AbortSignal): Promise<ProbeReport> {
    const runner = runners[jobId];
    if (endpoint.protocol !== "opcua" || runner === undefined)
      return refuse(`no job ${jobId} at a ${endpoint.protocol} endpoint`);
    if (this.#closed) return refuse("the link is closed");
    this.#endpoint = endpoint;
    const run = new Run(endpoint, this.#gate, signal);
    const standing = this.#standingOf(endpoint);
    try {
      await this.#releaseOthers(standing, run);
      const learnt = await inTurn(standing, jobId, signal, () => runner(run, standing));
      return { outcome: "answered", ...learnt, traffic: run.traffic };
    } catch (error) {
      if (!(error instanceof OpcuaFailure) || error.failure !== "no-session") await standing.release(run);
      return { ...explainFailure(error), samples: [], traffic: run.traffic };
    }
  }

  #standingOf({ url }: OpcuaEndpoint): Standing {
    const standing = this.#standings.get(url) ?? new Standing(this.#services);
    this.#standings.set(url, standing);
    return standing;
  }

  async #releaseOthers(kept: Standing | undefined, run: Run): Promise<void> {
    for (const standing of this.#standings.values()) if (standing !== kept) await standing.release(run);
  }
}

/** What goes over a session that is there goes at once; whoever has to open connections waits for a turn. */
async function inTurn<T>(standing: Standing, jobId: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const overSession = jobId === signalsJob || jobId === opcuaSession.id;
  if (overSession && standing.held?.session.alive) return work();
  const end = await openings.take(signal).catch((cause: unknown) => {
    throw new OpcuaFailure("cancelled", "the run was cancelled before its turn came", { cause });
  });
  try {
    return await work();
  } finally {
    end();
  }
}

function refuse(detail: string): ProbeReport {
  const traffic = { requests: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 };
  return { outcome: "refused", reason: { code: "no-such-job", detail }, samples: [], traffic };
}
