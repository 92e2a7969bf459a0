import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { available, pythonPeers } from "../support/tools.ts";
import { startPythonPeer } from "./peer.ts";
import { watchPlant } from "./plant.ts";
import { unknown } from "./scanning.ts";

it.runIf(available(pythonPeers))(
  "sees through a restart of an OPC UA server that nobody here wrote",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "plantwatch-restart-"));
    const server = { name: "tank", policies: ["NoSecurity"], tokens: ["AnonymousIdentityToken"], anonymous: true };
    const start = (port: number) => startPythonPeer("asyncua_server.py", { folder, servers: [{ ...server, port }] });
    let peer = await start(0);
    const port = peer.ports.tank ?? 0;
    const endpoint = {
      id: "ua",
      protocol: "opcua",
      url: `opc.tcp://127.0.0.1:${port}/plant/`,
      signals: [{ id: "level", nodeId: "ns=2;s=Tank.Level" }],
      intervals: { "opcua.signals": "200ms" },
    };
    const plant = await watchPlant(folder, { assets: [{ id: "tank", endpoints: [endpoint] }] });
    try {
      expect(await plant.look("tank", "opcua.discovery")).toMatchObject({ outcome: "answered" });
      expect(await plant.look("tank", "opcua.session")).toMatchObject({ outcome: "answered" });
      expect(plant.verdicts("tank")["opcua.restarted"]).toEqual(unknown("not seen before"));
      await plant.look("tank", "opcua.session");
      expect(plant.verdicts("tank")["opcua.restarted"]).toBe("pass");
      const level = { measurement: "signal", tags: { signal: "level" }, fields: { value: 4.2, good: 1 } };
      expect(await plant.look("tank", "opcua.signals")).toMatchObject({ outcome: "answered", samples: [level] });
      expect(plant.verdicts("tank")["opcua.not-running"]).toBe("pass");

      await peer.stop();
      const down = await plant.look("tank", "opcua.session");
      expect(down).toMatchObject({ outcome: "unreachable", reason: { code: "connect-failed" } });
      expect(await plant.look("tank", "opcua.signals")).toMatchObject({ outcome: "unreachable", samples: [] });

      peer = await start(port);
      expect(await plant.look("tank", "opcua.session")).toMatchObject({ outcome: "answered" });
      expect(await plant.look("tank", "opcua.signals")).toMatchObject({ outcome: "answered", samples: [level] });
      expect(plant.verdicts("tank")["opcua.restarted"]).toBe("fail low");
    } finally {
      await plant.disconnect();
      await peer.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
