import { beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../../model/problem.ts";
import { StorageHealth } from "./storage-health.ts";

describe("StorageHealth", () => {
  let told: (string | null)[] = [];
  let health: StorageHealth;
  beforeEach(() => {
    told = [];
    health = new StorageHealth({ now: () => 7 }, (_, { code }) => told.push(code));
  });
  const fails = (error: Error) => () => Promise.reject(error);
  const full = new Problem("store-full", "no room");

  it("tells of upkeep that fails once, and of the end of it once the upkeep works, whatever other calls do meanwhile", async () => {
    await expect(health.watchUpkeep("metrics", fails(full))).rejects.toBe(full);
    await health.watch("metrics", async () => undefined);
    await health.watchUpkeep("metrics", fails(full)).catch(() => undefined);
    expect(health.state("metrics")).toEqual({ ok: false, code: "store-full", message: "no room", since: 7 });
    expect(health.state("records").ok).toBe(true);
    await health.watchUpkeep("metrics", async () => undefined);
    expect(health.state("metrics").ok).toBe(true);
    expect(told).toEqual(["store-full", null]);
  });

  it("takes a fault of the upkeep itself for trouble of the store, and one of a call for the caller's", async () => {
    await health.watch("metrics", fails(new Error("odd"))).catch(() => undefined);
    expect(health.state("metrics").ok).toBe(true);
    await health.watchUpkeep("metrics", fails(new Error("odd"))).catch(() => undefined);
    expect(health.state("metrics")).toMatchObject({ ok: false, code: "store-upkeep" });
    expect(health.state("metrics").message).toContain("odd");
  });

  it("does not take the trouble of one store for another's where the same error is met again on its way out", async () => {
    await health.watch("metrics", fails(full)).catch((error: unknown) => health.note("records", error));
    expect([health.state("metrics").code, health.state("records").code]).toEqual(["store-full", null]);
    health.note("records", new Problem("store-full", "no room either"));
    expect(health.state("records").code).toBe("store-full");
  });

  it("names the trouble of the calls before that of the upkeep", async () => {
    await health.watchUpkeep("metrics", fails(full)).catch(() => undefined);
    await health.watch("metrics", fails(new Problem("store-unavailable", "away"))).catch(() => undefined);
    expect(health.state("metrics").code).toBe("store-unavailable");
    await health.watch("metrics", async () => undefined);
    expect(health.state("metrics").code).toBe("store-full");
  });
});
