import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { available, libmodbus, mbpoll, pythonPeers } from "../support/tools.ts";
import { poll } from "./mbpoll.ts";
import { type ModbusPeerName, type ModbusPeers, startModbusPeers } from "./modbus-servers.ts";
import { type PlantDescription, type WatchedPlant, watchPlant } from "./plant.ts";
import { unknown } from "./scanning.ts";

/* Foreign Modbus servers as parts of a plant: what the inventory says of them decides what is right, again by hand. */

describe.runIf(available(pythonPeers) && available(libmodbus) && available(mbpoll))("Modbus servers in a plant", () => {
  let folder = "";
  let peers: ModbusPeers;
  let plants: WatchedPlant[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantwatch-peers-"));
    peers = await startModbusPeers(folder, ["named", "gateway", "libmodbus"]);
  }, 120_000);

  // libmodbus serves one client at a time.
  afterEach(async () => {
    await Promise.all(plants.map((plant) => plant.disconnect()));
    plants = [];
  });

  afterAll(async () => {
    await peers?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function watch(description: PlantDescription): Promise<WatchedPlant> {
    const plant = await watchPlant(folder, description);
    plants.push(plant);
    return plant;
  }

  /** An asset with one endpoint. */
  function asset(id: string, peer: ModbusPeerName, unit: number, endpoint: object = {}, more: object = {}) {
    const url = `modbus://127.0.0.1:${peers.portOf(peer)}/${unit}`;
    const limits = { minGap: 0, requestsPerMinute: 6000 };
    return { id, endpoints: [{ id: "mb", protocol: "modbus", url, limits, ...endpoint }], ...more };
  }

  it("are told from what the inventory says of vendor, product and revision", async () => {
    const declared = { vendor: "Example", product: "EX-1", version: "1.2" };
    const plant = await watch({
      assets: [
        asset("same", "named", 1, {}, declared),
        asset("updated", "named", 2, {}, { ...declared, version: "1.3" }),
        asset("other", "libmodbus", 1, {}, declared),
      ],
    });
    for (const id of ["same", "updated", "other"]) await plant.look(id, "modbus.identify");
    expect(plant.verdicts("same")["modbus.identity-changed"]).toBe("pass");
    expect(plant.verdicts("updated")["modbus.identity-changed"]).toBe("fail high");
    // FC 17 has no fields: until a person accepts what it says, there is nothing to compare.
    expect(plant.verdicts("other")["modbus.identity-changed"]).toEqual(unknown("no baseline is accepted"));
    plant.accept("other", "modbus.identify");
    expect(plant.verdicts("other")["modbus.identity-changed"]).toBe("pass");
  });

  it("serve whom they should not, or cannot be told to", async () => {
    const register = { healthRegister: { table: "holding-register", address: 0 } };
    const absent = { healthRegister: { table: "holding-register", address: 500 } };
    const plant = await watch({
      assets: [
        asset("stranger", "named", 1, { ...register, permittedClients: ["192.0.2.7"] }),
        asset("permitted", "named", 2, { ...register, permittedClients: ["127.0.0.0/8"] }),
        asset("evasive", "libmodbus", 1, { ...absent, permittedClients: ["192.0.2.7"] }),
      ],
    });
    for (const id of ["stranger", "permitted", "evasive"]) await plant.look(id, "modbus.health");
    expect(plant.verdicts("stranger")["modbus.any-client"]).toBe("fail high");
    expect(plant.verdicts("permitted")["modbus.any-client"]).toBe("not-applicable");
    expect(plant.verdicts("evasive")["modbus.any-client"]).toEqual(unknown("exception 2"));
  });

  it("weigh more where their cleartext crosses zones, and nothing within a secured conduit", async () => {
    const zone = (id: string) => ({ id, name: id });
    const plant = await watch({
      site: {
        zones: [zone("office"), zone("control"), zone("safety")],
        conduits: [{ id: "tunnel", from: "office", to: "safety", protocols: ["modbus"], secured: true }],
        collectors: [{ id: "c1", zone: "office" }],
      },
      assets: [
        asset("across", "named", 1, {}, { zone: "control" }),
        asset("tunnelled", "named", 2, {}, { zone: "safety" }),
        asset("near", "libmodbus", 1, {}, { zone: "office" }),
      ],
    });
    for (const id of ["across", "tunnelled", "near"]) await plant.look(id, "modbus.health");
    expect(plant.verdicts("across")["modbus.cleartext"]).toBe("fail high");
    expect(plant.verdicts("tunnelled")["modbus.cleartext"]).toBe("pass");
    expect(plant.verdicts("near")["modbus.cleartext"]).toBe("fail medium");
  });

  it("drift from their baseline when another client writes", async () => {
    const registers = [
      { id: "alarm-limit", table: "holding-register", address: 20 },
      { id: "write-protection", table: "holding-register", address: 30, security: true },
    ];
    const plant = await watch({ assets: [asset("plc", "libmodbus", 1, { baselineRegisters: registers })] });
    const drift = async () => {
      await plant.look("plc", "modbus.baseline");
      return plant.verdicts("plc")["modbus.baseline-drift"];
    };
    expect(await drift()).toEqual(unknown("nobody has accepted a baseline"));
    plant.accept("plc", "modbus.baseline");
    expect(await drift()).toBe("pass");
    await plant.disconnect();
    await write(peers.portOf("libmodbus"), 20, 99);
    expect(await drift()).toBe("fail medium");
    await plant.disconnect();
    await write(peers.portOf("libmodbus"), 30, 1);
    expect(await drift()).toBe("fail high");
  });

  it("answer under undeclared unit ids behind a gateway", async () => {
    const behind = { behindGateway: true, onRequest: ["modbus.units"] };
    const [first, second, third] = [1, 2, 7].map((unit) => asset(`unit-${unit}`, "gateway", unit, behind));
    const known = await watch({ assets: [first, second, third].flatMap((each) => each ?? []) });
    const partly = await watch({ assets: [first, second].flatMap((each) => each ?? []) });
    for (const plant of [known, partly]) {
      expect(plant.verdicts("unit-1")["modbus.any-unit"]).toEqual(unknown("modbus.units has not answered yet"));
      for (let run = 0; run < Math.ceil(247 / 4); run++) await plant.look("unit-1", "modbus.units");
    }
    expect(known.verdicts("unit-1")["modbus.any-unit"]).toBe("pass");
    expect(partly.verdicts("unit-1")["modbus.any-unit"]).toBe("fail low");
  });

  it("show a restart by their counters only once there are two readings", async () => {
    const plant = await watch({ assets: [asset("serial", "gateway", 2, { behindGateway: true })] });
    await plant.look("serial", "modbus.diagnostics");
    expect(plant.verdicts("serial")["modbus.restarted"]).toEqual(unknown("read once"));
    await plant.look("serial", "modbus.diagnostics");
    expect(plant.verdicts("serial")["modbus.restarted"]).toBe("pass");
  });

  it("are held to their share of exceptions", async () => {
    const reading = (address: number) => ({ signals: [{ id: "value", table: "holding-register", address }] });
    const plant = await watch({
      assets: [asset("sound", "named", 1, reading(5)), asset("refusing", "named", 2, reading(500))],
    });
    for (const id of ["sound", "refusing"]) {
      for (let run = 0; run < 20; run++) await plant.look(id, "modbus.signals");
      await plant.look(id, "modbus.health");
    }
    expect(plant.verdicts("sound")["modbus.exceptions-rising"]).toBe("pass");
    expect(plant.verdicts("refusing")["modbus.exceptions-rising"]).toBe("fail medium");
  });

  it("tell by FC 17 whether they run", async () => {
    // libmodbus: an id, the run indicator, then its name.
    const plant = await watch({
      assets: [
        asset("running", "libmodbus", 1, { runIndicator: { byte: 1 } }),
        asset("at-rest", "libmodbus", 2, { runIndicator: { byte: 1, expected: "stopped" } }),
        asset("elsewhere", "libmodbus", 3, { runIndicator: { byte: 3 } }),
      ],
    });
    for (const id of ["running", "at-rest", "elsewhere"]) await plant.look(id, "modbus.identify");
    expect(plant.verdicts("running")["modbus.run-state"]).toBe("pass");
    expect(plant.verdicts("at-rest")["modbus.run-state"]).toBe("fail medium");
    expect(plant.verdicts("elsewhere")["modbus.run-state"]).toEqual(unknown("no run indicator"));
  });

  it("give the values that they hold", async () => {
    const signals = [
      { id: "level", table: "holding-register", address: 10 },
      { id: "wide", table: "holding-register", address: 9, type: "uint32" },
      { id: "open", table: "coil", address: 3, type: "bool" },
    ];
    const plant = await watch({ assets: [asset("plc", "libmodbus", 1, { signals })] });
    const { samples } = await plant.look("plc", "modbus.signals");
    const values = Object.fromEntries(samples.map(({ tags, fields }) => [tags.signal, fields.value]));
    expect(values).toEqual({ level: 1234, wide: 1234, open: 0 });
  });
});

/** Writes as another client, which a server that takes one connection only serves once ours is closed. */
async function write(port: number, address: number, value: number): Promise<void> {
  const { status, failure } = await poll({ port, type: "4", address, values: [value] });
  if (status !== 0) throw new Error(`mbpoll ended with ${status}: ${failure}`);
}
