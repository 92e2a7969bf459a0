import { describe, expect, it } from "vitest";
import { createAddressList } from "../../model/address-range.ts";
import { behindProxies } from "./client-address.ts";

describe("behindProxies", () => {
  const trusted = createAddressList(["127.0.0.1", "10.8.0.0/24", "fd00::/8"]);
  const from = (connected: string, forwarded?: string) => behindProxies(connected, forwarded, trusted);

  it("believes nothing that comes from whom nobody trusts", () => {
    expect(from("192.0.2.7", "10.1.1.1")).toBe("192.0.2.7");
    expect(behindProxies("127.0.0.1", "10.1.1.1", createAddressList([]))).toBe("127.0.0.1");
  });

  it("takes the client from a trusted proxy, and from the proxies in front of it", () => {
    expect(from("127.0.0.1", "198.51.100.4")).toBe("198.51.100.4");
    expect(from("::ffff:127.0.0.1", "198.51.100.4, 10.8.0.9")).toBe("198.51.100.4");
    expect(from("fd00::1", "2001:db8::4")).toBe("2001:db8::4");
  });

  it("stops at the first that nobody trusts, whatever that one claims", () => {
    expect(from("127.0.0.1", "10.1.1.1, 198.51.100.4, 10.8.0.9")).toBe("198.51.100.4");
  });

  it("stays with the proxy where it names none, or no address", () => {
    expect(from("127.0.0.1")).toBe("127.0.0.1");
    expect(from("127.0.0.1", "unknown")).toBe("127.0.0.1");
    expect(from("127.0.0.1", "198.51.100.4, _hidden")).toBe("127.0.0.1");
  });
});
