import { BudgetGate } from "../../collector/drivers/budget-gate.ts";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { opcuaDriver } from "../../collector/drivers/opcua/driver.ts";
import { exploreOpcua, leastOpcuaBudget, type OpcuaFindings } from "../../collector/drivers/opcua/propose.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { opcuaAsset } from "./opcua.ts";
import type { ProbeRequest } from "./probe-modbus.ts";
import { proposalYaml } from "./proposal.ts";

/**
 * Looks at an OPC UA server and proposes an inventory entry as YAML.
 * @throws Problem `not-reachable`, or `usage` where the budget is too small to come to an orderly end
 */
export async function probeOpcua(request: ProbeRequest, services: DriverServices): Promise<string> {
  const { url, budget, say, tell, site } = request;
  if (budget < leastOpcuaBudget)
    throw new Problem("usage", `--budget is ${budget}; a look at a server takes ${leastOpcuaBudget}`);
  const limits = { ...opcuaDriver.endpointFromUrl(url).limits, minGap: request.minGap };
  const gate = new BudgetGate(createRequestGate(limits, services.clock), budget);
  tell(say("promise", { budget, url, gap: limits.minGap }));
  const findings = await explore(request, gate, services).finally(() => tell(say("used", { used: gate.used, budget })));
  const head = [say("used", { used: gate.used, budget }), say("decide"), say("siteHint", { site })];
  return proposalYaml(head, [opcuaAsset(url, findings, site, say)]);
}

async function explore({ url, signal }: ProbeRequest, gate: BudgetGate, services: DriverServices): Promise<OpcuaFindings> {
  const endpoint = opcuaDriver.endpointFromUrl(url);
  if (endpoint.protocol !== "opcua") throw new Problem("usage", `not an OPC UA address: ${url}`, { target: url });
  try {
    return await exploreOpcua(endpoint, { gate, services, signal });
  } catch (cause) {
    throw new Problem("not-reachable", `no OPC UA server answered at ${url}: ${describeError(cause)}`, { target: url, cause });
  }
}
