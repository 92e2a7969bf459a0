import { setTimeout as sleep } from "node:timers/promises";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import type { DriverServices, Link, ProbeReport, RequestGate } from "../define.ts";
import { connectionKeyOf, parseUnitUrl, type UnitAddress } from "./address.ts";
import { ModbusClient } from "./client.ts";
import { dial, openSocket } from "./connect.ts";
import { Conversation, type Line } from "./conversation.ts";
import { asFailure, ModbusFailure } from "./errors.ts";
import { findJob } from "./jobs/index.ts";
import type { DeviceMemory, UnitMemory } from "./memory.ts";
import { Turn } from "./turn.ts";

/** What a link knows of one endpoint, worked out once for all its runs. */
interface Unit {
  readonly endpoint: ModbusEndpoint;
  readonly address: UnitAddress;
  readonly memory: UnitMemory;
  readonly line: Line;
}

/** A conversation with every unit behind one host and port: one connection, one request at a time, whoever asks. */
export class ModbusLink implements Link {
  readonly #gate: RequestGate;
  readonly #services: DriverServices;
  readonly #memory: DeviceMemory;
  readonly #turn = new Turn();
  readonly #units = new WeakMap<ModbusEndpoint, Unit>();
  #client: ModbusClient | undefined;
  #closed = false;

  constructor(gate: RequestGate, services: DriverServices, memory: DeviceMemory) {
    this.#gate = gate;
    this.#services = services;
    this.#memory = memory;
  }

  async run(endpoint: Endpoint, jobId: string, signal: AbortSignal): Promise<ProbeReport> {
    if (endpoint.protocol !== "modbus") {
      return { ...failed(new ModbusFailure("internal-error", `${endpoint.protocol} is not Modbus`)), ...nothing };
    }
    const conversation = this.converse(endpoint, signal);
    try {
      const job = findJob(jobId);
      if (job === undefined) throw new ModbusFailure("not-supported", `there is no job ${jobId}`);
      const facts = await job(conversation, this.#services);
      return { outcome: "answered", ...(facts === undefined ? {} : { facts }), ...spent(conversation) };
    } catch (error) {
      const failure = signal.aborted ? new ModbusFailure("deadline", "the time of the job was up") : asFailure(error);
      return { ...failed(this.#remember(conversation, failure)), ...spent(conversation) };
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#drop();
  }

  /** A conversation with one unit, over this link's one connection and through its gate. */
  converse(endpoint: ModbusEndpoint, signal: AbortSignal): Conversation {
    const known = this.#units.get(endpoint) ?? this.#meet(endpoint);
    return new Conversation({ ...known, clock: this.#services.clock, signal });
  }

  #meet(endpoint: ModbusEndpoint): Unit {
    const address = parseUnitUrl(endpoint.url);
    const unit = { endpoint, address, memory: this.#memory.of(endpoint.url), line: this.#lineTo(address, endpoint) };
    this.#units.set(endpoint, unit);
    return unit;
  }

  #lineTo(address: UnitAddress, endpoint: ModbusEndpoint): Line {
    return {
      onConnection: (signal, work) =>
        this.#turn.take(signal, async () => {
          const client = this.#open() ?? (await this.#connect(address, endpoint, signal));
          await this.#gate.request(signal);
          return work(client);
        }),
      withoutConnection: (signal, work) =>
        this.#turn.take(signal, async () => {
          this.#refuseWhenClosed();
          await this.#drop();
          await this.#gate.request(signal);
          return work();
        }),
    };
  }

  /** The open connection, where there is one. */
  #open(): ModbusClient | undefined {
    this.#refuseWhenClosed();
    return this.#client?.usable ? this.#client : undefined;
  }

  async #connect(address: UnitAddress, endpoint: ModbusEndpoint, signal: AbortSignal): Promise<ModbusClient> {
    await this.#drop();
    const dialled = dial(address, this.#services.identity);
    this.#client = new ModbusClient(await openSocket(dialled, connectionKeyOf(address), signal));
    const { pauseAfterConnect } = endpoint.quirks;
    if (pauseAfterConnect > 0) await sleep(pauseAfterConnect, undefined, { signal });
    return this.#client;
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new ModbusFailure("closed", "the link was closed");
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }

  /** A unit that breaks the protocol again and again is reported as such. */
  #remember({ memory, clock }: Conversation, failure: ModbusFailure): ModbusFailure {
    const repeated = memory.noteFailure(failure.failure, clock.now());
    return repeated ? new ModbusFailure("repeated-violation", `${failure.failure}: ${failure.message}`) : failure;
  }
}

const nothing = { samples: [], traffic: { requests: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 } };

function spent({ samples, traffic }: Conversation): Pick<ProbeReport, "samples" | "traffic"> {
  return { samples, traffic };
}

function failed(failure: ModbusFailure): Pick<ProbeReport, "outcome" | "reason"> {
  return { outcome: failure.outcome, reason: { code: failure.failure, detail: failure.message.slice(0, 500) } };
}
