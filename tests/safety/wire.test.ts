import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { startPolledScenarios } from "../support/polled-scenario.ts";
import { available, tshark } from "../support/tools.ts";
import { capture } from "./tshark.ts";

/** Numeric ids of the request encodings (OPC 10000-6, Annex A) that a monitor may send. */
const harmlessRequests = new Map([
  [422, "FindServers"],
  [428, "GetEndpoints"],
  [446, "OpenSecureChannel"],
  [452, "CloseSecureChannel"],
  [461, "CreateSession"],
  [467, "ActivateSession"],
  [473, "CloseSession"],
  [527, "Browse"],
  [533, "BrowseNext"],
  [631, "Read"],
  [751, "CreateMonitoredItems"],
  [781, "DeleteMonitoredItems"],
  [787, "CreateSubscription"],
  [826, "Publish"],
  [847, "DeleteSubscriptions"],
]);

/** Connections on which a channel is opened with a policy: what is encrypted looks like anything to a dissector. */
function encryptedStreams(packets: readonly (readonly string[])[]): ReadonlySet<string> {
  const secured = packets.filter(([, , , , , policies = ""]) =>
    policies.split(",").some((one) => one !== "" && !one.endsWith("#None")),
  );
  return new Set(secured.map(([, , , , stream = ""]) => stream));
}

describe.runIf(available(tshark))("as an independent dissector reads the wire", () => {
  it("plain OPC UA carries no request beyond discovery, channel, session, browse, read and subscribe", async () => {
    const plant = await startPolledScenarios(["weak"]);
    const ports = plant.devices
      .flatMap(({ endpoints }) => endpoints.map(({ url }) => new URL(url)))
      .filter(({ protocol }) => protocol === "opc.tcp:")
      .map(({ port }) => Number(port));
    expect(ports.length).toBeGreaterThan(0);
    const wire = await capture(ports, "opcua", [
      "tcp.dstport",
      "opcua.transport.type",
      "opcua.servicenodeid.numeric",
      "_ws.malformed",
      "tcp.stream",
      "opcua.security.spu",
    ]);
    await plant.poll();
    await sleep(8000);
    await plant.schedule.stop();
    const packets = (await wire.stop()).map((line) => line.split("\t"));
    await plant.stop();

    const toServer = packets.filter(([destination]) => ports.includes(Number(destination)));
    const encrypted = encryptedStreams(packets);
    const plain = toServer.filter(([, , , , stream = ""]) => !encrypted.has(stream));
    const requests = plain.flatMap(([, , services = ""]) =>
      services
        .split(",")
        .filter((id) => id !== "")
        .map(Number),
    );
    expect(requests).toContain(428);
    expect(requests).toContain(631);
    expect(requests.filter((id) => !harmlessRequests.has(id))).toEqual([]);
    expect(toServer.filter(([, , , malformed = ""]) => malformed !== "")).toEqual([]);
  }, 60_000);

  it("Modbus carries read functions alone, and no malformed frame either way", async () => {
    const plant = await startPolledScenarios(["weak"]);
    const ports = plant.devices
      .flatMap(({ endpoints }) => endpoints.map(({ url }) => new URL(url)))
      .filter(({ protocol }) => protocol === "modbus:")
      .map(({ port }) => Number(port));
    expect(ports.length).toBeGreaterThan(0);
    const wire = await capture([...new Set(ports)], "mbtcp", [
      "tcp.dstport",
      "mbtcp.unit_id",
      "modbus.func_code",
      "_ws.malformed",
    ]);
    await plant.poll();
    await sleep(8000);
    await plant.schedule.stop();
    const packets = (await wire.stop()).map((line) => line.split("\t"));
    await plant.stop();

    const frames = packets.filter(([, unit = ""]) => unit !== "");
    const codes = new Set(
      frames.filter(([destination]) => ports.includes(Number(destination))).map(([, , code]) => Number(code)),
    );
    expect(codes.size).toBeGreaterThan(0);
    expect([...codes].filter((code) => ![1, 2, 3, 4, 8, 11, 12, 17, 43].includes(code))).toEqual([]);
    expect(packets.filter(([, , , malformed = ""]) => malformed !== "")).toEqual([]);
  }, 60_000);
});
