import { spawnSync } from "node:child_process";

export interface OwnNetwork {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** With mounts of its own as well, which root alone may make for other accounts than its own. */
  readonly ownMounts?: boolean;
}

/** What a shell did in a network of its own, where nothing but its own loopback is there and every port is free. */
export function inOwnNetwork(script: string, options: OwnNetwork) {
  const apart = options.ownMounts === true ? ["--mount", "--net"] : ["--map-root-user", "--net"];
  return spawnSync("unshare", [...apart, "sh", "-c", `ip link set lo up\n${script}`], {
    cwd: options.cwd,
    encoding: "utf8",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", ...options.env },
  });
}
