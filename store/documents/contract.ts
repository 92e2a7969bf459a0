import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { largestDocument } from "../../model/document-kinds.ts";
import { hour } from "../../model/instant.ts";
import type { DocumentStore } from "./port.ts";

/** A place where a store keeps its documents, and a way to change what lies there behind its back. */
export interface DocumentsPlace {
  open(): Promise<DocumentStore>;
  overwrite(sha256: string, bytes: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

export async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? new TextEncoder().encode(part) : part;
}

const pdf = "%PDF-1.7\n任命文件\n%%EOF\n";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Registers the tests that every adapter of `DocumentStore` passes, each on a new, empty place. */
export function documentStoreContract(name: string, makePlace: () => Promise<DocumentsPlace>): void {
  describe(name, () => {
    let place: DocumentsPlace;
    let store: DocumentStore;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(() => place.remove());

    test("keeps a document under the hash of its bytes, found again after it was opened again", async () => {
      const stored = await store.put(chunks(pdf.slice(0, 5), pdf.slice(5)), "任命.pdf");
      expect(stored).toEqual({ sha256: sha256(pdf), size: Buffer.byteLength(pdf), kind: "pdf" });
      const again = await place.open();
      expect(Buffer.from(await again.read(stored.sha256)).toString()).toBe(pdf);
      expect(await again.put(chunks(pdf), "other name.PDF")).toEqual(stored);
    });

    test("gives nothing for a hash that it does not have, or for what is no hash", async () => {
      for (const id of [sha256("other"), "", "../incoming", sha256(pdf).toUpperCase()]) {
        await expect(store.read(id)).rejects.toMatchObject({ code: "document-missing" });
      }
    });

    test("betrays a document that was swapped behind its hash, and takes the right one again", async () => {
      const stored = await store.put(chunks(pdf), "a.pdf");
      await place.overwrite(stored.sha256, new TextEncoder().encode(pdf.replace("任命", "免去")));
      await expect(store.read(stored.sha256)).rejects.toMatchObject({ code: "document-damaged", target: stored.sha256 });
      await store.put(chunks(pdf), "a.pdf");
      expect(Buffer.from(await store.read(stored.sha256)).toString()).toBe(pdf);
    });

    test("forgets what was handed in last before a time, and nothing that came since", async () => {
      const [old, young] = await Promise.all([store.put(chunks(pdf), "a.pdf"), store.put(chunks("text"), "a.txt")]);
      await store.drop(old.sha256, Date.now() - hour);
      expect(await store.read(old.sha256)).toHaveLength(old.size);
      await store.drop(old.sha256, Date.now() + hour);
      await store.drop(old.sha256, Date.now() + hour);
      await expect(store.read(old.sha256)).rejects.toMatchObject({ code: "document-missing" });
      expect(await store.read(young.sha256)).toHaveLength(young.size);
    });

    test("refuses what its content is not, whatever its name says", async () => {
      for (const [content, file] of [
        ["MZ\u0090\u0000\u0003 a program", "report.pdf"],
        [pdf, "report.docx"],
        [pdf, "report"],
        ["", "empty.txt"],
        ["<html>", "page.html"],
      ] as const) {
        await expect(store.put(chunks(content), file)).rejects.toMatchObject({ code: "document-kind", target: file });
      }
    });

    test("takes 50 MiB and not a byte more", async () => {
      const part = Buffer.alloc(largestDocument / 2, "a");
      const { size } = await store.put(chunks(part, part), "large.txt");
      expect(size).toBe(largestDocument);
      await expect(store.put(chunks(part, part, "a"), "larger.txt")).rejects.toMatchObject({ code: "document-too-large" });
      await expect(store.put(chunks(pdf), "a.pdf", pdf.length)).rejects.toMatchObject({ code: "document-too-large" });
      expect((await store.put(chunks(pdf), "a.pdf", Buffer.byteLength(pdf))).kind).toBe("pdf");
    });

    test("takes many at once, the same one among them", async () => {
      const all = await Promise.all(Array.from({ length: 20 }, (_, index) => store.put(chunks(`text ${index % 10}`), "a.txt")));
      expect(new Set(all.map((stored) => stored.sha256)).size).toBe(10);
      for (const stored of all) expect((await store.read(stored.sha256)).length).toBe(stored.size);
    });
  });
}
