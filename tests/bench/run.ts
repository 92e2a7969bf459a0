import { cpus } from "node:os";
import { print } from "./measure.ts";
import { benchModbus } from "./modbus.ts";
import { benchOpcua } from "./opcua.ts";
import { benchScoring } from "./scoring.ts";

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
await benchScoring();
await benchModbus();
await benchOpcua();
process.exit(0);
