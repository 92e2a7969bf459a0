import { createHash } from "node:crypto";
import type { AdvisorySet, AdvisoryTrust, ImportedAdvisory } from "../../model/advisories/advisory.ts";
import { compareRevisions } from "../../model/advisories/csaf/mandatory-tests.ts";
import { largestDocument, readCsaf } from "../../model/advisories/csaf/read-csaf.ts";
import type { Clock } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { formatPath } from "../../model/yaml/parse-yaml.ts";
import type { AdvisoryRecords } from "../../store/records/advisory-port.ts";
import { type BesideDocument, type PublisherKeys, trustIn } from "./signature.ts";

/** A document with what lies beside it. */
export interface AdvisoryFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly beside: BesideDocument;
}

export interface ImportFault {
  /** Dotted path within the document; empty for the document as a whole. */
  readonly path: string;
  readonly message: Bilingual;
}

/** What became of one file. */
export interface FileOutcome {
  readonly file: string;
  /** `known`: this very revision is there; `older`: a newer one is. */
  readonly outcome: "added" | "replaced" | "known" | "older" | "refused";
  readonly trackingId: string | null;
  readonly revision: string | null;
  readonly trust: AdvisoryTrust | null;
  readonly faults: readonly ImportFault[];
}

/** Faults of one document that are told. */
const faultsTold = 20;
/** Documents whose records are stored at once. */
const atOnce = 50;

interface Import {
  readonly records: AdvisoryRecords;
  readonly clock: Clock;
  readonly keys: PublisherKeys;
  readonly by: string;
}

/** Imports documents one by one; a bad one is refused with its faults and does not hinder the others. */
export async function* importAdvisories(
  files: Iterable<AdvisoryFile> | AsyncIterable<AdvisoryFile>,
  setting: Import,
): AsyncGenerator<FileOutcome> {
  const { records, clock } = setting;
  let set = await records.current();
  let waiting: Looked[] = [];
  const flush = async () => {
    const outcomes = waiting.map(({ outcome }) => outcome);
    const fresh = waiting.flatMap(({ advisory }) => advisory ?? []);
    // That the newest is known already was looked at today, too.
    if (outcomes.some(({ outcome }) => outcome !== "refused")) await records.save(fresh, clock.now());
    set = await records.current(set);
    waiting = [];
    return outcomes;
  };
  for await (const file of files) {
    waiting.push(await look(file, { ...setting, set: withWaiting(set, waiting) }));
    if (waiting.length >= atOnce) yield* await flush();
  }
  yield* await flush();
}

interface Looked {
  readonly outcome: FileOutcome;
  readonly advisory?: ImportedAdvisory;
}

/** The newest by id, what waits to be stored among it. */
function withWaiting({ advisories }: AdvisorySet, waiting: readonly Looked[]): ReadonlyMap<string, ImportedAdvisory> {
  const fresh = waiting.flatMap(({ advisory }) => advisory ?? []);
  return new Map([...advisories, ...fresh].map((advisory) => [advisory.id, advisory]));
}

async function look(
  { name, bytes, beside }: AdvisoryFile,
  { set, keys, clock, by }: Import & { readonly set: ReadonlyMap<string, ImportedAdvisory> },
): Promise<Looked> {
  const unread = { file: name, trackingId: null, revision: null, trust: null };
  let trust: AdvisoryTrust;
  let text: string;
  try {
    if (bytes.byteLength > largestDocument) throw new Problem("too-large", `It is larger than ${largestDocument} bytes`);
    trust = await trustIn(bytes, beside, keys);
    text = decode(bytes);
  } catch (error) {
    return { outcome: { ...unread, outcome: "refused", faults: [{ path: "", message: faultOf(error) }] } };
  }
  const read = readCsaf(text);
  if (!read.ok) {
    const faults = read.faults.slice(0, faultsTold).map(({ path, message }) => ({ path: formatPath(path), message }));
    return { outcome: { ...unread, trust, outcome: "refused", faults } };
  }
  const { advisory } = read;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const id = advisoryId(advisory);
  const before = set.get(id);
  const told = { file: name, trackingId: advisory.trackingId, revision: advisory.revision, trust, faults: [] };
  const compared = before === undefined ? 1 : compareRevisions(advisory.revision, before.revision);
  if (compared < 0) return { outcome: { ...told, outcome: "older" } };
  // A signature that came later is worth keeping.
  if (compared === 0 && before?.sha256 === sha256 && rank[before.trust.kind] >= rank[trust.kind]) {
    return { outcome: { ...told, outcome: "known" } };
  }
  if (compared === 0 && before !== undefined && before.sha256 !== sha256) {
    const hash = before.sha256.slice(0, 12);
    const message = {
      "zh-CN": `修订版 ${advisory.revision} 此前已导入，但内容不同（SHA-256 ${hash}…）`,
      en: `the revision ${advisory.revision} was imported before with other contents (SHA-256 ${hash}…)`,
    };
    return { outcome: { ...told, outcome: "refused", faults: [{ path: "document.tracking.version", message }] } };
  }
  const number = (before?.number ?? 0) + 1;
  const imported = { ...advisory, id, number, file: name, sha256, trust, importedAt: clock.now(), importedBy: by };
  return { outcome: { ...told, outcome: before === undefined ? "added" : "replaced" }, advisory: imported };
}

const rank = { unsigned: 0, hashed: 1, verified: 2 } as const;

const faultWords: Readonly<Record<string, string>> = {
  "wrong-hash": "旁边的哈希文件与该文件不符。请重新下载文件和哈希：两者可能不是同一修订版，或文件在途中被改动",
  "wrong-signature": "旁边的签名不成立。请重新下载文件和签名；签名不成立的文件不要导入",
  "too-large": `超过 ${largestDocument} 字节`,
  "not-utf8": "不是 UTF-8 编码",
};

function faultOf(error: unknown): Bilingual {
  if (!(error instanceof Problem)) return { "zh-CN": describeError(error), en: describeError(error) };
  const en = error.advice === undefined ? error.message : `${error.message}. ${error.advice}`;
  return { "zh-CN": faultWords[error.code] ?? error.message, en };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Problem("not-utf8", "It is not UTF-8", { cause });
  }
}

/** A publisher's own id is unique within its namespace alone. */
function advisoryId({ namespace, trackingId }: { namespace: string; trackingId: string }): string {
  return createHash("sha256").update(`${namespace}\n${trackingId}`).digest("hex").slice(0, 16);
}

const sidecar = /\.(sha256|sha512|asc)$/i;

/** Puts documents and what lies beside them together by their names; a hash or signature without its document is left out. */
export function withSidecars(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): readonly AdvisoryFile[] {
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
  return files
    .filter(({ name }) => !sidecar.test(name))
    .map(({ name, bytes }) => ({ name, bytes, beside: besideOf((end) => byName.get(`${name}.${end}`)) }));
}

/** What lies beside a document, by the end of its name. */
export function besideOf(find: (end: "sha256" | "sha512" | "asc") => Uint8Array | undefined): BesideDocument {
  return { sha256: find("sha256"), sha512: find("sha512"), asc: find("asc") };
}
