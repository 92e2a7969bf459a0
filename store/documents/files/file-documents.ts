import { randomUUID, webcrypto } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { documentEndings, largestDocument } from "../../../model/document-kinds.ts";
import { describeError, Problem } from "../../../model/problem.ts";
import { fitsName, recogniseKind } from "../kinds.ts";
import type { DocumentStore } from "../port.ts";

/** Opens the document store in a folder of files, made where it is missing: each document is a file named by its SHA-256. */
export async function openFileDocuments({ folder }: { readonly folder: string }): Promise<DocumentStore> {
  await mkdir(join(folder, "incoming"), { recursive: true, mode: 0o700 });
  const fileOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(content, name, most = largestDocument) {
      const bytes = await collect(content, name, most);
      const kind = recogniseKind(bytes);
      if (kind === undefined || !fitsName(kind, name)) throw wrongKind(name);
      const sha256 = await hashOf(bytes);
      const place = { file: fileOf(sha256), incoming: join(folder, "incoming", randomUUID()) };
      await watched(folder, () => keep(bytes, sha256, place));
      return { sha256, size: bytes.length, kind };
    },
    async read(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) throw missing(sha256);
      const bytes = await watched(folder, () => ifThere(readFile(fileOf(sha256))));
      if (bytes === undefined) throw missing(sha256);
      if ((await hashOf(bytes)) === sha256) return bytes;
      throw new Problem("document-damaged", "The stored document is not the one that was handed in", {
        target: sha256,
        advice: "Restore it from a backup, or hand the same document in again.",
      });
    },
    drop: (sha256, before) =>
      watched(folder, async () => {
        const file = fileOf(sha256);
        const found = await ifThere(stat(file));
        if (found !== undefined && found.mtimeMs < before) await rm(file, { force: true });
      }),
  };
}

async function collect(content: AsyncIterable<Uint8Array>, name: string, most: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > most) {
      throw new Problem("document-too-large", `A document may have ${most / 1024 / 1024} MiB`, { target: name });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Writes beside, then names: a reader never sees half of a document, and a crash leaves none under the hash. */
async function keep(
  bytes: Uint8Array<ArrayBuffer>,
  sha256: string,
  { file, incoming }: { readonly file: string; readonly incoming: string },
): Promise<void> {
  const there = await ifThere(readFile(file));
  if (there !== undefined && (await hashOf(there)) === sha256) {
    const now = new Date();
    await utimes(file, now, now);
    return;
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeDurably(incoming, bytes);
    await rename(incoming, file);
  } finally {
    await rm(incoming, { force: true });
  }
  await syncFolder(dirname(file));
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o400);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name itself must survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function ifThere<T>(looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Reckoned off the calling thread, which a large document would hold noticeably. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

async function watched<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isFull = ["ENOSPC", "EDQUOT"].includes(codeOf(cause) ?? "");
    throw new Problem(isFull ? "store-full" : "store-unavailable", `Documents cannot be kept: ${describeError(cause)}`, {
      target: folder,
      advice: isFull ? "Make room where the data folder lies." : "Check the data folder and its permissions.",
      cause,
    });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function missing(sha256: string): Problem {
  return new Problem("document-missing", "There is no such document", { target: sha256 });
}

function wrongKind(name: string): Problem {
  return new Problem("document-kind", "The content is of no kind that is taken, or of another than its name says", {
    target: name,
    advice: `Hand in one of: ${documentEndings.join(", ")}; without macros.`,
  });
}
