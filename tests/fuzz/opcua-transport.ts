import type { Link } from "../../collector/drivers/define.ts";
import { opcuaDriver } from "../../collector/drivers/opcua/driver.ts";
import { opcuaEndpointSchema } from "../../model/protocols/opcua/endpoint.ts";
import type { Lane, Suite } from "./campaign.ts";
import { damage, intact } from "./damage.ts";
import { type Listening, listen, startDamagingProxy } from "./damaging-proxy.ts";
import { startGoodDevices } from "./devices.ts";
import type { Dice } from "./dice.ts";
import { opcuaServer } from "./fuzzed-assets.ts";
import { openGate, RenewedLink, runJob, type Trial } from "./run-job.ts";
import { Sender } from "./sender.ts";
import { MessageCutter, opcuaFormat } from "./wire-format.ts";

const jobId = "opcua.discovery";
/** Most runs get a short time, so that one whose answer never comes costs little; the others get the driver's own. */
const shortDeadlineMs = 400;
const longDeadlineShare = 0.002;
/** A link lives for about this many runs. */
const runsPerLink = 20;

/** Recorded answers to Hello, OpenSecureChannel, FindServers and GetEndpoints, one of them damaged in every run. */
export const opcuaTransport: Suite = {
  name: "opcua-transport",
  lanes: 24,
  async start(count, stack) {
    const devices = stack.use(await startGoodDevices([opcuaServer("recorded", "plc").device]));
    const [[good] = []] = devices.endpoints;
    const link = () => opcuaDriver.link(openGate, devices.services);
    const recorded = await record(good?.url ?? "", link());
    return Promise.all(Array.from({ length: count }, () => startLane(recorded, link, stack)));
  },
};

/** The answers of a good server to one undisturbed discovery. */
async function record(url: string, link: Link): Promise<readonly Buffer[]> {
  const answers: Buffer[] = [];
  const { hostname: host, port } = new URL(url);
  const proxy = await startDamagingProxy({ host, port: Number(port) }, opcuaFormat, {
    deliver: ({ answer }) => {
      answers.push(Buffer.from(answer));
      return intact(answer);
    },
  });
  const { report } = await runJob(link, endpointAt(proxy.port), jobId, 10_000);
  await link.close();
  await proxy[Symbol.asyncDispose]();
  if (report?.outcome !== "answered") throw new Error(`nothing to record: ${JSON.stringify(report?.reason)}`);
  return answers;
}

interface Plan {
  readonly dice: Dice;
  /** Which answer is damaged. */
  readonly target: number;
  readonly done: string[];
}

async function startLane(recorded: readonly Buffer[], make: () => Link, stack: AsyncDisposableStack): Promise<Lane> {
  let plan: Plan | undefined;
  const server = stack.use(
    await startReplay(recorded, (index, bytes, previous) => {
      if (plan === undefined || index !== plan.target || plan.done.length > 0) return intact(bytes);
      const delivery = damage({ bytes, previous }, plan.dice, { format: opcuaFormat, patienceMs: shortDeadlineMs });
      plan.done.push(delivery.damage ?? "");
      return delivery;
    }),
  );
  const link = stack.use(new RenewedLink(make));
  const endpoint = endpointAt(server.port);
  return {
    async run(dice): Promise<readonly Trial[]> {
      plan = { dice, target: dice.between(0, recorded.length - 1), done: [] };
      const deadlineMs = dice.falls(longDeadlineShare) ? opcuaDriver.deadline(endpoint, jobId) : shortDeadlineMs;
      const ended = await runJob(link.get(), endpoint, jobId, deadlineMs);
      if (ended.report === undefined || dice.falls(1 / runsPerLink)) await link.renew();
      return [{ ...ended, damage: plan.done }];
    },
  };
}

/** Answers each message of a client with the recorded answer in its place. */
function startReplay(
  recorded: readonly Buffer[],
  deliver: (index: number, bytes: Buffer, previous: Buffer | undefined) => ReturnType<typeof intact>,
): Promise<Listening> {
  return listen((socket) => {
    const sender = new Sender(socket);
    const requests = new MessageCutter(opcuaFormat);
    let asked = 0;
    socket.on("data", (chunk: Buffer) => {
      for (const request of requests.push(chunk)) {
        const answer = recorded[asked];
        if (answer === undefined || request.toString("latin1", 0, 3) === "CLO") socket.end();
        else sender.deliver(deliver(asked, answer, recorded[asked - 1]));
        asked += 1;
      }
    });
  });
}

function endpointAt(port: number) {
  return opcuaEndpointSchema.parse({ id: "ua", protocol: "opcua", url: `opc.tcp://127.0.0.1:${port}/UA` });
}
