import { z } from "zod";
import { Problem } from "../problem.ts";

/** A sweep is for one small network that a person has in mind. */
export const mostAddresses = 256;

/**
 * The IPv4 addresses of a range such as `10.1.2.0/28`, or one address, in ascending order. Network and broadcast address of a
 * network are left out, since no device answers there.
 * @throws Problem `usage` where it is no range, or one of more than 256 addresses
 */
export function addressesIn(range: string): readonly string[] {
  const [address = "", prefixText = "32", ...rest] = range.split("/");
  const prefix = Number(prefixText);
  if (!z.ipv4().safeParse(address).success || !/^\d{1,2}$/.test(prefixText) || prefix > 32 || rest.length > 0) {
    throw new Problem("usage", `"${range}" is no range of IPv4 addresses`, { advice: "Write one such as 10.1.2.0/28." });
  }
  const size = 2 ** (32 - prefix);
  if (size > mostAddresses) {
    throw new Problem("usage", `${range} has ${size} addresses; a sweep takes at most ${mostAddresses}`, {
      advice: "Name the smaller networks in which devices are expected.",
    });
  }
  const first = Math.floor(numberOf(address) / size) * size;
  const all = Array.from({ length: size }, (_, index) => first + index);
  return (size > 2 ? all.slice(1, -1) : all).map(textOf);
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
