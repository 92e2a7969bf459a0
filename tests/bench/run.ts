import { cpus } from "node:os";
import { benchFleet } from "./fleet.ts";
import { print } from "./measure.ts";
import { benchMetrics } from "./metrics.ts";
import { benchMetricsLoad } from "./metrics-load.ts";
import { benchModbus } from "./modbus.ts";
import { benchOpcua } from "./opcua.ts";
import { benchOpcuaFleet } from "./opcua-fleet.ts";
import { benchScoring } from "./scoring.ts";

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
await benchScoring();
await benchMetricsLoad();
await benchMetrics();
await benchModbus();
await benchFleet();
await benchOpcua();
await benchOpcuaFleet();
process.exit(0);
