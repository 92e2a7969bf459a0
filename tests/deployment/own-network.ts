import { spawnSync } from "node:child_process";

/** What a shell did in a network of its own, where nothing but its own loopback is there and every port is free. */
export function inOwnNetwork(script: string, options: { cwd: string; env?: Readonly<Record<string, string>> }) {
  return spawnSync("unshare", ["--map-root-user", "--net", "sh", "-c", `ip link set lo up\n${script}`], {
    cwd: options.cwd,
    encoding: "utf8",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...options.env },
  });
}
