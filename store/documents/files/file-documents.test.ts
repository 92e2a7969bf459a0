import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chunks, documentStoreContract } from "../contract.ts";
import { openFileDocuments } from "./file-documents.ts";

documentStoreContract("documents in files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-documents-"));
  return {
    open: () => openFileDocuments({ folder }),
    overwrite: async (sha256, bytes) => {
      const file = join(folder, sha256.slice(0, 2), sha256);
      await chmod(file, 0o600);
      await writeFile(file, bytes);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});

test("leaves nothing behind of what it refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-documents-"));
  const store = await openFileDocuments({ folder });
  await expect(store.put(chunks("\u0000"), "a.pdf")).rejects.toMatchObject({ code: "document-kind" });
  const broken = (async function* () {
    yield new TextEncoder().encode("%PDF-1.7");
    throw new Error("the connection broke");
  })();
  await expect(store.put(broken, "a.pdf")).rejects.toThrow("the connection broke");
  expect(await readdir(folder, { recursive: true })).toEqual(["incoming"]);
  await rm(folder, { recursive: true });
});

test("says so where it cannot write", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-documents-"));
  const store = await openFileDocuments({ folder });
  await rm(folder, { recursive: true });
  await writeFile(folder, "a file where the folder was");
  await expect(store.put(chunks("text"), "a.txt")).rejects.toMatchObject({ code: "store-unavailable", target: folder });
  await rm(folder);
});
