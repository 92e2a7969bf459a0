import { minute, second } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import {
  modbusBaseline,
  modbusDiagnostics,
  modbusHealth,
  modbusIdentify,
  modbusTls,
  modbusUnits,
} from "../../../model/protocols/modbus/probes.ts";
import type { Driver, Job } from "../define.ts";
import { connectionKeyOf, endpointFromUrl, parseUnitUrl } from "./address.ts";
import { connectTimeoutMs } from "./connect.ts";
import { ModbusLink } from "./link.ts";
import { DeviceMemory } from "./memory.ts";

/** The job that reads the declared signals; it has no facts, so it is no probe. */
export const signalsJob = "modbus.signals";
const signalsInterval = 10 * second;

/** A driver with a memory of its own of what every device knows. */
export function createModbusDriver(): Driver {
  const memory = new DeviceMemory();
  return {
    protocol: "modbus",
    connectionKey: (endpoint) => connectionKeyOf(parseUnitUrl(endpoint.url)),
    hostOf: (endpoint) => parseUnitUrl(endpoint.url).host,
    jobs: (endpoint) => jobsOf(asModbus(endpoint)),
    deadline: (endpoint, jobId) => deadlineOf(asModbus(endpoint), jobId),
    endpointFromUrl,
    link: (gate, services) => new ModbusLink(gate, services, memory),
  };
}

/** The driver of this process: what a device knows is learnt once, whatever links come and go. */
export const modbusDriver: Driver = createModbusDriver();

function asModbus(endpoint: Endpoint): ModbusEndpoint {
  if (endpoint.protocol === "modbus") return endpoint;
  throw new Problem("not-a-modbus-endpoint", "the Modbus driver was given another protocol's endpoint", { target: endpoint.url });
}

function jobsOf(endpoint: ModbusEndpoint): readonly Job[] {
  const probes = [
    modbusIdentify,
    modbusHealth,
    ...(endpoint.baselineRegisters.length > 0 ? [modbusBaseline] : []),
    ...(endpoint.behindGateway ? [modbusDiagnostics] : []),
    ...(parseUnitUrl(endpoint.url).secure ? [modbusTls] : []),
    ...(endpoint.behindGateway && endpoint.onRequest.includes(modbusUnits.id) ? [modbusUnits] : []),
  ];
  const jobs = probes.map(({ id, interval, onRequest }) => ({ id, intervalMs: endpoint.intervals[id] ?? interval, onRequest }));
  if (endpoint.signals.length === 0) return jobs;
  return [...jobs, { id: signalsJob, intervalMs: endpoint.intervals[signalsJob] ?? signalsInterval, onRequest: false }];
}

/** The most requests that a job may need; a job ends at the first that is not answered. */
function mostRequests(endpoint: ModbusEndpoint, jobId: string): number {
  switch (jobId) {
    case modbusIdentify.id:
      return 17;
    case modbusBaseline.id:
      return 1 + 2 * endpoint.baselineRegisters.length;
    case modbusDiagnostics.id:
      return 6;
    case modbusTls.id:
      return 5;
    case modbusUnits.id:
      return 4;
    case signalsJob:
      return 1 + 2 * endpoint.signals.length;
    default:
      return 1;
  }
}

/** How often a job may dial. */
function mostConnections(jobId: string): number {
  return jobId === modbusTls.id || jobId === modbusUnits.id ? 5 : 1;
}

/** How many answers of a job may take as long as they may; a job ends at the first or second that does not come. */
function mostWaits(jobId: string): number {
  return jobId === modbusUnits.id ? 4 : 2;
}

/** Time for connecting, for every request's wait at the gate, and for the answers that may be slow. */
function deadlineOf(endpoint: ModbusEndpoint, jobId: string): number {
  const { quirks, limits } = endpoint;
  const connecting = mostConnections(jobId) * (connectTimeoutMs + quirks.pauseAfterConnect);
  const perRequest = Math.max(limits.minGap, minute / limits.requestsPerMinute) + quirks.answerTimeout / 4;
  const requests = mostRequests(endpoint, jobId) * perRequest;
  return connecting + mostWaits(jobId) * quirks.answerTimeout + Math.ceil(requests) + second;
}
