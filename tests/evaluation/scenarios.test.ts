import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { second } from "../../model/instant.ts";
import { opcuaChecks } from "../../posture/checks/opcua/index.ts";
import { scenarioNames } from "../../simulators/load-scenario.ts";

/** What these tests read of the answer of `evaluate --format json`. */
const evaluationSchema = z.object({
  schema: z.literal(1),
  scenario: z.string(),
  seed: z.number(),
  speed: z.number(),
  tookMs: z.number(),
  precision: z.number(),
  recall: z.number(),
  unknown: z.number(),
  checks: z.array(z.object({ check: z.string(), hits: z.number(), timeToDetect: z.number().nullable() })),
  differences: z.array(z.unknown()),
});
type Evaluation = z.infer<typeof evaluationSchema>;

const program = fileURLToPath(new URL("../../app/bin.mjs", import.meta.url));
/** So many processes of devices and monitor side by side; each takes about 250 MB and mostly waits. */
const sideBySide = 4;
/** A night tries other values and drawn weaknesses than the night before; what it finds can be repeated by its number. */
const seed = process.env.PLANTWATCH_NIGHTLY === "1" ? "daily" : "7";
/** Agreement ends a run early; a busy machine may need longer. */
const withinSeconds = 110;
/** The longest first, so that the short ones fill the gaps; others follow in any order. */
const longest = ["mixed-200", "flapping-network", "incidents", "demo", "modbus-alone", "everything-wrong"];
/** What these do is brought closer together; what follows from it must be seen all the same. */
const speeds: Readonly<Record<string, string>> = { "flapping-network": "5" };

const names = await scenarioNames();
const stopped = new AbortController();
const results = new Map(names.map((name) => [name, Promise.withResolvers<Evaluation>()]));

beforeAll(() => {
  const waiting = names.toSorted((a, b) => rank(a) - rank(b));
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const outcome = evaluate(name);
      results.get(name)?.resolve(outcome);
      await outcome.catch(() => undefined);
    }
  };
  for (let worker = 0; worker < sideBySide; worker += 1) void work();
});
afterAll(() => stopped.abort());

function rank(name: string): number {
  const index = longest.indexOf(name);
  return index < 0 ? longest.length : index;
}

async function evaluate(name: string): Promise<Evaluation> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { signal: stopped.signal, maxBuffer: 64 * 1024 * 1024 };
  const words = ["evaluate", name, "--format", "json", "--within", String(withinSeconds), "--seed", seed];
  words.push("--speed", speeds[name] ?? "1");
  execFile(process.execPath, [program, ...words], options, (error, stdout, stderr) => {
    // Exit status 1 is an answer, too: precision or recall below 1.
    if (stdout === "") reject(error ?? new Error(stderr));
    else resolve(stdout);
  });
  return evaluationSchema.parse(JSON.parse(await promise));
}

describe("the monitor says what the truth says, in every shipped scenario", { timeout: 3 * withinSeconds * second }, () => {
  it.for(names)("%s", async (name) => {
    const result = await results.get(name)?.promise;
    expect(result?.differences, `with --seed ${result?.seed}`).toEqual([]);
    expect(result).toMatchObject({ scenario: name, precision: 1, recall: 1, unknown: 0 });
    process.stdout.write(
      `${name}: as in the truth after ${((result?.tookMs ?? 0) / second).toFixed(1)} s, seed ${result?.seed}, ×${result?.speed}\n`,
    );
  });

  it("covers every fault that a device can be declared to have", async () => {
    const evaluations = await Promise.all([...results.values()].map(({ promise }) => promise));
    const hit = new Set(evaluations.flatMap(({ checks }) => checks.filter(({ hits }) => hits > 0).map(({ check }) => check)));
    expect([...(await declaredFaults())].filter((check) => !hit.has(check))).toEqual([]);
    const slowest = evaluations.flatMap(({ checks }) => checks.flatMap(({ timeToDetect }) => timeToDetect ?? []));
    process.stdout.write(`slowest detection: ${(Math.max(...slowest) / second).toFixed(1)} s\n`);
  });
});

/** Checks that fail by declaration of a weakness of either protocol, and every check of OPC UA. */
async function declaredFaults(): Promise<ReadonlySet<string>> {
  const modbus = await import("../../simulators/modbus/weaknesses.ts");
  const opcua = await import("../../simulators/opcua/weaknesses.ts");
  const declared = [modbus.weaknesses, opcua.weaknesses].flatMap((table) => Object.values(table).flatMap(({ fails }) => fails));
  // What is an event is no weakness, and happens in the timelines.
  return new Set([...declared, ...opcuaChecks.map(({ id }) => id)]);
}
