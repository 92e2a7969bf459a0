import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keepFile } from "./keep-file.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keep-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("gives all makers the same whole file, and leaves nothing else behind", async () => {
  const path = join(folder, "below", "authority.pem");
  const make = (index: number) => async () => `${index}`.repeat(100_000);
  const texts = await Promise.all(Array.from({ length: 40 }, (_, index) => keepFile(path, make(index % 10))));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toHaveLength(100_000);
  expect(await keepFile(path, make(9))).toBe(texts[0]);
  expect(await readdir(join(folder, "below"))).toEqual(["authority.pem"]);
});
