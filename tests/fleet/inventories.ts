/** An enterprise with one device, as its file says; declared with more or less care, so that scores differ. */
export function inventoryOf(index: number, url: string, collectorId: string, pollEveryMs: number): object {
  const enterprise = { id: `works-${index}`, name: `Works ${index}`, types: ["N"], grade: 1 + (index % 3) };
  const endpoint = {
    id: "mb",
    protocol: "modbus",
    url,
    limits: { minGap: "0ms", requestsPerMinute: 6000 },
    intervals: { "modbus.identify": pollEveryMs * 4, "modbus.health": pollEveryMs },
  };
  return {
    enterprise,
    sites: [
      {
        id: "hall",
        name: "hall",
        zones: [{ id: "control", name: "control" }],
        collectors: [{ id: collectorId, zone: "control" }],
      },
    ],
    assets: [
      {
        id: "plc",
        name: "PLC",
        site: "hall",
        role: "field-device",
        criticality: 1 + (index % 5),
        ...(index % 2 === 0 ? { owner: "operations" } : {}),
        ...(index % 3 === 0 ? { zone: "control" } : {}),
        endpoints: [endpoint],
      },
    ],
  };
}
