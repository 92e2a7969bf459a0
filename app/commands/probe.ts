import { type Language, languages } from "../../model/language.ts";
import { Problem } from "../../model/problem.ts";
import type { ProbeRequest } from "../propose/probe-modbus.ts";
import { proposeServices, stoppedByPerson } from "../propose/services.ts";
import { speaker } from "../propose/words.ts";
import type { RegisterCommand } from "./command.ts";
import { languageOption, wholeNumber } from "./options.ts";

interface ProbeOptions {
  readonly budget?: string;
  readonly units?: string;
  readonly answerTimeout: string;
  readonly gap: string;
  readonly site: string;
  readonly lang: Language;
}

const usualBudget = { modbus: "300", opcua: "100" } as const;

export const register: RegisterCommand = (program) => {
  program
    .command("probe <url>")
    .description(
      "looks at one device (modbus://host:port[/unit] or opc.tcp://host:port/path) and proposes an inventory entry; it only reads",
    )
    .option("--budget <requests>", "the most requests that the device gets (default: 300 for Modbus, 100 for OPC UA)")
    .option("--units <range>", "Modbus unit ids to look for behind this address, such as 1-16; else only the one of the URL")
    .option("--answer-timeout <ms>", "how long one Modbus answer may take", "2000")
    .option("--gap <ms>", "pause between two requests", "20")
    .option("--site <id>", "the site of your inventory to which the device belongs", "main")
    .addOption(languageOption(languages))
    .action(probe);
};

async function probe(url: string, options: ProbeOptions): Promise<void> {
  const protocol = protocolOf(url);
  const { signal, release } = stoppedByPerson();
  const request: ProbeRequest = {
    url,
    budget: wholeNumber("--budget", options.budget ?? usualBudget[protocol]),
    units: options.units,
    answerTimeout: wholeNumber("--answer-timeout", options.answerTimeout),
    minGap: wholeNumber("--gap", options.gap),
    site: options.site,
    say: speaker(options.lang),
    tell: (line) => process.stderr.write(`${line}\n`),
    signal,
  };
  try {
    process.stdout.write(await propose(protocol, request));
  } finally {
    release();
  }
}

/** Loading OPC UA takes seconds, so each protocol is loaded when it is asked for. */
async function propose(protocol: "modbus" | "opcua", request: ProbeRequest): Promise<string> {
  const services = await proposeServices();
  if (protocol === "modbus") return (await import("../propose/probe-modbus.ts")).probeModbus(request, services);
  return (await import("../propose/probe-opcua.ts")).probeOpcua(request, services);
}

function protocolOf(url: string): "modbus" | "opcua" {
  if (/^modbus(\+tls)?:\/\//i.test(url)) return "modbus";
  if (/^opc\.tcp:\/\//i.test(url)) return "opcua";
  throw new Problem("unknown-scheme", `"${url}" is not an address that can be probed`, {
    target: url,
    advice: "Expected modbus://host:port/unit, modbus+tls://host:port/unit or opc.tcp://host:port/path.",
  });
}
