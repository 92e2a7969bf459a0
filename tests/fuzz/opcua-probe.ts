import type { DriverServices, ProbeReport } from "../../collector/drivers/define.ts";
import { opcuaDriver } from "../../collector/drivers/opcua/driver.ts";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../model/protocols/opcua/endpoint.ts";
import type { Lane, Suite } from "./campaign.ts";
import { damage, intact } from "./damage.ts";
import { type Exchange, type Interference, startDamagingProxy } from "./damaging-proxy.ts";
import { type RunningEndpoint, startGoodDevices } from "./devices.ts";
import type { Dice } from "./dice.ts";
import { opcuaServer } from "./fuzzed-assets.ts";
import { openGate, runJob, type Trial } from "./run-job.ts";
import { goodValues, valueFaults } from "./values.ts";
import { opcuaFormat } from "./wire-format.ts";

/** Every job of a link, in the order in which a collector comes to them. */
const jobs = [
  "opcua.discovery",
  "opcua.channel",
  "opcua.session",
  "opcua.access",
  "opcua.signals",
  "opcua.session",
  "opcua.signals",
  "opcua.default-credentials",
] as const;
/** Most runs get a short time, so that one whose answer never comes costs little; the others get the driver's own. */
const shortDeadlineMs = 2000;
const longDeadlineShare = 0.02;
const patienceMs = 300;

/** Servers that differ in what they offer, so that every way through the probes is met. */
const servers = [
  ["plc", []],
  ["legacy-server", []],
  ["secured-server", ["anonymous-read", "trusts-any-client", "server-config-exposed"]],
  ["aggregating-server", ["trusts-any-client", "anonymous-write", "anonymous-call"]],
] as const;

/** A whole probe of a server, with one answer damaged on its way. */
export const opcuaProbe: Suite = {
  name: "opcua-probe",
  lanes: 8,
  async start(count, stack) {
    const declared = Array.from({ length: count }, (_, lane) => {
      const [profile, weaknesses] = servers[lane % servers.length] ?? servers[0];
      return opcuaServer(`server-${lane}`, profile, weaknesses);
    });
    const devices = stack.use(await startGoodDevices(declared.map(({ device }) => device)));
    const lanes = declared.map(({ endpoint }, lane) =>
      ProbeLane.start(endpoint, devices.endpoints[lane]?.[0], devices.services, stack),
    );
    return Promise.all(lanes);
  },
};

interface Plan {
  readonly dice: Dice;
  /** Which answer of the whole probe is damaged. */
  readonly target: number;
  seen: number;
  /** Of the job under way. */
  damage: string[];
  /** True once an answer without a signature was damaged, whose values nobody could tell from true ones. */
  forged: boolean;
}

class ProbeLane implements Lane {
  readonly #services: DriverServices;
  readonly #secured = new Map<number, boolean>();
  #plan: Plan | undefined;
  #endpoint: OpcuaEndpoint;
  #answers = 0;
  #truth: ReadonlyMap<string, number> = new Map();

  private constructor(endpoint: OpcuaEndpoint, services: DriverServices) {
    this.#endpoint = endpoint;
    this.#services = services;
  }

  /** Learns from one undisturbed probe how many answers there are, and the values that are true. */
  static async start(
    declared: OpcuaEndpoint,
    good: RunningEndpoint | undefined,
    services: DriverServices,
    stack: AsyncDisposableStack,
  ): Promise<ProbeLane> {
    const { hostname: host, port } = new URL(good?.url ?? "");
    const lane = new ProbeLane(declared, services);
    const interference: Interference = {
      deliver: (exchange) => lane.#deliver(exchange),
      asked: (connection, request) => lane.#noteSecurity(connection, request),
    };
    const proxy = stack.use(await startDamagingProxy({ host, port: Number(port) }, opcuaFormat, interference));
    lane.#endpoint = opcuaEndpointSchema.parse({
      ...declared,
      url: `opc.tcp://127.0.0.1:${proxy.port}/UA`,
      pinnedCertificateSha256: good?.certificateSha256,
    });
    const reports = await lane.#probe(() => 20_000);
    // Not every server has something to show a factory account.
    const failed = reports.slice(0, -1).find(({ report }) => report?.outcome !== "answered");
    if (failed !== undefined) throw new Error(`an undisturbed ${failed.jobId} failed: ${JSON.stringify(failed.report?.reason)}`);
    lane.#truth = goodValues(reports.flatMap(({ report }) => report?.samples ?? []));
    if (lane.#truth.size === 0) throw new Error("an undisturbed probe gave no values");
    return lane;
  }

  async run(dice: Dice): Promise<readonly Trial[]> {
    this.#plan = { dice, target: dice.between(0, this.#answers - 1), seen: 0, damage: [], forged: false };
    return this.#probe((jobId) =>
      dice.falls(longDeadlineShare) ? opcuaDriver.deadline(this.#endpoint, jobId) : shortDeadlineMs,
    );
  }

  async #probe(deadlineOf: (jobId: string) => number): Promise<readonly Trial[]> {
    const link = opcuaDriver.link(openGate, this.#services);
    const trials: Trial[] = [];
    for (const jobId of jobs) {
      const ended = await runJob(link, this.#endpoint, jobId, deadlineOf(jobId));
      const done = this.#plan?.damage ?? [];
      trials.push({ ...ended, damage: done, faults: [...ended.faults, ...this.#valueFaults(ended.report)] });
      if (this.#plan !== undefined) this.#plan.damage = [];
    }
    await link.close();
    return trials;
  }

  #valueFaults(report: ProbeReport | undefined): string[] {
    return this.#plan === undefined || this.#plan.forged ? [] : valueFaults(report?.samples ?? [], this.#truth);
  }

  #deliver({ connection, answer, previous }: Exchange) {
    const plan = this.#plan;
    if (plan === undefined) {
      this.#answers += 1;
      return intact(answer);
    }
    plan.seen += 1;
    if (plan.seen !== plan.target + 1) return intact(answer);
    const delivery = damage({ bytes: answer, previous }, plan.dice, { format: opcuaFormat, patienceMs });
    const secured = this.#secured.get(connection) ?? false;
    plan.damage.push(`${secured ? "secured: " : ""}${delivery.damage}`);
    plan.forged ||= !secured;
    return delivery;
  }

  /** An OpenSecureChannel request names the policy in plain text. */
  #noteSecurity(connection: number, request: Buffer): void {
    if (request.toString("latin1", 0, 3) !== "OPN") return;
    this.#secured.set(connection, !request.includes("SecurityPolicy#None"));
  }
}
