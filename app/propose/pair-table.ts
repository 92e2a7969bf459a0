import type { Guess } from "../../model/protocols/modbus/guess.ts";
import type { Say } from "./words.ts";

const heads = [
  "address",
  "raw",
  "uint16",
  "int16",
  "uint32 high first",
  "uint32 low first",
  "float32 high first",
  "float32 low first",
];

/** Registers side by side in every reading; runs of zeros are one line. */
export function pairTable(guesses: readonly Guess[], say: Say): readonly string[] {
  const rows = groupZeros(guesses).map((group) => rowOf(group, say));
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return [line(heads).trimEnd(), ...rows.map(({ cells, note }) => `${line(cells)}  ${note}`.trimEnd())];
}

/** Zeros that stand together say the same. */
function groupZeros(guesses: readonly Guess[]): readonly (readonly Guess[])[] {
  const groups: Guess[][] = [];
  for (const guess of guesses) {
    const last = groups.at(-1);
    if (guess.reason === "zero" && last?.[0]?.reason === "zero") last.push(guess);
    else groups.push([guess]);
  }
  return groups;
}

function rowOf(group: readonly Guess[], say: Say): { cells: string[]; note: string } {
  const [guess] = group;
  if (guess === undefined) return { cells: [], note: "" };
  const last = group.at(-1)?.pair.address ?? guess.pair.address;
  if (group.length > 1) return { cells: [String(guess.pair.address)], note: say("zeros", { first: guess.pair.address, last }) };
  return { cells: cellsOf(guess), note: say(`reason-${guess.reason}`) };
}

function cellsOf({ pair, type, wordOrder }: Guess): string[] {
  const { address, words, uint16, int16, uint32, float32 } = pair;
  const mark = (isChosen: boolean, text: string) => (isChosen ? `${text}*` : text);
  const is32 = (name: "uint32" | "float32", order: "big" | "little") => type === name && wordOrder === order;
  return [
    String(address),
    words.map((word) => word.toString(16).padStart(4, "0")).join(" "),
    markFirst(type === "uint16", uint16),
    markFirst(type === "int16", int16),
    uint32 === undefined ? "" : mark(is32("uint32", "big"), String(uint32.big)),
    uint32 === undefined ? "" : mark(is32("uint32", "little"), String(uint32.little)),
    float32 === undefined ? "" : mark(is32("float32", "big"), formatFloat(float32.big)),
    float32 === undefined ? "" : mark(is32("float32", "little"), formatFloat(float32.little)),
  ];
}

/** A reading of one register is chosen for the first of the two. */
function markFirst(isChosen: boolean, [first, ...others]: readonly number[]): string {
  return [isChosen ? `${first}*` : first, ...others].join(" ");
}

/** A float32 has about seven digits that mean something. */
export function formatFloat(value: number | undefined): string {
  if (value === undefined) return "NaN";
  return Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : String(Number(value.toPrecision(6)));
}
