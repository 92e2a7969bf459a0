import { endpointToLookAt, lookAtModbus } from "../../collector/discovery/look-at-modbus.ts";
import { BudgetGate } from "../../collector/drivers/budget-gate.ts";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { ModbusFailure } from "../../collector/drivers/modbus/errors.ts";
import type { ModbusFindings } from "../../collector/drivers/modbus/propose.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { Problem } from "../../model/problem.ts";
import { modbusAssets } from "./modbus.ts";
import { proposalYaml } from "./proposal.ts";
import type { Say } from "./words.ts";

export interface ProbeRequest {
  readonly url: string;
  /** The most requests that the device may get. */
  readonly budget: number;
  /** A range of unit ids such as `1-16`; only the unit of the URL where absent. */
  readonly units?: string | undefined;
  /** How long one answer may take, milliseconds. */
  readonly answerTimeout: number;
  /** Pause between two requests, milliseconds. */
  readonly minGap: number;
  readonly site: string;
  readonly say: Say;
  /** Told what will be asked before the first request, and what it cost after the last. */
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Looks at a Modbus device and proposes an inventory entry as YAML.
 * @throws Problem `not-reachable` where nothing answered
 */
export async function probeModbus(request: ProbeRequest, services: DriverServices): Promise<string> {
  const { url, units, budget, say, tell, signal, site } = request;
  const base = endpointToLookAt(url);
  const endpoint = { ...base, quirks: { ...base.quirks, answerTimeout: request.answerTimeout } };
  const limits = { ...base.limits, minGap: request.minGap };
  const gate = new BudgetGate(createRequestGate(limits, services.clock), budget);
  tell(say("promise", { budget, url, gap: limits.minGap }));
  const findings = await lookAtModbus({ url, units, endpoint }, { gate, services, signal })
    .catch((error: unknown) => {
      throw asUnreachable(error, url);
    })
    .finally(() => tell(say("used", { used: gate.used, budget })));
  if (findings.units.length === 0) throw nothingAnswered(url, findings);
  const head = [say("used", { used: gate.used, budget }), ...remarks(findings, say), say("decide"), say("siteHint", { site })];
  return proposalYaml(head, modbusAssets(findings, site, say));
}

function asUnreachable(error: unknown, url: string): unknown {
  if (!(error instanceof ModbusFailure) || error.outcome !== "unreachable") return error;
  return new Problem("not-reachable", `nothing answered at ${url}: ${error.message}`, { target: url, cause: error });
}

function remarks({ silent, ignoresUnitId, cutShort }: ModbusFindings, say: Say): readonly string[] {
  const codes = [...new Set(silent.map(({ code }) => code))].join(", ");
  return [
    ...(silent.length === 0 ? [] : [say("silentUnits", { count: silent.length, units: codes })]),
    ...(ignoresUnitId ? [say("ignoresUnitId")] : []),
    ...(cutShort === "budget" ? [say("budgetSpent")] : []),
    ...(cutShort === "stopped" ? [say("stopped")] : []),
  ];
}

function nothingAnswered(url: string, { silent, cutShort }: ModbusFindings): Problem {
  if (cutShort === "stopped") return new Problem("stopped", `stopped before a unit answered at ${url}`, { target: url });
  const reasons = [...new Set(silent.map(({ code }) => code))].join(", ");
  return new Problem("not-reachable", `no unit answered at ${url}${reasons === "" ? "" : ` (${reasons})`}`, {
    target: url,
    advice:
      "Name the unit (modbus://host:port/unit), or search with --units 1-16; a slow gateway needs a longer --answer-timeout.",
  });
}
