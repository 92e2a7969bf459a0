import { X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Message } from "node-opcua";
import { describeError, Problem } from "../../model/problem.ts";
import type { OpcuaEndpoint } from "../../model/protocols/opcua/endpoint.ts";
import type {
  DeviceDeclaration,
  DeviceEnvironment,
  Listener,
  RequestRecord,
  RunningEndpoint,
  SimulatedDevice,
} from "../define.ts";
import { simulatedPassword } from "../passwords.ts";
import { RequestLog } from "../request-log.ts";
import { fillAddressSpace, type ValueTable } from "./address-space.ts";
import { certificateFor, type KeyPair } from "./certificates.ts";
import type { PlantServer } from "./plant-server.ts";
import { type Profile, settingsOf } from "./profile.ts";
import { silenceLibrary } from "./quiet.ts";
import { applyRunningState, buildServer, releaseRunningState, resourcePath } from "./server.ts";
import type { ServerSettings } from "./settings.ts";
import { needsStandardNodes, prepareStandardNodes } from "./standard-nodes.ts";

/** An OPC UA server over its life: it starts, things happen to it, it stops. */
export class RunningServer implements SimulatedDevice {
  readonly #device: DeviceDeclaration;
  readonly #profile: Profile;
  readonly #settings: ServerSettings;
  readonly #listener: Listener;
  readonly #endpoints: readonly OpcuaEndpoint[];
  readonly #environment: DeviceEnvironment;
  readonly #log = new RequestLog();
  #running: { server: PlantServer; port: number; keys: KeyPair; values: ValueTable } | undefined;

  constructor(
    device: DeviceDeclaration,
    profile: Profile,
    listener: Listener,
    endpoints: readonly OpcuaEndpoint[],
    environment: DeviceEnvironment,
  ) {
    this.#device = device;
    this.#profile = profile;
    this.#settings = settingsOf(profile, device);
    this.#listener = listener;
    this.#endpoints = endpoints;
    this.#environment = environment;
  }

  get endpoints(): readonly RunningEndpoint[] {
    const { port, keys } = this.#started();
    return this.#listener.endpoints.map(({ asset, endpoint }) => ({
      assetId: asset.id,
      endpointId: endpoint.id,
      url: `opc.tcp://${this.#listener.host}:${port}${resourcePath}`,
      certificateSha256: keys.sha256,
      ...(keys.authorityPem === undefined ? {} : { authorityPem: keys.authorityPem }),
      trustsGivenClients: !this.#settings.trustsAnyClient && this.#settings.policies.length > 0,
    }));
  }

  async start(): Promise<void> {
    await this.#listen(this.#listener.port);
  }

  requestLog(): readonly RequestRecord[] {
    return this.#log.read();
  }

  async perform(action: string): Promise<void> {
    const actions: Readonly<Record<string, () => Promise<void> | void>> = {
      restart: () => this.#restart(),
      "roll-certificate": () => this.#rollCertificate(),
      "brute-force": () => this.#countRejections(60),
      "value-jump": () => this.#jump(),
      silence: () => this.#vanish(),
      resume: () => this.#started().server.resumeEndPoints(),
    };
    const perform = actions[action];
    if (perform === undefined) {
      throw new Problem("unknown-action", `An OPC UA server cannot "${action}".`, {
        target: this.#device.id,
        advice: `It can ${Object.keys(actions).join(", ")}.`,
      });
    }
    this.#environment.log.info({ device: this.#device.id, action }, "simulated event");
    await perform();
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    releaseRunningState(running.server, this.#settings);
    await running.server.shutdown(0);
  }

  #started() {
    if (this.#running === undefined) throw new Problem("not-started", "The device does not run.", { target: this.#device.id });
    return this.#running;
  }

  async #listen(port: number): Promise<void> {
    silenceLibrary();
    const keys = await this.#keys();
    const server = await this.#build(port, keys);
    prepareStandardNodes(server, this.#settings);
    const values = fillAddressSpace(server, {
      deviceId: this.#device.id,
      profile: this.#profile,
      settings: this.#settings,
      endpoints: this.#endpoints,
      seed: this.#device.seed,
      clock: this.#environment.clock,
    });
    this.#record(server);
    await server.start().catch((error: unknown) => {
      throw new Problem("port-in-use", `${this.#device.id}: ${describeError(error)}`, {
        target: `${this.#listener.host}:${port}`,
        cause: error,
      });
    });
    applyRunningState(server, this.#settings);
    Object.assign(server.engine.serverDiagnosticsSummary, this.#profile.counters);
    this.#running = { server, keys, values, port: server.endpoints[0]?.port ?? port };
  }

  #build(port: number, keys: KeyPair): Promise<PlantServer> {
    const { seed } = this.#device;
    const named = this.#listener.endpoints[0]?.asset;
    const users = this.#endpoints
      .flatMap(({ credentials, factoryAccount }) => [credentials, this.#settings.factoryAccount ? factoryAccount : undefined])
      .flatMap((account) =>
        account === undefined ? [] : [[account.user, simulatedPassword(seed, account.passwordEnv)] as const],
      );
    return buildServer({
      host: this.#listener.host,
      port,
      keys,
      settings: this.#settings,
      nodeset: needsStandardNodes(this.#settings) ? "standard" : this.#profile.nodeset,
      applicationUri: this.#applicationUri,
      applicationName: named?.name.en ?? this.#device.id,
      product: {
        ...this.#profile.product,
        ...(named?.vendor === undefined ? {} : { manufacturer: named.vendor }),
        ...(named?.product === undefined ? {} : { name: named.product }),
        ...(named?.version === undefined ? {} : { version: named.version }),
      },
      trusted: this.#environment.trustedClientPems.map((pem) => new X509Certificate(pem).raw),
      users: new Map(users),
    });
  }

  get #applicationUri(): string {
    return `urn:simulated:${this.#device.id}`;
  }

  get #folder(): string {
    return join(this.#environment.dataDir, this.#device.id);
  }

  async #keys(): Promise<KeyPair> {
    const addresses = this.#endpoints.flatMap(({ address }) => (address === undefined ? [] : [address]));
    const subject = {
      commonName: this.#device.id,
      organization: this.#profile.product.manufacturer,
      applicationUri: this.#applicationUri,
      hosts: { dns: ["localhost"], ip: [...new Set([this.#listener.host, ...addresses])] },
    };
    const place = {
      folder: this.#folder,
      sharedFolder: this.#environment.dataDir,
      generation: await this.#generation(),
      now: this.#environment.clock.now(),
    };
    const authorityDeclared = this.#endpoints.some(({ authority }) => authority !== undefined);
    return certificateFor(subject, this.#settings.certificate, place, authorityDeclared);
  }

  async #generation(): Promise<number> {
    return Number(await readFile(join(this.#folder, "generation"), "utf8").catch(() => "0"));
  }

  #record(server: PlantServer): void {
    for (const endpoint of server.endpoints) {
      endpoint.on("message", ({ request }: Message) => {
        this.#log.add({ at: this.#environment.clock.now(), service: request.schema.name.replace(/Request$/, "") });
      });
    }
  }

  async #restart(): Promise<void> {
    const { port } = this.#started();
    await this.stop();
    await this.#listen(port);
  }

  /** Gone from the network while it runs on: nobody can connect, and open connections break. */
  async #vanish(): Promise<void> {
    const { server } = this.#started();
    await server.suspendEndPoints();
    for (const endpoint of server.endpoints) endpoint.abruptlyInterruptChannels();
  }

  /** A new key and certificate from now on; kept over restarts like the first one. */
  async #rollCertificate(): Promise<void> {
    const generation = (await this.#generation()) + 1;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, "generation"), String(generation));
    await this.#restart();
  }

  /** The counters as they stand after that many wrong passwords (OPC 10000-5, 12.9). */
  #countRejections(attempts: number): void {
    const summary = this.#started().server.engine.serverDiagnosticsSummary;
    summary.securityRejectedSessionCount += attempts;
    summary.rejectedSessionCount += attempts;
    summary.securityRejectedRequestsCount += attempts;
    summary.rejectedRequestsCount += 2 * attempts;
  }

  /** The first value of the plant leaves its range. */
  #jump(): void {
    const { values } = this.#started();
    const [first] = values;
    if (first === undefined) return;
    const [nodeId, value] = first;
    values.set(nodeId, (at) => 1.8 * value(at));
  }
}
