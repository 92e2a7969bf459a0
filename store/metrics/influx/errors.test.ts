import { describe, expect, it } from "vitest";
import { problemOf, refusalOfWrite } from "./errors.ts";

const body = (error: string) => JSON.stringify({ error });
const target = "http://127.0.0.1:8086";

/** Answers of InfluxDB 1.6 as they came, but for the limits on series, which its documentation names. */
describe("an answer to a write", () => {
  it.each([
    [
      400,
      'partial write: field type conflict: input field "v" on measurement "m" is type float, already exists as type integer dropped=3',
      3,
    ],
    [400, "partial write: points beyond retention policy dropped=1", 1],
    [400, "unable to parse 'm,t= v=1': missing tag value", 0],
    [400, "field type conflict", 0],
  ])("%i “%s”: drop the bad points", (status, reason, dropped) => {
    expect(refusalOfWrite(status, body(reason), target)).toEqual({ kind: "drop", reason, dropped });
  });

  it("413: send fewer at once", () => {
    expect(refusalOfWrite(413, body("Request Entity Too Large"), target).kind).toBe("split");
  });

  it.each([
    [401, "authorization failed", "store-denied"],
    [403, "user not authorized", "store-denied"],
    [404, 'database not found: "pw"', "store-denied"],
    [500, "retention policy not found: raw", "store-denied"],
    [500, "engine: error writing WAL entry: write /x/_00001.wal: no space left on device", "store-full"],
    [500, "engine: error writing WAL entry: write /x/_00001.wal: file too large", "store-full"],
    [400, "partial write: max-series-per-database limit exceeded: (1000000) dropped=1", "store-full"],
    [500, "timeout", "store-unavailable"],
    [400, "the request came from an unexpected place", "store-unavailable"],
  ])("%i “%s”: keep all, %s", (status, reason, code) => {
    const refusal = refusalOfWrite(status, body(reason), target);
    expect(refusal).toMatchObject({ kind: "keep", problem: { code, target } });
    if (refusal.kind === "keep") expect(refusal.problem.message).toContain(reason);
  });

  it("in another form, as of a proxy: keep all, with its first words", () => {
    expect(refusalOfWrite(502, "<html>Bad Gateway</html>", target)).toMatchObject({
      kind: "keep",
      problem: { code: "store-unavailable", message: expect.stringContaining("Bad Gateway") },
    });
  });
});

it("an error inside an answer to a query is sorted by its words", () => {
  expect(problemOf(200, "database not found: pw", target).code).toBe("store-denied");
  expect(problemOf(200, "timeout", target).code).toBe("store-unavailable");
});
