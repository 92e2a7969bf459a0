import type { Message } from "../../model/messages/define.ts";
import type { Probe } from "../../model/protocols/define.ts";
import type { Severity } from "../../model/severity.ts";
import type { CheckResult, Pointer, Reference } from "./define.ts";

interface Extras {
  readonly evidence?: readonly Pointer[];
  readonly notices?: readonly Message[];
}

export function pass(because: Message, extras: Extras = {}): CheckResult {
  return { status: "pass", because, evidence: extras.evidence ?? [], notices: extras.notices ?? [] };
}

/** A fail always points at what decided. */
export function fail(
  because: Message,
  evidence: readonly Pointer[],
  extras: { severity?: Severity; notices?: readonly Message[] } = {},
): CheckResult {
  const own = extras.severity === undefined ? {} : { severity: extras.severity };
  return { status: "fail", because, evidence, notices: extras.notices ?? [], ...own };
}

export function unknown(because: Message, extras: Extras = {}): CheckResult {
  return { status: "unknown", because, evidence: extras.evidence ?? [], notices: extras.notices ?? [] };
}

export function notApplicable(because: Message, extras: Extras = {}): CheckResult {
  return { status: "not-applicable", because, evidence: extras.evidence ?? [], notices: extras.notices ?? [] };
}

/** Points (RFC 6901) into the facts of a probe: `seen(opcuaDiscovery, "endpoints", 0, "securityMode")`. */
export function seen(probe: Pick<Probe, "id">, ...path: readonly (string | number)[]): Pointer {
  const escaped = path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`);
  return { probe: probe.id, pointer: escaped.join("") };
}

export function cwe(number: number): Reference {
  return { source: "CWE", clause: String(number) };
}

export function iec62443(requirement: string): Reference {
  return { source: "IEC 62443-3-3", clause: requirement };
}

export function opcUaPart(clause: string): Reference {
  return { source: "OPC 10000", clause };
}

export function modbusSpec(clause: string): Reference {
  return { source: "Modbus 1.1b3", clause };
}

export function modbusSecurity(clause: string): Reference {
  return { source: "Modbus/TCP Security", clause };
}
