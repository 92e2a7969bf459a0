import { z } from "zod";

/** Ranges of IP addresses on one number line of 128 bits; an IPv4 address stands there as `::ffff:a.b.c.d` (RFC 4291, 2.5.5.2). */
export interface IpRange {
  readonly first: bigint;
  readonly last: bigint;
}

const ipv4Offset = 0xffff_0000_0000n;
const ipv4Last = ipv4Offset + 0xffff_ffffn;
const allBits = 128n;
const v4 = z.ipv4();
const v6 = z.ipv6();

/** The place of an address on the number line; undefined where the text is none. */
export function ipNumber(text: string): bigint | undefined {
  if (v4.safeParse(text).success) return ipv4Offset + quadNumber(text);
  return v6.safeParse(text).success ? hextetNumber(text) : undefined;
}

function quadNumber(text: string): bigint {
  return text.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function hextetNumber(text: string): bigint {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const quad = tail === null ? 0n : quadNumber(tail[2] ?? "0.0.0.0");
  const hex = tail === null ? text : `${tail[1]}${(quad >> 16n).toString(16)}:${(quad & 0xffffn).toString(16)}`;
  const [head = "", rest] = hex.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = rest === undefined || rest === "" ? [] : rest.split(":");
  const gap = rest === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array<string>(gap).fill("0"), ...right];
  return all.reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}

/** The usual text of a place on the number line (RFC 5952 for IPv6). */
export function ipText(number: bigint): string {
  if (number >= ipv4Offset && number <= ipv4Last) {
    const quad = number - ipv4Offset;
    return [24n, 16n, 8n, 0n].map((shift) => String((quad >> shift) & 0xffn)).join(".");
  }
  const parts = Array.from({ length: 8 }, (_, index) => ((number >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return shorten(parts);
}

/** Writes the longest run of at least two zeros as `::`, the first of equal ones. */
function shorten(parts: readonly string[]): string {
  const runs = [
    ...parts
      .map((part) => (part === "0" ? "0" : "x"))
      .join("")
      .matchAll(/0{2,}/g),
  ];
  const longest = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (best === undefined || run[0].length > best[0].length ? run : best),
    undefined,
  );
  if (longest === undefined) return parts.join(":");
  const end = longest.index + longest[0].length;
  return `${parts.slice(0, longest.index).join(":")}::${parts.slice(end).join(":")}`;
}

/** One address, `first-last` (also with 至 or ~), or a prefix such as `10.1.0.0/24`; undefined where the text is none of these. */
export function ipRange(text: string): IpRange | undefined {
  const [one = "", two, ...rest] = text.split(/\s*(?:-|–|—|~|～|至)\s*/);
  if (rest.length > 0) return undefined;
  if (two !== undefined) return between(ipNumber(one), ipNumber(two));
  const [address = "", length, ...more] = one.split("/");
  if (more.length > 0) return undefined;
  const first = ipNumber(address);
  return length === undefined ? between(first, first) : prefix(first, length);
}

/** From one address to another of the same kind that is not before it. */
function between(first: bigint | undefined, last: bigint | undefined): IpRange | undefined {
  if (first === undefined || last === undefined || last < first || isIpv4(first) !== isIpv4(last)) return undefined;
  return { first, last };
}

/** A prefix whose host bits are zero, as those who hand out addresses write it. */
function prefix(first: bigint | undefined, length: string): IpRange | undefined {
  if (first === undefined || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = BigInt(length) + (isIpv4(first) ? 96n : 0n);
  if (bits > allBits) return undefined;
  const size = 1n << (allBits - bits);
  return first % size === 0n ? { first, last: first + size - 1n } : undefined;
}

function isIpv4(number: bigint): boolean {
  return number >= ipv4Offset && number <= ipv4Last;
}

export function rangeText({ first, last }: IpRange): string {
  return first === last ? ipText(first) : `${ipText(first)}-${ipText(last)}`;
}
