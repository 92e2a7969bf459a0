import { BlockList, isIPv6 } from "node:net";

/** Ranges that the public internet does not carry: RFC 1918, 6598, 3927, 4193, 4291 and loopback. */
const notPublic = new BlockList();
notPublic.addSubnet("10.0.0.0", 8);
notPublic.addSubnet("172.16.0.0", 12);
notPublic.addSubnet("192.168.0.0", 16);
notPublic.addSubnet("100.64.0.0", 10);
notPublic.addSubnet("169.254.0.0", 16);
notPublic.addSubnet("127.0.0.0", 8);
notPublic.addSubnet("fc00::", 7, "ipv6");
notPublic.addSubnet("fe80::", 10, "ipv6");
notPublic.addAddress("::1", "ipv6");

/** Addresses that a host has of itself and nobody hands out. */
const notAllocated = new BlockList();
notAllocated.addSubnet("169.254.0.0", 16);
notAllocated.addSubnet("127.0.0.0", 8);
notAllocated.addSubnet("fe80::", 10, "ipv6");
notAllocated.addAddress("::1", "ipv6");

/** An IPv4 address in its IPv6 form (`::ffff:10.0.0.1`) is judged as the IPv4 address; the list knows it as such. */
export function isPublic(address: string): boolean {
  return !notPublic.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** Whether somebody hands the address out, so that there is something to record. */
export function isAllocated(address: string): boolean {
  return !notAllocated.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
