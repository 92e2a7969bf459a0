import { expect, it } from "vitest";
import { bestMatches, plain, termsOf } from "./match.ts";

const candidate = (name: string, ...other: string[]) => ({ hit: () => name, names: [plain(name)], other: other.map(plain) });
const found = (query: string, ...candidates: ReturnType<typeof candidate>[]) => bestMatches(candidates, termsOf(query), 3);

it("puts names before everything else, and whole ones first", () => {
  const all = [candidate("pressure", "pump"), candidate("old pump"), candidate("pump station"), candidate("pump")];
  expect(found("Pump", ...all)).toEqual(["pump", "pump station", "old pump"]);
});

it("asks for every word, wherever it stands, and takes wide letters for narrow ones", () => {
  const all = [candidate("1号 水泵", "PLC"), candidate("2号 水泵", "HMI")];
  expect(found("水泵 ｐｌｃ", ...all)).toEqual(["1号 水泵"]);
  expect(found("  ", ...all)).toEqual([]);
});
