import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { buildWeb } from "../app/build-web.ts";
import { pythonEnvironment, pythonPeers, tools, trestle } from "./support/tools.ts";

/** Installs what the tests need beyond npm, where root and a package manager are there; says what is missing elsewhere. */

const print = (line: string) => process.stdout.write(`${line}\n`);

function run(command: string, ...parameters: readonly string[]): boolean {
  print(`> ${command} ${parameters.join(" ")}`);
  return (
    spawnSync(command, parameters, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0
  );
}

function installDebianPackages(): void {
  const missing = tools
    .filter((tool) => tool.find() === undefined && tool !== pythonPeers && tool !== trestle)
    .flatMap((tool) => tool.debianPackages);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    print(`Missing for some tests, and neither root nor apt-get is here: ${missing.join(", ")}`);
    return;
  }
  run("apt-get", "update", "-qq");
  run("apt-get", "install", "-qq", "-y", "--no-install-recommends", ...missing);
}

function installPythonPeers(): void {
  if (pythonPeers.find() !== undefined && trestle.find() !== undefined) return;
  const python = ["python3", "/usr/bin/python3"].find(
    (candidate) => spawnSync(candidate, ["-c", "import venv, ensurepip"]).status === 0,
  );
  if (python === undefined) {
    if (
      process.getuid?.() !== 0 ||
      !run("apt-get", "install", "-qq", "-y", "--no-install-recommends", ...pythonPeers.debianPackages)
    ) {
      print("Missing for the tests against independent peers: Python 3 with venv");
      return;
    }
  }
  run(python ?? "/usr/bin/python3", "-m", "venv", pythonEnvironment.folder);
  run(`${pythonEnvironment.folder}/bin/pip`, "install", "--quiet", "-r", pythonEnvironment.requirements);
}

installDebianPackages();
installPythonPeers();
await buildWeb(print);
const missing = tools.filter((tool) => tool.find() === undefined).map((tool) => tool.name);
if (missing.length > 0 && process.env.CI === "true") {
  process.stderr.write(`With CI=true nothing is skipped, but these are missing: ${missing.join(", ")}\n`);
  process.exitCode = 1;
}
