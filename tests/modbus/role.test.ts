import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { expect, it, onTestFinished } from "vitest";
import { createModbusDriver } from "../../collector/drivers/modbus/driver.ts";
import { services } from "../../collector/drivers/modbus/testing/raw-server.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { systemClock } from "../../model/instant.ts";
import { simulator } from "../../simulators/modbus/device.ts";
import { assetOf, declarationOf } from "../../simulators/modbus/testing/bench.ts";
import { openGate, runJob } from "../fuzz/run-job.ts";

it("a strict device serves the collector by the role in its certificate, and the TLS probe shows that certificate", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modbus-role-"));
  const identity = await loadOrMakeIdentity(join(folder, "identity"), "c1", "client");
  const stranger = await loadOrMakeIdentity(join(folder, "identity"), "c1", "stranger");
  const asset = assetOf(1, { url: "modbus+tls://192.0.2.1:802/1" });
  const device = await simulator.start(declarationOf({ profile: "plc", assets: [asset] }), {
    clock: systemClock,
    log: pino({ enabled: false }),
    // Both are known to it; only the role tells them apart.
    trustedClientPems: [identity.certificatePem, stranger.certificatePem],
    dataDir: folder,
  });
  onTestFinished(async () => {
    await device.stop();
    await rm(folder, { recursive: true });
  });
  const run = async (who: typeof identity, job: string) => {
    const driver = createModbusDriver();
    const link = driver.link(openGate, { ...services, identity: who });
    const { report } = await runJob(link, driver.endpointFromUrl(device.endpoints[0]?.url ?? ""), job, 10_000);
    await link.close();
    return report;
  };
  expect(await run(identity, "modbus.identify")).toMatchObject({
    outcome: "answered",
    facts: { objects: { VendorName: "Hanlin Automation" } },
  });
  expect(await run(stranger, "modbus.identify")).toMatchObject({
    facts: {
      exceptions: [
        { function: "43/14", code: 1 },
        { function: "17", code: 1 },
      ],
    },
  });
  expect(await run(identity, "modbus.tls")).toMatchObject({
    facts: { handshakes: { "TLSv1.2": true, "TLSv1.3": true }, withoutClientCertificate: "refused" },
  });
}, 20_000);
