import { connect, type Socket } from "node:net";
import modbusSerial from "modbus-serial";
import pino from "pino";
import type { Clock, Instant } from "../../../model/instant.ts";
import { type Asset, assetSchema } from "../../../model/inventory/inventory.ts";
import type { DeviceDeclaration, SimulatedDevice } from "../../define.ts";
import { simulator } from "../device.ts";

/** One Modbus asset with one endpoint; what a test does not name is left as an inventory would leave it. */
export function assetOf(unit: number, endpoint: Record<string, unknown> = {}, asset: Record<string, unknown> = {}): Asset {
  return assetSchema.parse({
    id: `asset-${unit}`,
    name: `设备 ${unit}`,
    site: "site",
    role: "field-device",
    endpoints: [{ id: "mb", protocol: "modbus", url: `modbus://192.0.2.1:502/${unit}`, ...endpoint }],
    ...asset,
  });
}

export type ModbusClient = InstanceType<typeof modbusSerial.default>;

export interface DeviceOptions {
  readonly profile: string;
  readonly id?: string;
  readonly assets?: readonly Asset[];
  readonly weaknesses?: readonly string[];
  readonly without?: readonly string[];
  readonly seed?: number;
  readonly port?: number;
  readonly trustedClientPems?: readonly string[];
  readonly dataDir?: string;
}

export function declarationOf(options: DeviceOptions): DeviceDeclaration {
  const { profile, id = "device", assets = [assetOf(1)], weaknesses = [], without = [], seed = 7, port = 0 } = options;
  const endpoints = assets.flatMap((asset) => asset.endpoints.map((endpoint) => ({ asset, endpoint })));
  return { id, profile, weaknesses, without, seed, listeners: [{ host: "127.0.0.1", port, endpoints }] };
}

/** Devices and clients of one test, all ended by `close`; its clock stands until the test moves it. */
export class Bench {
  readonly clock: Clock & { time: Instant } = {
    time: Date.UTC(2026, 10, 24, 12),
    now() {
      return this.time;
    },
  };
  readonly #devices: SimulatedDevice[] = [];
  readonly #clients: ModbusClient[] = [];
  readonly #sockets: Socket[] = [];

  async start(options: DeviceOptions): Promise<{ device: SimulatedDevice; port: number }> {
    const device = await simulator.start(declarationOf(options), {
      clock: this.clock,
      log: pino({ level: "silent" }),
      trustedClientPems: options.trustedClientPems ?? [],
      dataDir: options.dataDir ?? "unused",
    });
    this.#devices.push(device);
    return { device, port: Number(new URL(device.endpoints[0]?.url ?? "").port) };
  }

  /** A bare client of modbus-serial, which shares nothing with the devices. */
  async client(port: number, unit = 1, timeoutMs = 1000): Promise<ModbusClient> {
    const client = new modbusSerial.default();
    this.#clients.push(client);
    await client.connectTCP("127.0.0.1", { port });
    client.setTimeout(timeoutMs);
    client.setID(unit);
    return client;
  }

  /** A bare socket. */
  async wire(port: number): Promise<Wire> {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    this.#sockets.push(socket);
    return Wire.on(socket);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#clients.map((client) => new Promise<void>((resolve) => client.close(() => resolve()))));
    await Promise.all(this.#devices.map((device) => device.stop()));
  }
}

/** The exception code that a request was refused with. */
export async function codeOf(request: Promise<unknown>): Promise<number | undefined> {
  return request.then(
    () => undefined,
    (error: { modbusCode?: number }) => error.modbusCode,
  );
}

/** The bytes of one connection. */
export class Wire {
  readonly #socket: Socket;
  readonly #chunks: Buffer[] = [];
  #closed = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#chunks.push(Buffer.from(chunk));
      this.#wake();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#closed = true;
      this.#wake();
    });
  }

  static async on(socket: Socket): Promise<Wire> {
    const wire = new Wire(socket);
    await new Promise<void>((resolve) => {
      socket.once("connect", resolve);
      socket.once("close", () => resolve());
    });
    return wire;
  }

  send(hex: string): void {
    this.#socket.write(Buffer.from(hex.replaceAll(" ", ""), "hex"));
  }

  /** All bytes so far, as hexadecimal digits. */
  get received(): string {
    return Buffer.concat(this.#chunks).toString("hex");
  }

  get chunks(): readonly Buffer[] {
    return this.#chunks;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Waits until at least so many bytes came, or the peer closed, or the time is up. */
  async receive(bytes: number, timeoutMs = 1000): Promise<Buffer> {
    const ends = Date.now() + timeoutMs;
    while (Buffer.concat(this.#chunks).length < bytes && !this.#closed && Date.now() < ends) await this.#next(ends - Date.now());
    return Buffer.concat(this.#chunks);
  }

  /** Waits until the peer closed or the time is up. */
  async end(timeoutMs = 1000): Promise<boolean> {
    const ends = Date.now() + timeoutMs;
    while (!this.#closed && Date.now() < ends) await this.#next(ends - Date.now());
    return this.#closed;
  }

  #next(timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#wake = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }
}
