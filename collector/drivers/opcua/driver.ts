import { setErrorLogger, setWarningLogger } from "node-opcua";
import { Problem } from "../../../model/problem.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import type { Driver } from "../define.ts";
import { OpcuaLink } from "./link.ts";
import { authorityOf, deadlineOf, endpointFromUrl, planJobs } from "./plan.ts";

// The library prints every oddity of a peer to the console; what matters of it is in the report of the run.
setErrorLogger(() => undefined);
setWarningLogger(() => undefined);

/** OPC UA over TCP (OPC 10000-4, 10000-6): what a server offers, who is let in, what a session may do, and its values. */
export const opcuaDriver: Driver = {
  protocol: "opcua",
  connectionKey(endpoint) {
    const { host, port } = authorityOf(opcuaOf(endpoint));
    return `opcua:${host}:${port}`;
  },
  hostOf: (endpoint) => authorityOf(opcuaOf(endpoint)).host,
  jobs: (endpoint) => planJobs(opcuaOf(endpoint)),
  deadline: (endpoint) => deadlineOf(opcuaOf(endpoint)),
  endpointFromUrl,
  link: (gate, services) => new OpcuaLink(gate, services),
};

function opcuaOf(endpoint: Endpoint): OpcuaEndpoint {
  if (endpoint.protocol === "opcua") return endpoint;
  throw new Problem("wrong-protocol", `not an OPC UA endpoint: ${endpoint.url}`, { target: endpoint.url });
}
