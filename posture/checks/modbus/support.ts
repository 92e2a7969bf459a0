import { message } from "../../../model/messages/index.ts";
import type { Probe } from "../../../model/protocols/define.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import type { CheckResult, EndpointContext, LatestOutcome } from "../define.ts";
import { unknown } from "../results.ts";

export type ModbusContext = EndpointContext<ModbusEndpoint>;

/** The newest outcome of a probe, or of a job that only reads values, at the judged endpoint. */
export function newestOf(context: ModbusContext, probe: string): LatestOutcome | undefined {
  return context.latest.find((each) => each.endpointId === context.endpoint.id && each.probe === probe);
}

/** Unknown, with the reason why a probe has nothing to judge by. */
export function unknownWithout(probe: Pick<Probe, "id">, context: ModbusContext): CheckResult {
  const newest = newestOf(context, probe.id);
  if (newest === undefined) return unknown(message("common.not-observed", { probe: probe.id }));
  const reason = newest.reason?.code ?? "unstated";
  return unknown(message("common.probe-failed", { probe: probe.id, outcome: newest.outcome, reason }));
}

/** Whether an endpoint is dialled over TLS. */
export function usesTls(endpoint: Pick<ModbusEndpoint, "url">): boolean {
  return endpoint.url.startsWith("modbus+tls:");
}
