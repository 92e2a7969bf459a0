import { cpus } from "node:os";
import { benchFleet } from "./fleet.ts";
import { benchFleetLine } from "./fleet-line.ts";
import { benchJudging } from "./judging.ts";
import { print } from "./measure.ts";
import { benchMetrics } from "./metrics.ts";
import { benchMetricsLoad } from "./metrics-load.ts";
import { benchModbus } from "./modbus.ts";
import { benchOpcua } from "./opcua.ts";
import { benchOpcuaFleet } from "./opcua-fleet.ts";
import { benchPages } from "./pages.ts";
import { benchReports } from "./reports.ts";
import { benchScoring } from "./scoring.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  scoring: benchScoring,
  judging: benchJudging,
  "metrics-load": benchMetricsLoad,
  metrics: benchMetrics,
  modbus: benchModbus,
  "modbus-fleet": benchFleet,
  fleet: benchFleetLine,
  opcua: benchOpcua,
  "opcua-fleet": benchOpcuaFleet,
  pages: benchPages,
  reports: benchReports,
};

/** Those named on the command line, otherwise all. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`no such bench: ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}\n`);
  process.exit(1);
}

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) await bench();
}
process.exit(0);
