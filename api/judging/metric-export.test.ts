import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { day, minute, second } from "../../model/instant.ts";
import type { Measurement, MetricPoint } from "../../model/metric.ts";
import { Problem } from "../../model/problem.ts";
import { healthObservation, observationBatch } from "../testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
const spoolId = randomUUID();

beforeEach(async () => {
  test = await openTestCentre();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  await test.centre.start();
  await vi.waitFor(async () => expect(await test.records.scores.latest("waterworks", null, "miit")).toBeDefined(), 15_000);
  // A metric store keeps one point a moment, so what the answer changes must come at a later one than what stood before it.
  test.clock.advance(second);
  await deliver(1);
  await vi.waitFor(async () => expect(await pumpStatus()).toBe("pass"), 15_000);
});
afterEach(async () => {
  vi.useRealTimers();
  await test.close();
});

async function deliver(first: number) {
  const token = await test.centre.issueCollectorToken("collector-1");
  const body = observationBatch(spoolId, [healthObservation(test.clock.now(), { validForSeconds: 60 })], first);
  expect((await test.ask("/api/v1/ingest/observations", { token, method: "POST", body })).status).toBe(200);
}

async function pumpStatus() {
  const [verdict] = await test.records.verdicts.list({ enterpriseId: "waterworks", assetId: "pump", checkId: "monitor.covered" });
  return verdict?.status;
}

/** Lets the timers of background work come round once. */
const round = () => vi.advanceTimersByTimeAsync(30_000);

async function last(measurement: Measurement, where: Record<string, string>) {
  return test.metrics.last({ measurement, where: { enterprise: "waterworks", ...where }, since: test.clock.now() - day });
}

it("writes verdicts, posture and findings from the records", async () => {
  await round();
  await vi.waitFor(async () => {
    const [verdict] = await last("verdict", { asset: "pump", check: "monitor.covered" });
    expect(verdict?.fields.status).toBe(1);
  }, 15_000);
  await vi.waitFor(async () => {
    const score = await test.records.scores.latest("waterworks", null, "miit");
    const posture = (await last("posture", { catalog: "miit", node: score?.root?.id ?? "" })).filter(
      ({ tags }) => tags.site === undefined,
    );
    expect(posture.map(({ fields }) => fields)).toEqual([
      {
        demonstrated: score?.root?.demonstrated,
        potential: score?.root?.potential,
        coverage: score?.root?.coverage,
      },
    ]);
  }, 15_000);
  await vi.waitFor(async () => {
    const findings = await test.records.findings.list({ enterpriseId: "waterworks", status: "open" });
    const counted = (await last("findings", {})).reduce((sum, { fields }) => sum + Number(fields.open), 0);
    expect(counted).toBe(findings.length);
    expect(counted).toBeGreaterThan(0);
  }, 15_000);
});

it("fills up what happened while the metric store was away", async () => {
  await round();
  const write = test.metrics.write.bind(test.metrics);
  const down = vi.spyOn(test.metrics, "write").mockRejectedValue(new Problem("store-unavailable", "away"));
  test.clock.advance(2 * minute);
  await round();
  await vi.waitFor(async () => expect(await pumpStatus()).toBe("fail"), 15_000);
  const failedAt = test.clock.now();
  test.clock.advance(2 * minute);
  await deliver(2);
  await vi.waitFor(async () => expect(await pumpStatus()).toBe("pass"), 15_000);
  await round();

  const written: MetricPoint[] = [];
  down.mockImplementation(async (points) => {
    written.push(...points);
    return write(points);
  });
  await vi.waitFor(async () => {
    await round();
    const codes = written
      .filter(({ measurement, tags }) => measurement === "verdict" && tags.asset === "pump" && tags.check === "monitor.covered")
      .filter(({ at }) => at >= failedAt)
      .sort((a, b) => a.at - b.at)
      .map(({ fields }) => fields.status);
    expect(codes.slice(0, 1)).toEqual([3]);
    expect(codes.at(-1)).toBe(1);
  }, 15_000);
});
