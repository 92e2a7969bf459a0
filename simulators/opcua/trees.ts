import {
  BrowseRequest,
  BrowseResponse,
  coerceExpandedNodeId,
  NodeClass,
  ReferenceDescription,
  type Request,
  type Response,
  resolveNodeId,
  StatusCodes,
} from "node-opcua";

const objectsFolder = "i=85";
const nodesInAll = 100_000;
const childrenEach = 100;
const vastNode = /^ns=1;s=Archive\.(\d+)$/;

/** Lets every node that is browsed refer to the folder above all others. */
export function leadBack(response: Response): void {
  for (const result of resultsOf(response))
    result.references = [...(result.references ?? []), reference(objectsFolder, "Objects")];
}

/** Hangs a tree of a hundred thousand objects below every node that is browsed. */
export function growVast(request: Request, response: Response): void {
  if (!(request instanceof BrowseRequest)) return;
  for (const [index, result] of resultsOf(response).entries()) {
    const nodeId = request.nodesToBrowse?.[index]?.nodeId.toString() ?? "";
    result.statusCode = StatusCodes.Good;
    result.references = [...(result.references ?? []), ...childrenOf(Number(vastNode.exec(nodeId)?.[1] ?? 0))];
  }
}

/** Below number n hang numbers 100 n + 1 to 100 n + 100. */
function childrenOf(parent: number): ReferenceDescription[] {
  const first = childrenEach * parent + 1;
  const last = Math.min(childrenEach * (parent + 1), nodesInAll);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => {
    const name = `Archive.${first + index}`;
    return reference(`ns=1;s=${name}`, name);
  });
}

function resultsOf(response: Response) {
  return response instanceof BrowseResponse ? (response.results ?? []) : [];
}

function reference(nodeId: string, name: string): ReferenceDescription {
  return new ReferenceDescription({
    referenceTypeId: resolveNodeId("i=35"),
    isForward: true,
    nodeId: coerceExpandedNodeId(nodeId),
    browseName: { name, namespaceIndex: 1 },
    displayName: { text: name },
    nodeClass: NodeClass.Object,
    typeDefinition: coerceExpandedNodeId("i=61"),
  });
}
