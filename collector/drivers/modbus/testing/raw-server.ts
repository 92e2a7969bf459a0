import { createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { type ModbusEndpoint, modbusEndpointSchema } from "../../../../model/protocols/modbus/endpoint.ts";
import type { ClientIdentity, DriverServices, Link, ProbeReport, RequestGate } from "../../define.ts";
import { createModbusDriver } from "../driver.ts";

/** A request as it arrived. */
export interface Arrived {
  readonly transaction: number;
  readonly unit: number;
  readonly pdu: Buffer;
}

export type Behave = (request: Arrived, socket: Socket) => void;

export interface RawServer {
  readonly port: number;
  readonly requests: readonly Arrived[];
  /** Every byte that arrived, one buffer a connection. */
  readonly received: readonly Buffer[];
  readonly connections: number;
  /** Drops every connection and frees the port; happens by itself at the end of the test. */
  stop(): Promise<void>;
}

/** A TCP server on a free loopback port that answers each request with whatever `behave` writes. */
export function rawServer(behave: Behave): Promise<RawServer> {
  return listenRaw(undefined, behave);
}

/** The same on a server that `create` makes, for TLS. */
export async function listenRaw(
  create: ((onConnection: (socket: Socket) => void) => Server) | undefined,
  behave: Behave,
): Promise<RawServer> {
  const requests: Arrived[] = [];
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = (create ?? createServer)((socket: Socket) => {
    const connection = received.push(Buffer.alloc(0)) - 1;
    let held = Buffer.alloc(0);
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk: Buffer) => {
      received[connection] = Buffer.concat([received[connection] ?? Buffer.alloc(0), chunk]);
      held = Buffer.concat([held, chunk]);
      while (held.length >= 7 && held.length >= 6 + held.readUInt16BE(4)) {
        const end = 6 + held.readUInt16BE(4);
        const request = { transaction: held.readUInt16BE(0), unit: held.readUInt8(6), pdu: Buffer.from(held.subarray(7, end)) };
        held = held.subarray(end);
        requests.push(request);
        behave(request, socket);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  return {
    port: address.port,
    requests,
    received,
    get connections() {
      return received.length;
    },
    stop,
  };
}

/** An answer as it goes on the wire; each part of the header can be made wrong. */
export function reply(
  request: Arrived,
  pdu: readonly number[],
  wrong: { transaction?: number; protocol?: number; unit?: number; length?: number } = {},
): Buffer {
  const frame = Buffer.alloc(7 + pdu.length);
  frame.writeUInt16BE(wrong.transaction ?? request.transaction, 0);
  frame.writeUInt16BE(wrong.protocol ?? 0, 2);
  frame.writeUInt16BE(wrong.length ?? pdu.length + 1, 4);
  frame.writeUInt8(wrong.unit ?? request.unit, 6);
  frame.set(pdu, 7);
  return frame;
}

/** The right answer of a unit whose registers hold their own addresses; exception 1 to all but reads. */
export function honestPdu({ pdu }: Arrived): number[] {
  const [code = 0] = pdu;
  if (code < 1 || code > 4) return [code | 0x80, 1];
  const address = pdu.readUInt16BE(1);
  const count = pdu.readUInt16BE(3);
  if (code <= 2) return [code, Math.ceil(count / 8), ...Array.from({ length: Math.ceil(count / 8) }, () => 0x55)];
  const words = Array.from({ length: count }, (_, index) => address + index);
  return [code, count * 2, ...words.flatMap((word) => [(word >> 8) & 0xff, word & 0xff])];
}

export const honest: Behave = (request, socket) => {
  socket.write(reply(request, honestPdu(request)));
};

/** An endpoint on loopback with every default but those given. */
export function endpointAt(port: number, more: Record<string, unknown> = {}, unit = 1): ModbusEndpoint {
  const quirks = { answerTimeout: "200ms" };
  return modbusEndpointSchema.parse({ id: "e", protocol: "modbus", url: `modbus://127.0.0.1:${port}/${unit}`, quirks, ...more });
}

const noIdentity: ClientIdentity = { applicationUri: "urn:test", certificatePem: "", privateKeyPem: "" };

export const services: DriverServices = {
  clock: { now: () => Date.now() },
  identity: noIdentity,
  strangerIdentity: async () => noIdentity,
  secret: () => undefined,
};

/** A gate that lets everything through and counts. */
export function countingGate(): RequestGate & { count: number } {
  return {
    count: 0,
    async request(signal) {
      signal.throwIfAborted();
      this.count += 1;
    },
  };
}

export interface OpenLink {
  readonly gate: { readonly count: number };
  readonly link: Link;
  run(endpoint: ModbusEndpoint, job: string, signal?: AbortSignal): Promise<ProbeReport>;
}

/** A link of a driver with an empty memory; it is closed at the end of the test. */
export function openLink(driver = createModbusDriver()): OpenLink {
  const gate = countingGate();
  const link = driver.link(gate, services);
  onTestFinished(() => link.close());
  return {
    gate,
    link,
    run: (endpoint, job, signal = AbortSignal.timeout(10_000)) => link.run(endpoint, job, signal),
  };
}
