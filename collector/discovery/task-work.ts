import { type LookFindings, modbusFindingsSchema, opcuaFindingsSchema } from "../../model/discovery/findings.ts";
import type { ReadValues, TaskWork } from "../../model/discovery/task.ts";
import { second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import { BudgetGate } from "../drivers/budget-gate.ts";
import type { DriverServices } from "../drivers/define.ts";
import { drivers } from "../drivers/index.ts";
import { createRequestGate } from "../schedule/request-gate.ts";
import { pause } from "../uplink/shipper.ts";
import { endpointToLookAt, lookAtModbus } from "./look-at-modbus.ts";

type Probe = Extract<TaskWork, { kind: "probe" }>;
type Watch = Extract<TaskWork, { kind: "watch" }>;

export interface WorkMeans {
  readonly services: DriverServices;
  readonly signal: AbortSignal;
  /** Told after each step how many requests of the budget were used. */
  readonly spent: (used: number) => void;
}

/**
 * The endpoint that a person typed, with the limits of a weak device.
 * @throws Problem where it is no address of a device
 */
export async function typedEndpoint(url: string): Promise<Endpoint> {
  if (url.startsWith("opc.tcp://")) return (await drivers.opcua()).endpointFromUrl(url);
  if (/^modbus(\+tls)?:\/\//.test(url)) return endpointToLookAt(url);
  throw new Problem("not-an-address", "expected opc.tcp://host:port/path or modbus://host:port/unit", { target: url });
}

/** Looks at the device behind an endpoint within the budget of the task. */
export async function probe(work: Probe, endpoint: Endpoint, means: WorkMeans): Promise<LookFindings> {
  const gate = countingGate(work.budget, endpoint, means);
  const own = { gate, services: means.services, signal: means.signal };
  if (endpoint.protocol === "modbus") {
    const found = await lookAtModbus({ url: work.url, units: work.units, endpoint }, own);
    return modbusFindingsSchema.parse({ protocol: "modbus", ...found });
  }
  const { exploreOpcua } = await import("../drivers/opcua/propose.ts");
  return opcuaFindingsSchema.parse({ protocol: "opcua", url: work.url, ...(await exploreOpcua(endpoint, own)) });
}

const watchEveryMs = second;

/** Reads the values of the task again and again, and tells them, until the budget is used or the signal comes. */
export async function watch(
  work: Watch,
  endpoint: Endpoint,
  means: WorkMeans,
  tell: (values: ReadValues) => void,
): Promise<void> {
  const gate = countingGate(work.budget, endpoint, means);
  const own = { gate, services: means.services, signal: means.signal };
  const next = async (values: ReadValues["values"]) => {
    tell({ at: means.services.clock.now(), values });
    await pause(watchEveryMs, means.signal);
    return !means.signal.aborted;
  };
  if (endpoint.protocol === "modbus" && work.values.protocol === "modbus") {
    const { watchModbus } = await import("../drivers/modbus/watch.ts");
    return watchModbus(endpoint, work.values.reads, own, next);
  }
  if (endpoint.protocol === "opcua" && work.values.protocol === "opcua") {
    const { watchOpcua } = await import("../drivers/opcua/watch.ts");
    return watchOpcua(endpoint, work.values.nodeIds, own, next);
  }
  throw new Problem("wrong-protocol", "the values are of another protocol than the address", { target: work.url });
}

function countingGate(budget: number, endpoint: Endpoint, { services, spent }: WorkMeans): BudgetGate {
  const inner = createRequestGate(endpoint.limits, services.clock);
  const gate: BudgetGate = new BudgetGate(
    {
      request: (signal) => {
        spent(gate.used);
        return inner.request(signal);
      },
    },
    budget,
  );
  return gate;
}
