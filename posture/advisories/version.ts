/** A version as makers write it. Those of different kinds cannot be compared. */
export type Version =
  /** A day as `20210628`. */
  { readonly kind: "day"; readonly value: number } | { readonly kind: "hex"; readonly value: number } | Numbered;

export interface Numbered {
  readonly kind: "numbers";
  readonly numbers: readonly number[];
  /** A letter that counts up behind the numbers (`1.0.2k`). */
  readonly letter: string;
  /** Identifiers of a pre-release (`beta.2`); empty for the release. */
  readonly early: string;
  /** Service pack, update, hot fix and patch, the weightier first. */
  readonly additions: readonly number[];
}

const additionNames: readonly RegExp[] = [
  /^(?:sp|service pack)$/,
  /^(?:upd|update|up|cu)$/,
  /^(?:hf|hotfix|hot fix)$/,
  /^(?:patch|p)$/,
];
/** What may stand before a number and means nothing: V2.9, SV3.20, FW22, R2.1. */
const prefix = /^(?:(?:firmware|software|version|release|revision|ver|rev|fw|sw|sv|v|r)\b[\s.:]*)*(?:fw|sv|ver|rev|v|r)?(?=\d)/;
const early = /^(?:alpha|beta|rc|pre|preview|dev|snapshot|a|b)[\d.-]*/;

/** Reads a version; undefined where the text is none that is known. */
export function parseVersion(written: string): Version | undefined {
  const text = written
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)\s*\bbuild\s*(?=\d)/, ".")
    .replace(/\s*\blts\b/, "")
    .trim();
  if (/^0x[0-9a-f]{1,12}$/.test(text)) return { kind: "hex", value: Number.parseInt(text.slice(2), 16) };
  const plain = text.replace(prefix, "");
  return dayOf(plain) ?? numbered(plain);
}

function dayOf(text: string): Version | undefined {
  const { year, month, day } =
    /^(?<year>(?:19|20)\d{2})(?<sign>[-/]?)(?<month>\d{2})\k<sign>(?<day>\d{2})$/.exec(text)?.groups ?? {};
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? { kind: "day", value: Number(`${year}${month}${day}`) } : undefined;
}

function numbered(text: string): Version | undefined {
  const [head = "", digits = ""] = /^(\d{1,15}(?:[._]\d{1,15})*)/.exec(text) ?? [];
  if (head === "") return undefined;
  const numbers = digits.split(/[._]/).map(Number);
  const behind = (text.slice(head.length).split("+")[0] ?? "").trim();
  const bare = behind.replace(/^[-.\s]+/, "");
  const none = { kind: "numbers", numbers, letter: "", early: "", additions: noAdditions } as const;
  if (bare === "") return none;
  const additions = additionsOf(bare);
  if (additions !== undefined) return { ...none, additions };
  if (early.exec(bare)?.[0] === bare && (behind.startsWith("-") || /\d|[a-z]{2}/.test(bare))) return { ...none, early: bare };
  return /^[a-z]{1,2}$/.test(behind) ? { ...none, letter: behind } : undefined;
}

const noAdditions = additionNames.map(() => 0);

/** Service packs and the like, all of them understood; undefined otherwise. */
function additionsOf(text: string): readonly number[] | undefined {
  const found = [...noAdditions];
  const rest = text.replace(
    /(service pack|hot ?fix|[a-z]+)[\s.-]*(\d{1,6})[\s.,-]*/g,
    (whole: string, name: string, count: string) => {
      const at = additionNames.findIndex((pattern) => pattern.test(name));
      if (at < 0) return whole;
      found[at] = Number(count);
      return "";
    },
  );
  return rest === "" ? found : undefined;
}

/** Below, at or above zero as `a` is before, at or after `b`; undefined where they count in different ways. */
export function compareVersions(a: Version, b: Version): number | undefined {
  if (a.kind !== "numbers" || b.kind !== "numbers")
    return a.kind === b.kind && a.kind !== "numbers" && b.kind !== "numbers" ? a.value - b.value : undefined;
  // Builds and years do not compare with small numbers: 4024.12 is no later than 3.1.4024.35.
  if ((a.numbers[0] ?? 0) >= 1000 !== (b.numbers[0] ?? 0) >= 1000) return undefined;
  const steps = [
    compareLists(a.numbers, b.numbers),
    a.letter.length - b.letter.length || compareText(a.letter, b.letter),
    compareEarly(a.early, b.early),
    compareLists(a.additions, b.additions),
  ];
  return steps.find((step) => step !== 0) ?? 0;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A release is after its pre-releases; those compare identifier by identifier (Semantic Versioning 2.0.0, 11.4). */
function compareEarly(a: string, b: string): number {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  const parts = (text: string) => text.split(/[.-]|(?<=[a-z])(?=\d)/);
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one, other] = [left[at], right[at]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const numbers = /^\d+$/.test(one) && /^\d+$/.test(other);
    const step = numbers ? Number(one) - Number(other) : compareText(one, other);
    if (step !== 0) return step;
  }
  return 0;
}
