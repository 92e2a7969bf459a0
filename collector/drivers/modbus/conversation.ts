import type { Clock } from "../../../model/instant.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import type { Sample, Traffic } from "../define.ts";
import type { UnitAddress } from "./address.ts";
import { type Answer, exceptions } from "./answers.ts";
import type { ModbusClient, Patience } from "./client.ts";
import { ModbusFailure } from "./errors.ts";
import { functionName, type ModbusRequest, optionalFunctionOf, type ReadRequest } from "./functions.ts";
import type { UnitMemory } from "./memory.ts";

/** Runs one exchange on the connection: alone, after the request gate, dialling first where needed. */
export type Exchange = <T>(
  signal: AbortSignal,
  work: (client: ModbusClient) => Promise<T>,
) => Promise<{ readonly result: T; readonly client: ModbusClient }>;

/** One run of a job with one unit: what it may ask, and what it cost. */
export class Conversation {
  readonly endpoint: ModbusEndpoint;
  readonly address: UnitAddress;
  readonly memory: UnitMemory;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly samples: Sample[] = [];
  readonly #exchange: Exchange;
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
    exchange: Exchange;
  }) {
    this.endpoint = parts.endpoint;
    this.address = parts.address;
    this.memory = parts.memory;
    this.clock = parts.clock;
    this.signal = parts.signal;
    this.#exchange = parts.exchange;
  }

  get traffic(): Traffic {
    return { requests: this.#requests, bytesIn: this.#bytesIn, bytesOut: this.#bytesOut, latencyMs: this.#latencyMs };
  }

  /** Local address of the connection as the device saw it; empty before the first request. */
  get localAddress(): string {
    return this.#client;
  }

  /**
   * Reads registers or coils.
   * @throws ModbusFailure
   */
  async read(request: ReadRequest): Promise<Answer<readonly number[]>> {
    const answer = await this.#ask(request, (client, patience) => client.read(this.address.unit, request, patience));
    // A function that the unit does not have is our mistake, not its trouble.
    if (answer.exception !== exceptions.illegalFunction) {
      this.memory.refusedReads.add(this.clock.now(), answer.exception !== undefined);
    }
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
    if (this.isForbidden(request)) {
      throw new ModbusFailure("not-supported", `the profile forbids function ${functionName(request)}`);
    }
    const answer = await this.#ask(request, (client, patience) => client.call(this.address.unit, request, patience));
    if (answer.exception === exceptions.illegalFunction) {
      this.memory.unknownFunctions.add(functionName(request));
      this.memory.ownIllegalFunctions += 1;
    }
    return answer;
  }

  /** True where the inventory does not allow this function at this device. */
  isForbidden(request: ModbusRequest): boolean {
    const name = optionalFunctionOf(request);
    if (name === undefined) return false;
    const serialLine = name === "8" || name === "11" || name === "12";
    return this.endpoint.quirks.forbiddenFunctions.includes(name) || (serialLine && !this.endpoint.behindGateway);
  }

  async #ask<Data>(
    request: ModbusRequest,
    work: (client: ModbusClient, patience: Patience) => Promise<Answer<Data>>,
  ): Promise<Answer<Data>> {
    const { result } = await this.#exchange(this.signal, async (client) => {
      this.#client = client.localAddress;
      const before = { in: client.bytesIn, out: client.bytesOut, at: performance.now() };
      this.#requests += 1;
      try {
        return await work(client, { timeoutMs: this.endpoint.quirks.answerTimeout, signal: this.signal });
      } finally {
        this.#latencyMs += performance.now() - before.at;
        this.#bytesIn += client.bytesIn - before.in;
        this.#bytesOut += client.bytesOut - before.out;
      }
    });
    refuseGatewayException(result, request);
    return result;
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
