import type { DriverServices, ProbeReport } from "../../collector/drivers/define.ts";
import { createModbusDriver } from "../../collector/drivers/modbus/driver.ts";
import { readRequest } from "../../collector/drivers/modbus/functions.ts";
import { systemClock } from "../../model/instant.ts";
import { decodeSignal } from "../../model/protocols/modbus/decode-signal.ts";
import type { ModbusEndpoint, RegisterTable } from "../../model/protocols/modbus/endpoint.ts";
import { widthOf } from "../../model/protocols/modbus/width.ts";
import type { Lane, Suite } from "./campaign.ts";
import { type Delivery, damage, intact } from "./damage.ts";
import { type Exchange, type Interference, startDamagingProxy } from "./damaging-proxy.ts";
import { type DeviceDeclaration, type RunningEndpoint, startGoodDevices } from "./devices.ts";
import type { Dice } from "./dice.ts";
import { modbusGateway, secureController } from "./fuzzed-assets.ts";
import { ModbusWire, wordKey } from "./modbus-wire.ts";
import { openGate, RenewedLink, runJob, type Trial } from "./run-job.ts";
import { goodValues, valueFaults } from "./values.ts";
import { modbusFormat, tlsFormat, type WireFormat } from "./wire-format.ts";

/** Enough for an undamaged answer on a busy machine, and little enough for the many that never come, milliseconds. */
const answerTimeoutMs = 80;
/** Most runs get a short time, so that one whose answer never comes costs little; the others get the driver's own. */
const shortDeadlineMs = { plain: 500, tls: 2500 };
const longDeadlineShare = 0.05;
/** A link, and what it remembers of its device, lives for about this many runs. */
const runsPerLink = 12;
/** Share of the runs in which a second answer is damaged, too. */
const secondShare = 0.2;

/** Every job at every unit of a gateway, with one answer or two damaged in every run. */
export const modbusPlain: Suite = {
  name: "modbus",
  lanes: 20,
  start: (count, stack) =>
    startLanes(count, () => modbusGateway("gateway", answerTimeoutMs), { format: modbusFormat, stack, at: Date.UTC(2026, 9, 1) }),
};

/** The same with TLS between, whose records are damaged: nothing that is not true may come through. */
export const modbusTls: Suite = {
  name: "modbus-tls",
  lanes: 4,
  start: (count, stack) =>
    startLanes(count, (lane) => secureController(`controller-${lane}`, 4 * answerTimeoutMs), {
      format: tlsFormat,
      stack,
      at: systemClock.now(),
    }),
};

type Declare = (lane: number) => { readonly endpoints: readonly ModbusEndpoint[]; readonly device: DeviceDeclaration };

async function startLanes(
  count: number,
  declare: Declare,
  { format, stack, at }: Omit<LaneContext, "services"> & { readonly at: number },
): Promise<readonly Lane[]> {
  const declared = Array.from({ length: count }, (_, lane) => declare(lane));
  const devices = stack.use(
    await startGoodDevices(
      declared.map(({ device }) => device),
      at,
    ),
  );
  const lanes = declared.map(({ endpoints }, lane) =>
    ModbusLane.start(endpoints, devices.endpoints[lane]?.[0], { format, services: devices.services, stack }),
  );
  return Promise.all(lanes);
}

interface LaneContext {
  readonly format: WireFormat;
  readonly services: DriverServices;
  readonly stack: AsyncDisposableStack;
}

/** One job at one unit, and what an undisturbed run of it came to. */
interface Task {
  readonly endpoint: ModbusEndpoint;
  readonly jobId: string;
  readonly answers: number;
  readonly values: ReadonlyMap<string, number>;
  readonly registers: unknown;
}

interface Plan {
  readonly dice: Dice;
  readonly targets: ReadonlySet<number>;
  seen: number;
  readonly damage: string[];
}

class ModbusLane implements Lane {
  readonly #format: WireFormat;
  readonly #link: RenewedLink;
  /** What the wire said in the run under way. */
  readonly #words = new Map<string, number>();
  readonly #wires = new Map<number, ModbusWire>();
  #tasks: Task[] = [];
  #plan: Plan | undefined;
  #answers = 0;
  /** The newest connection on which bytes were altered, after which what it carries may be shifted. */
  #alteredConnection = 0;
  #connection = 0;

  private constructor(format: WireFormat, services: DriverServices) {
    this.#format = format;
    this.#link = new RenewedLink(() => createModbusDriver().link(openGate, services));
  }

  static async start(
    declared: readonly ModbusEndpoint[],
    good: RunningEndpoint | undefined,
    { format, services, stack }: LaneContext,
  ): Promise<ModbusLane> {
    const { hostname: host, port } = new URL(good?.url ?? "");
    const lane = new ModbusLane(format, services);
    const proxy = stack.use(await startDamagingProxy({ host, port: Number(port) }, format, lane.#interference()));
    stack.use(lane.#link);
    for (const endpoint of declared) {
      const url = Object.assign(new URL(endpoint.url), { host: `127.0.0.1:${proxy.port}` }).href;
      await lane.#learn({ ...endpoint, url });
    }
    return lane;
  }

  /** Runs every job of a unit undisturbed. */
  async #learn(endpoint: ModbusEndpoint): Promise<void> {
    for (const { id: jobId } of createModbusDriver().jobs(endpoint)) {
      await this.#link.renew();
      this.#answers = 0;
      const { report } = await runJob(
        this.#link.get(),
        { ...endpoint, quirks: { ...endpoint.quirks, answerTimeout: 5000 } },
        jobId,
        20_000,
      );
      if (report?.outcome !== "answered") throw new Error(`an undisturbed ${jobId} failed: ${JSON.stringify(report?.reason)}`);
      const values = goodValues(report.samples);
      if (this.#format === modbusFormat) requireDistinct(endpoint, values);
      this.#tasks.push({ endpoint, jobId, answers: this.#answers, values, registers: report.facts?.registers });
    }
  }

  async run(dice: Dice): Promise<readonly Trial[]> {
    const task = this.#pickTask(dice);
    const first = dice.between(0, task.answers - 1);
    const targets = new Set(dice.falls(secondShare) ? [first, first + dice.between(1, 3)] : [first]);
    const plan: Plan = { dice, targets, seen: 0, damage: [] };
    this.#plan = plan;
    this.#words.clear();
    const connectionBefore = this.#connection;
    const short = this.#format === tlsFormat ? shortDeadlineMs.tls : shortDeadlineMs.plain;
    const deadlineMs = dice.falls(longDeadlineShare) ? createModbusDriver().deadline(task.endpoint, task.jobId) : short;
    const ended = await runJob(this.#link.get(), task.endpoint, task.jobId, deadlineMs);
    const altered = this.#alteredConnection >= connectionBefore;
    const claims = this.#claimFaults(task, ended.report, altered);
    if (ended.report === undefined || dice.falls(1 / runsPerLink)) await this.#link.renew();
    return [{ ...ended, damage: plan.damage, faults: [...ended.faults, ...claims] }];
  }

  /** Reading values is what a collector does most, and where a mistake would be least seen. */
  #pickTask(dice: Dice): Task {
    const reading = this.#tasks.filter(({ jobId }) => jobId === "modbus.signals");
    const tasks = dice.falls(0.5) ? reading : this.#tasks;
    const task = tasks[dice.between(0, tasks.length - 1)];
    if (task === undefined) throw new Error("nothing to run");
    return task;
  }

  /** Claims must be what the wire said in answer to this very request, and true where no byte was altered. */
  #claimFaults({ endpoint, values, registers, jobId }: Task, report: ProbeReport | undefined, altered: boolean): string[] {
    const samples = report?.samples ?? [];
    const secure = this.#format === tlsFormat;
    const faults = secure ? [] : valueFaults(samples, this.#wireValues(endpoint));
    if (altered && !secure) return faults;
    const read = report?.facts?.registers;
    const drifted = jobId === "modbus.baseline" && read !== undefined && JSON.stringify(read) !== JSON.stringify(registers);
    return [...faults, ...valueFaults(samples, values), ...(drifted ? ["registers that the device does not hold"] : [])];
  }

  #wireValues(endpoint: ModbusEndpoint): ReadonlyMap<string, number> {
    const unit = Number(endpoint.url.slice(endpoint.url.lastIndexOf("/") + 1));
    return new Map(
      endpoint.signals.flatMap((signal) => {
        const words = Array.from({ length: widthOf(signal) }, (_, index) =>
          this.#words.get(wordKey(unit, codeOf(signal.table), signal.address + index)),
        );
        const known = words.filter((word) => word !== undefined);
        const value = known.length === words.length ? decodeSignal(signal, known) : undefined;
        return value === undefined ? [] : [[signal.id, value] as const];
      }),
    );
  }

  #interference(): Interference {
    const plain = this.#format === modbusFormat;
    return {
      deliver: (exchange) => this.#deliver(exchange),
      asked: (connection, request) => {
        this.#connection = connection;
        if (plain) this.#wireOf(connection).asked(request);
      },
      written: (connection, bytes) => {
        if (plain) this.#wireOf(connection).written(bytes);
      },
    };
  }

  /** Only the two newest connections can still carry anything. */
  #wireOf(connection: number): ModbusWire {
    const wire = this.#wires.get(connection) ?? new ModbusWire(this.#words);
    this.#wires.set(connection, wire);
    for (const known of this.#wires.keys()) if (known < connection - 1) this.#wires.delete(known);
    return wire;
  }

  #deliver({ connection, answer, previous }: Exchange): Delivery {
    const plan = this.#plan;
    if (plan === undefined) {
      this.#answers += 1;
      return intact(answer);
    }
    const isTarget = plan.targets.has(plan.seen);
    plan.seen += 1;
    if (!isTarget) return intact(answer);
    const delivery = damage({ bytes: answer, previous }, plan.dice, { format: this.#format, patienceMs: answerTimeoutMs });
    plan.damage.push(delivery.damage ?? "");
    if (delivery.altered) this.#alteredConnection = connection;
    return delivery;
  }
}

function codeOf(table: RegisterTable): number {
  return readRequest(table, 0, 1).function;
}

/** Equal values would hide one that was taken for another. */
function requireDistinct({ signals }: ModbusEndpoint, values: ReadonlyMap<string, number>): void {
  const wide = signals.filter(({ type }) => type !== "bool").flatMap(({ id }) => values.get(id) ?? []);
  if (new Set(wide).size < wide.length) throw new Error(`two signals have the same value: ${wide.join(", ")}`);
}
