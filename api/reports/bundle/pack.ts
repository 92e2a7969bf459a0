import { createHash } from "node:crypto";
import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { Problem } from "../../../model/problem.ts";

/** The files of a bundle by their names, `/` between folders. */
export type BundleFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The earliest time that a ZIP file can say: the same files give the same bytes whenever they are packed. */
const earliest = new Date(1980, 0, 1);
const commentForm = /^sha256:[0-9a-f]{64}$/;
const commentLength = "sha256:".length + 64;
/** A bundle comes from somebody else: more than this is not unpacked. */
const mostUnpackedBytes = 1024 ** 3;
const mostFiles = 50_000;
const nameForm = /^[a-zA-Z0-9][\w.-]*(\/[a-zA-Z0-9][\w.-]*)*$/;

/**
 * Packs files as ZIP: sorted, without times. The comment of the archive is the digest of every byte before it, so that damage
 * anywhere in the container shows, also where it would not reach a file.
 */
export function pack(files: BundleFiles): Uint8Array<ArrayBuffer> {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries: Zippable = Object.fromEntries(sorted);
  const archive = zipSync(entries, { level: 6, mtime: earliest });
  const head = archive.subarray(0, archive.length - 2);
  const comment = strToU8(commentOf(head));
  const packed = new Uint8Array(archive.length + comment.length);
  packed.set(head);
  packed.set([comment.length, 0], head.length);
  packed.set(comment, archive.length);
  return packed;
}

/** What the archive's comment says of the bytes before its length. */
function commentOf(head: Uint8Array): string {
  return `sha256:${createHash("sha256").update(head).digest("hex")}`;
}

/** Whether bytes begin as a ZIP file does. */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * The files of a bundle.
 * @throws Problem `bundle-damaged` where a byte of the container was changed, `bundle-unreadable` where it is none or too large.
 */
export function unpack(packed: Uint8Array): BundleFiles {
  const comment = Buffer.from(packed.subarray(-commentLength)).toString("latin1");
  if (!commentForm.test(comment)) throw new Problem("bundle-damaged", "the container does not end with its own digest");
  if (commentOf(packed.subarray(0, -commentLength - 2)) !== comment) {
    throw new Problem("bundle-damaged", "the container's bytes do not have the digest at its end");
  }
  try {
    return new Map(
      Object.entries(unzipSync(packed, { filter: bounded() })).map(([name, bytes]) => [name, new Uint8Array(bytes)]),
    );
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem("bundle-unreadable", "this is no ZIP file that can be read", { cause });
  }
}

/** Refuses what would fill the memory, write outside a folder or hide behind a name that stands twice. */
function bounded() {
  const seen = new Set<string>();
  let total = 0;
  return ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    total += originalSize;
    if (total > mostUnpackedBytes || seen.size >= mostFiles) throw new Problem("bundle-unreadable", "the bundle is too large");
    if (!nameForm.test(name) || seen.has(name)) throw new Problem("bundle-unreadable", `the bundle has a wrong or doubled name`);
    seen.add(name);
    return true;
  };
}
