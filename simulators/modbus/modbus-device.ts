import type { Clock, Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { chance } from "../random.ts";
import type { RequestLog } from "../request-log.ts";
import { exceptionPdu, exceptions } from "./exception.ts";
import type { Frame } from "./frame.ts";
import { serviceOf } from "./function-names.ts";
import { isException, respond } from "./functions/index.ts";
import type { Reply } from "./listener.ts";
import type { Profile } from "./profile.ts";
import type { DeviceSettings } from "./settings.ts";
import type { Unit } from "./unit.ts";

export interface ModbusDeviceOptions {
  readonly profile: Profile;
  readonly settings: DeviceSettings;
  readonly seed: number;
  /** The units that the inventory lists. */
  readonly units: ReadonlyMap<number, Unit>;
  /** Makes a unit that no inventory lists. */
  readonly furtherUnit: (id: number) => Unit;
  readonly clock: Clock;
  readonly log: RequestLog;
}

/** Functions whose answers carry process data; faults of the wire show in these. */
const dataFunctions: ReadonlySet<string> = new Set(["1", "2", "3", "4"]);
/** Every third answer with data has the declared fault. */
const faultRhythm = 3;

/** What answers behind the sockets: one unit, or a gateway with many. */
export class ModbusDevice {
  readonly #options: ModbusDeviceOptions;
  readonly #units: Map<number, Unit>;
  readonly #startedAt: Instant;
  #restartedAt: Instant;
  #drifted = false;
  #silent: boolean;
  #dataAnswers = 0;

  constructor(options: ModbusDeviceOptions) {
    this.#options = options;
    this.#units = new Map(options.units);
    this.#startedAt = options.clock.now();
    this.#restartedAt = this.#startedAt;
    this.#silent = options.settings.silent;
  }

  /** The answer to a request, undefined where there is none. */
  reply(request: Frame): Reply | undefined {
    const at = this.#options.clock.now();
    const service = serviceOf(request.pdu);
    this.#options.log.add({ at, service, unit: request.unit });
    this.#comeToPass(at);
    if (this.#silent) return undefined;
    const pdu = this.#execute(request, at);
    if (pdu === undefined) return undefined;
    const carriesData = dataFunctions.has(service) && !isException(pdu);
    return carriesData ? this.#dataReply({ ...request, pdu }) : { frame: { ...request, pdu }, fault: undefined };
  }

  /** The answer to a client that may not ask: illegal function, as Modbus/TCP Security has it. */
  refuse({ unit, transaction, pdu }: Frame): Reply {
    this.#options.log.add({ at: this.#options.clock.now(), service: serviceOf(pdu), unit });
    return { frame: { transaction, unit, pdu: exceptionPdu(pdu[0] ?? 0, exceptions.illegalFunction) }, fault: undefined };
  }

  /** Every counter is zero again. */
  restart(): void {
    this.#restartedAt = this.#options.clock.now();
    for (const unit of this.#units.values()) unit.restart();
  }

  /**
   * Changes the device.
   * @throws Problem `unknown-action`
   */
  perform(action: string): void {
    const acts: Readonly<Record<string, () => void>> = {
      restart: () => this.restart(),
      drift: () => this.#drift(this.#options.clock.now()),
      "stop-program": () => this.#setRunning(false),
      "start-program": () => this.#setRunning(true),
      silence: () => {
        this.#silent = true;
      },
      resume: () => {
        this.#silent = false;
      },
    };
    const act = acts[action];
    if (act === undefined) {
      throw new Problem("unknown-action", `A Modbus device cannot do "${action}".`, {
        target: action,
        advice: `Known: ${Object.keys(acts).join(", ")}.`,
      });
    }
    act();
  }

  /** Declared events whose time has come. */
  #comeToPass(at: Instant): void {
    const { driftsAfter, restartsEvery } = this.#options.settings;
    if (driftsAfter !== undefined && !this.#drifted && at - this.#startedAt >= driftsAfter) {
      this.#drifted = true;
      this.#drift(at);
    }
    if (restartsEvery !== undefined && at - this.#restartedAt >= restartsEvery) this.restart();
  }

  #execute({ unit: id, pdu }: Frame, at: Instant): Buffer | undefined {
    const unit = this.#unitUnder(id);
    if (unit !== undefined) return respond(pdu, unit, at);
    const gateway = this.#options.profile.gateway;
    // Unit 0 is a broadcast on the serial line: nobody answers.
    if (gateway === undefined || id === 0) return undefined;
    const code = gateway.missingUnit === "path-unavailable" ? exceptions.gatewayPathUnavailable : exceptions.gatewayTargetSilent;
    return exceptionPdu(pdu[0] ?? 0, code);
  }

  /** A device with an address of its own answers under every id; a gateway only for what stands behind it. */
  #unitUnder(id: number): Unit | undefined {
    const { profile, settings, furtherUnit } = this.#options;
    const listed = this.#units.get(id);
    if (listed !== undefined) return listed;
    if (profile.gateway === undefined) return this.#units.values().next().value;
    if (settings.units === "declared" || id < 1 || id > 247) return undefined;
    const further = furtherUnit(id);
    this.#units.set(id, further);
    return further;
  }

  #dataReply(frame: Frame): Reply {
    const { settings, seed } = this.#options;
    this.#dataAnswers += 1;
    if (chance(seed, "exception", this.#dataAnswers) < settings.exceptionShare) {
      this.#units.get(frame.unit)?.counters.count("exceptions");
      return { frame: { ...frame, pdu: exceptionPdu(frame.pdu[0] ?? 0, exceptions.deviceFailure) }, fault: undefined };
    }
    return { frame, fault: this.#dataAnswers % faultRhythm === 0 ? settings.answerFault : undefined };
  }

  #drift(at: Instant): void {
    for (const unit of this.#units.values()) unit.drift(at);
  }

  #setRunning(running: boolean): void {
    for (const unit of this.#units.values()) unit.running = running;
  }
}
