import type { Link } from "../../collector/drivers/define.ts";
import { createModbusDriver } from "../../collector/drivers/modbus/driver.ts";
import { services } from "../../collector/drivers/modbus/testing/raw-server.ts";
import { type ModbusEndpoint, modbusEndpointSchema } from "../../model/protocols/modbus/endpoint.ts";
import { encodeFrame, type Frame, FrameSplitter } from "../../simulators/modbus/frame.ts";
import { type Delivery, intact, transports } from "./damage.ts";
import { type Listening, listen } from "./damaging-proxy.ts";
import { Dice } from "./dice.ts";
import { openGate, runJob } from "./run-job.ts";
import { Sender } from "./sender.ts";
import { goodValues, valueFaults } from "./values.ts";

export interface AttributionOptions {
  readonly seed: number;
  /** Half of them have an address of their own, the others stand in tens behind gateways; 1000 at most. */
  readonly devices: number;
  /** How often every device is read. */
  readonly rounds: number;
}

export interface Attribution {
  /** Values that the driver took for good. */
  readonly values: number;
  /** Values that were another register's, another device's, or nobody's. */
  readonly wrong: readonly string[];
  readonly answers: number;
  /** Answers by the way in which they were delivered. */
  readonly deliveries: ReadonlyMap<string, number>;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly seconds: number;
}

const answerTimeout = 60;
const unitsPerGateway = 10;

/** Reads every device again and again while answers come late, doubled, joined, in parts and in another order. */
export async function attribute({ seed, devices, rounds }: AttributionOptions): Promise<Attribution> {
  const started = performance.now();
  const plant = new Plant(seed);
  const stack = new AsyncDisposableStack();
  try {
    const connections = await Promise.all(connectionsOf(devices).map((numbers) => connect(plant, numbers, stack)));
    for (let round = 0; round < rounds; round++) {
      await Promise.all(connections.flatMap(({ link, targets }) => targets.map((target) => plant.read(link, target))));
    }
  } finally {
    await stack.disposeAsync();
  }
  return { ...plant.result, seconds: (performance.now() - started) / 1000 };
}

interface Target {
  readonly device: number;
  readonly endpoint: ModbusEndpoint;
}

async function connect(plant: Plant, numbers: readonly number[], stack: AsyncDisposableStack) {
  const { port } = stack.use(await plant.serve(numbers));
  const link = createModbusDriver().link(openGate, services);
  stack.defer(() => link.close());
  return { link, targets: numbers.map((device, index): Target => ({ device, endpoint: endpointAt(port, index + 1) })) };
}

/** Device numbers by connection. */
function connectionsOf(devices: number): readonly (readonly number[])[] {
  const alone = Math.ceil(devices / 2);
  const gateways = Math.ceil((devices - alone) / unitsPerGateway);
  return [
    ...Array.from({ length: alone }, (_, device) => [device]),
    ...Array.from({ length: gateways }, (_, gateway) => {
      const first = alone + gateway * unitsPerGateway;
      return Array.from({ length: Math.min(unitsPerGateway, devices - first) }, (_, index) => first + index);
    }),
  ];
}

/** Reads of one register, of two and of a bit, many of a kind, so that an answer would fit many requests. */
const signals = [
  ...[0, 2, 4, 6, 10, 11].map((address) => ({ table: "holding-register", address, type: "uint16" })),
  ...[0, 2, 20, 21].map((address) => ({ table: "input-register", address, type: "uint16" })),
  ...[0, 8, 16].map((address) => ({ table: "coil", address, type: "bool" })),
].map((signal) => ({ ...signal, id: `${signal.table}-${signal.address}` }));

function endpointAt(port: number, unit: number): ModbusEndpoint {
  const quirks = { answerTimeout, fillGaps: false };
  return modbusEndpointSchema.parse({
    id: `unit-${unit}`,
    protocol: "modbus",
    url: `modbus://127.0.0.1:${port}/${unit}`,
    quirks,
    signals,
  });
}

/** What a register holds tells which it is: the device in the upper ten bits, then the table, then the address. */
function word(device: number, code: number, address: number): number {
  return (device << 6) | ((code & 1) << 5) | (address & 0x1f);
}

/** Bits can tell little each; a device's and its neighbours' differ. */
function bit(device: number, address: number): number {
  return ((device * 5 + address * 3) >> 1) & 1;
}

function truthOf(device: number): ReadonlyMap<string, number> {
  const codes: Readonly<Record<string, number>> = { "holding-register": 3, "input-register": 4 };
  return new Map(
    signals.map(({ id, table, address }) => {
      const code = codes[table];
      return [id, code === undefined ? bit(device, address) : word(device, code, address)] as const;
    }),
  );
}

/** All devices, and what was read of them. */
class Plant {
  readonly #seed: number;
  readonly #wrong: string[] = [];
  readonly #deliveries = new Map<string, number>();
  readonly #outcomes = new Map<string, number>();
  readonly #answersBy = new Map<number, number>();
  #values = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  get result(): Omit<Attribution, "seconds"> {
    return {
      values: this.#values,
      wrong: this.#wrong,
      answers: [...this.#answersBy.values()].reduce((sum, answers) => sum + answers, 0),
      deliveries: this.#deliveries,
      outcomes: this.#outcomes,
    };
  }

  async read(link: Link, { device, endpoint }: Target): Promise<void> {
    const { report, faults } = await runJob(link, endpoint, "modbus.signals", 30_000);
    const samples = report?.samples ?? [];
    this.#values += goodValues(samples).size;
    for (const fault of [...faults, ...valueFaults(samples, truthOf(device))]) this.#wrong.push(`device ${device}: ${fault}`);
    count(this.#outcomes, `${report?.outcome} ${report?.reason?.code ?? ""}`.trim());
  }

  /** Devices behind one port, units 1, 2, 3, … */
  serve(numbers: readonly number[]): Promise<Listening> {
    return listen((socket) => {
      const sender = new Sender(socket);
      const requests = new FrameSplitter();
      let previous: Buffer | undefined;
      socket.on("data", (chunk: Buffer) => {
        for (const request of requests.push(chunk) ?? []) {
          const device = numbers[request.unit - 1] ?? 0;
          const answer = encodeFrame({ ...request, pdu: answerTo(device, request) });
          sender.deliver(this.#deliver(device, answer, previous));
          previous = answer;
        }
      });
    });
  }

  #deliver(device: number, bytes: Buffer, previous: Buffer | undefined): Delivery {
    const nth = this.#answersBy.get(device) ?? 0;
    this.#answersBy.set(device, nth + 1);
    const dice = new Dice(this.#seed, "attribution", device, nth);
    const way = dice.falls(0.55) ? "at once" : dice.pick(ways);
    count(this.#deliveries, way);
    return way === "at once" ? intact(bytes) : transports[way]({ bytes, previous }, dice, answerTimeout);
  }
}

const ways = ["late", "late", "late", "split", "doubled", "joined with the one before", "out of order"] as const;

function answerTo(device: number, { pdu }: Frame): Buffer {
  const code = pdu.readUInt8(0);
  const address = pdu.readUInt16BE(1);
  const length = pdu.readUInt16BE(3);
  const places = Array.from({ length }, (_, index) => address + index);
  if (code === 1) {
    const bytes = Buffer.alloc(Math.ceil(length / 8));
    for (const [index, place] of places.entries()) {
      bytes.writeUInt8(bytes.readUInt8(index >> 3) | (bit(device, place) << (index & 7)), index >> 3);
    }
    return Buffer.concat([Buffer.of(code, bytes.length), bytes]);
  }
  const words = places.flatMap((place) => [word(device, code, place) >> 8, word(device, code, place) & 0xff]);
  return Buffer.from([code, words.length, ...words]);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
