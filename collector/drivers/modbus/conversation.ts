import type { Clock } from "../../../model/instant.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import type { Sample, Traffic } from "../define.ts";
import type { UnitAddress } from "./address.ts";
import { type Answer, exceptions } from "./answers.ts";
import type { ModbusClient, Patience } from "./client.ts";
import { ModbusFailure } from "./errors.ts";
import { functionName, type ModbusRequest, optionalFunctionOf, type ReadRequest } from "./functions.ts";
import type { UnitMemory } from "./memory.ts";

/** What a link lends to a conversation; whoever has it is alone with the device meanwhile. */
export interface Line {
  /** Runs one exchange on the connection, after the request gate, dialling first where needed. */
  onConnection<T>(signal: AbortSignal, work: (client: ModbusClient) => Promise<T>): Promise<T>;
  /** Runs something that dials by itself, with the connection given back and the request gate asked before. */
  withoutConnection<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

/** One run of a job with one unit: what it may ask, and what it cost. */
export class Conversation {
  readonly endpoint: ModbusEndpoint;
  readonly address: UnitAddress;
  readonly memory: UnitMemory;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly samples: Sample[] = [];
  readonly #line: Line;
  #requests = 0;
  #latencyMs = 0;
  #bytesIn = 0;
  #bytesOut = 0;
  #client = "";

  constructor(parts: {
    endpoint: ModbusEndpoint;
    address: UnitAddress;
    memory: UnitMemory;
    clock: Clock;
    signal: AbortSignal;
    line: Line;
  }) {
    this.endpoint = parts.endpoint;
    this.address = parts.address;
    this.memory = parts.memory;
    this.clock = parts.clock;
    this.signal = parts.signal;
    this.#line = parts.line;
  }

  get traffic(): Traffic {
    return { requests: this.#requests, bytesIn: this.#bytesIn, bytesOut: this.#bytesOut, latencyMs: this.#latencyMs };
  }

  /** Local address of the connection as the device saw it; empty before the first request. */
  get localAddress(): string {
    return this.#client;
  }

  /**
   * Reads registers or coils. What a unit refuses because we asked too much is our mistake, not its trouble: a function that it
   * does not have, or (`guessed`) a span that nobody declared as one.
   * @throws ModbusFailure
   */
  async read(request: ReadRequest, { guessed = false } = {}): Promise<Answer<readonly number[]>> {
    const answer = await this.#ask(request, (client, patience) => client.read(this.address.unit, request, patience));
    const ours = answer.exception === exceptions.illegalFunction || (guessed && answer.exception !== undefined);
    if (!ours) this.memory.refusedReads.add(this.clock.now(), answer.exception !== undefined);
    return answer;
  }

  /**
   * Asks any other function. One that the device is known not to have is answered from memory.
   * @throws ModbusFailure `not-supported` where the profile forbids it or the device is on no serial line; others
   */
  async call(request: Exclude<ModbusRequest, ReadRequest>): Promise<Answer<Uint8Array>> {
    const known = this.memory.unknownFunctions.has(functionName(request));
    return known ? { exception: exceptions.illegalFunction } : this.callAnyway(request);
  }

  /** The same without looking into memory: "illegal function" once answered is a harmless way to ask for a sign of life. */
  async callAnyway(request: Exclude<ModbusRequest, ReadRequest>): Promise<Answer<Uint8Array>> {
    const answer = await this.askUnit(this.address.unit, request);
    if (answer.exception === undefined) this.memory.knownFunctions.add(functionName(request));
    if (answer.exception === exceptions.illegalFunction) {
      this.memory.unknownFunctions.add(functionName(request));
      this.memory.ownIllegalFunctions += 1;
    }
    return answer;
  }

  /** Asks a unit behind the same connection; nothing of it is remembered. */
  async askUnit(unit: number, request: Exclude<ModbusRequest, ReadRequest>): Promise<Answer<Uint8Array>> {
    if (this.isForbidden(request)) {
      throw new ModbusFailure("not-supported", `the profile forbids function ${functionName(request)}`);
    }
    return this.#ask(request, (client, patience) => client.call(unit, request, patience));
  }

  /** Runs something that dials by itself while nobody else talks to the device. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#line.withoutConnection(this.signal, work);
  }

  /** Makes one exchange and counts what it costs. */
  async count<T>(client: ModbusClient, work: (patience: Patience) => Promise<T>): Promise<T> {
    const before = { in: client.bytesIn, out: client.bytesOut, at: performance.now() };
    this.#requests += 1;
    try {
      return await work({ timeoutMs: this.endpoint.quirks.answerTimeout, signal: this.signal });
    } finally {
      this.#latencyMs += performance.now() - before.at;
      this.#bytesIn += client.bytesIn - before.in;
      this.#bytesOut += client.bytesOut - before.out;
    }
  }

  /** True where the inventory does not allow this function at this device. */
  isForbidden(request: ModbusRequest): boolean {
    const name = optionalFunctionOf(request);
    if (name === undefined) return false;
    const serialLine = name === "8" || name === "11" || name === "12";
    return this.endpoint.quirks.forbiddenFunctions.includes(name) || (serialLine && !this.endpoint.behindGateway);
  }

  #ask<Data>(
    request: ModbusRequest,
    work: (client: ModbusClient, patience: Patience) => Promise<Answer<Data>>,
  ): Promise<Answer<Data>> {
    return this.#line.onConnection(this.signal, async (client) => {
      this.#client = client.localAddress;
      const answer = await this.count(client, (patience) => work(client, patience));
      refuseGatewayException(answer, request);
      return answer;
    });
  }
}

/** 0x0A and 0x0B are the gateway speaking, not the unit. */
function refuseGatewayException(answer: Answer<unknown>, request: ModbusRequest): void {
  if (answer.exception === exceptions.gatewayPathUnavailable) {
    throw new ModbusFailure("gateway-path-unavailable", `exception 0x0A to function ${functionName(request)}`);
  }
  if (answer.exception === exceptions.gatewayTargetSilent) {
    throw new ModbusFailure("gateway-target-silent", `exception 0x0B to function ${functionName(request)}`);
  }
}
