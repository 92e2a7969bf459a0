import { hour } from "../../../../model/instant.ts";

/** A range as a person types it. */
export interface RangeFields {
  readonly site: string;
  readonly id: string;
  readonly range?: string;
  readonly ports: string;
  readonly server?: string;
  readonly gap: number;
  readonly hours: number;
  readonly until?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Ports with their protocol, `opcua:4840, modbus:502`; undefined where something else stands. */
export function portsIn(text: string): readonly { readonly protocol: string; readonly port: number }[] | undefined {
  const parts = text.split(/[,，\s]+/).filter((part) => part !== "");
  const ports = parts.flatMap((part) => {
    const [, protocol, digits = ""] = /^(opcua|modbus):(\d{1,5})$/.exec(part) ?? [];
    return protocol === undefined ? [] : [{ protocol, port: Number(digits) }];
  });
  return ports.length === parts.length && ports.length > 0 ? ports : undefined;
}

/** The range in the form of inventory files. The last day of a range ends at midnight where the person sits. */
export function rangeOf(fields: RangeFields): Readonly<Record<string, unknown>> {
  const { id, range = "", ports, server = "", gap, hours, until = "", from = "", to = "" } = fields;
  return {
    id: id.trim(),
    ...(range.trim() === "" ? {} : { range: range.trim() }),
    ports: portsIn(ports) ?? [],
    ...(server.trim() === "" ? {} : { discoveryServer: server.trim() }),
    gap,
    every: Math.round(hours * hour),
    ...(until === "" ? {} : { until: new Date(`${until}T23:59:59`).toISOString() }),
    ...(from === "" || to === "" ? {} : { maintenanceWindows: [{ from, to }] }),
  };
}
