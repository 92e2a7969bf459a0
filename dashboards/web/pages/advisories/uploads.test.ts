import { expect, it } from "vitest";
import { inBase64, uploadsOf } from "./uploads.ts";

const names = (uploads: readonly (readonly { name: string }[])[]) => uploads.map((files) => files.map(({ name }) => name));

it("keeps what lies beside a document with it", () => {
  const files = ["b.json", "a.json.asc", "a.json", "a.json.sha256"].map((name) => ({ name, size: 4 * 1024 * 1024 }));
  expect(names(uploadsOf(files))).toEqual([["b.json"], ["a.json.asc", "a.json", "a.json.sha256"]]);
  expect(uploadsOf([])).toEqual([]);
});

it("sends not more than some documents at once", () => {
  const files = Array.from({ length: 45 }, (_, index) => ({ name: `${index}.json`, size: 1 }));
  expect(uploadsOf(files).map(({ length }) => length)).toEqual([40, 5]);
});

it("writes bytes in base 64, also more than an engine takes as arguments", async () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(Buffer.from(await inBase64(new Blob([bytes])), "base64")).toEqual(Buffer.from(bytes));
});
