import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { z } from "zod";
import { makeEnrolmentCode } from "../../api/collectors/enrolments.ts";
import { enrol } from "../../app/enrol/enrol.ts";
import { systemClock } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { startNats, type TestNats } from "../support/nats-server.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { freePort, type RunningProcess, startProcess } from "../support/processes.ts";
import { startInfluxd, type TestServer } from "../support/servers.ts";
import { inventoryOf } from "./inventories.ts";
import type { FleetSize } from "./size.ts";

/** Something of a fleet that can be killed and started again. */
export interface Member {
  readonly name: string;
  killHard(): Promise<void>;
  start(): Promise<void>;
}

export interface Fleet {
  readonly nats: TestNats;
  readonly records: RecordStore;
  readonly inventories: string;
  readonly collectors: readonly { readonly id: string; readonly folder: string }[];
  /** Everything that may be killed, one kind after another. */
  readonly members: readonly Member[];
  /** Ends the polling; centres and servers go on. */
  stopCollectors(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts NATS, PostgreSQL, InfluxDB, centres, devices, and collectors that enrol themselves. */
export async function startFleet(size: FleetSize): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-fleet-"));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const kept = <T extends { remove(): Promise<void> }>(one: T): T => {
    undo.push(() => one.remove());
    return one;
  };
  const [nats, postgres, influx] = [kept(await startNats()), kept(await startPostgres()), kept(await startInfluxd())];
  const place = await postgres.createDatabase();
  const records = await openPostgresRecords(place);
  undo.push(() => records.close());

  const devices = startDevices(size.enterprises);
  undo.push(devices.stop);
  const inventories = join(folder, "inventory");
  await mkdir(inventories);
  const ids = Array.from({ length: size.collectors }, (_, index) => `c${index + 1}`);
  for (const [index, url] of (await devices.urls).entries()) {
    const collectorId = ids[index % ids.length] ?? "c1";
    await writeFile(join(inventories, `works-${index}.yaml`), stringify(inventoryOf(index, url, collectorId, size.pollEveryMs)));
  }

  const shared = { place, nats, influx, inventories };
  const centres: RestartableProcess[] = [];
  for (let number = 1; number <= size.centres; number++) {
    const centre = new RestartableProcess(`centre ${number}`, await centreStarter(join(folder, `centre-${number}`), shared));
    await centre.start();
    centres.push(centre);
    undo.push(() => centre.stop());
  }

  const collectors = ids.map((id) => ({ id, folder: join(folder, id) }));
  const [first] = centres;
  if (first === undefined) throw new Error("a fleet has a centre");
  for (const { id, folder: own } of collectors) {
    const { code } = await makeEnrolmentCode({ records, clock: systemClock }, id, "test");
    await enrol(code, first.address, { tokenFile: join(own, "token"), keyFile: join(own, "key") });
  }
  await nats.admit(await records.enrolments.keys());
  const processes = Array.from({ length: size.collectorProcesses }, (_, number) => {
    const own = collectors.filter((__, index) => index % size.collectorProcesses === number);
    return new RestartableProcess(`collectors ${own.map(({ id }) => id).join(" ")}`, collectorStarter(folder, number, own, nats));
  });
  for (const one of processes) {
    await one.start();
    undo.push(() => one.stop());
  }

  const servers: Member[] = [
    { name: "NATS", killHard: nats.killHard, start: nats.start },
    { name: "PostgreSQL", killHard: postgres.killHard, start: postgres.start },
    { name: "InfluxDB", killHard: influx.killHard, start: influx.start },
  ];
  return {
    nats,
    records,
    inventories,
    collectors,
    members: turns(centres, processes, servers),
    async stopCollectors() {
      await Promise.all(processes.map((one) => one.stop()));
    },
    async remove() {
      for (const step of undo.reverse()) await step();
    },
  };
}

/** What the centres of a fleet share. */
export interface Shared {
  readonly place: Awaited<ReturnType<PostgresServer["createDatabase"]>>;
  readonly nats: TestNats;
  readonly influx: TestServer;
  readonly inventories: string;
}

interface Starter {
  readonly address: string;
  start(): Promise<Pick<RunningProcess, "killHard" | "stop">>;
}

/** A centre with a folder of its own over servers that others use as well. */
export async function centreStarter(
  folder: string,
  { place, nats, influx, inventories }: Shared,
): Promise<{ readonly address: string; start(): Promise<RunningProcess> }> {
  await mkdir(folder);
  const port = await freePort();
  const { host, port: postgresPort, database, user, password } = place;
  const config = join(folder, "plantwatch.yaml");
  await writeFile(
    config,
    stringify({
      data: ".",
      centre: {
        port,
        inventory: inventories,
        nats: { servers: [nats.address], authority: nats.authority, keyFile: nats.centreKeyFile },
      },
      records: { kind: "postgres", host, port: postgresPort, database, username: user, passwordEnv: "FLEET_PASSWORD" },
      metrics: { kind: "influx", url: influx.url },
    }),
  );
  const environment = { FLEET_PASSWORD: password, PLANTWATCH_LOG: "error" };
  return {
    address: `http://127.0.0.1:${port}`,
    start: () => startProcess(["serve", "--config", config], environment),
  };
}

function collectorStarter(folder: string, number: number, collectors: Fleet["collectors"], nats: TestNats): Starter {
  const file = join(folder, `collectors-${number}.json`);
  const program = fileURLToPath(new URL("./collectors.ts", import.meta.url));
  return {
    address: "",
    async start() {
      await writeFile(file, JSON.stringify({ servers: [nats.address], authority: nats.authority, collectors }));
      const child = fork(program, [file], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
      await Promise.race([once(child, "message"), once(child, "exit").then(() => Promise.reject(new Error("collectors ended")))]);
      const end = async (signal: NodeJS.Signals) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
      };
      return { killHard: () => end("SIGKILL"), stop: () => end("SIGTERM") };
    },
  };
}

class RestartableProcess implements Member {
  readonly name: string;
  readonly address: string;
  readonly #starter: Starter;
  #running: Pick<RunningProcess, "killHard" | "stop"> | undefined;

  constructor(name: string, starter: Starter) {
    this.name = name;
    this.address = starter.address;
    this.#starter = starter;
  }

  async start(): Promise<void> {
    this.#running = await this.#starter.start();
  }

  async killHard(): Promise<void> {
    await this.#running?.killHard();
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
  }
}

/** Simulated devices in a process of their own. */
function startDevices(count: number): { readonly urls: Promise<string[]>; stop(): Promise<void> } {
  const child: ChildProcess = fork(fileURLToPath(new URL("../bench/simulated-plcs.ts", import.meta.url)), ["0", String(count)]);
  const exited = once(child, "exit");
  return {
    urls: once(child, "message").then(([message]) => z.array(z.string()).parse(message)),
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** One of each kind and the servers, then the others one of each kind. */
function turns(centres: readonly Member[], processes: readonly Member[], servers: readonly Member[]): Member[] {
  const pairs = Array.from({ length: Math.max(centres.length, processes.length) }, (_, index) =>
    [centres, processes].flatMap((kind) => kind.slice(index, index + 1)),
  );
  return [...(pairs[0] ?? []), ...servers, ...pairs.slice(1).flat()];
}
