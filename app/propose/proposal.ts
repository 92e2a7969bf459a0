import { Document, type YAMLMap, YAMLSeq } from "yaml";

/** A signal of a proposal, with what a person needs to judge it. */
export interface ProposedSignal {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly comment: string;
}

/** An asset with one endpoint as it would stand in an inventory file. Comments go before the part that they speak of. */
export interface ProposedAsset {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly endpoint: Readonly<Record<string, unknown>>;
  readonly signals: readonly ProposedSignal[];
  readonly comment: string;
  readonly endpointComment?: string;
}

/** Everything as one YAML document, of which all but the proposed assets is comment, so that it can be put into a file. */
export function proposalYaml(head: readonly string[], assets: readonly ProposedAsset[], foot: readonly string[] = []): string {
  const document = new Document({ assets: [] });
  const list = new YAMLSeq<YAMLMap>();
  for (const asset of assets) list.add(assetNode(document, asset));
  document.set("assets", list);
  if (assets.length === 0) list.flow = true;
  const body = document.toString({ lineWidth: 0 });
  return [...commented(head), body.trimEnd(), ...commented(foot), ""].join("\n");
}

function commented(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split("\n")).map((line) => `# ${oneLine(line)}`.trimEnd());
}

function assetNode(document: Document, { fields, endpoint, signals, comment, endpointComment }: ProposedAsset): YAMLMap {
  const asset = document.createNode(fields) as YAMLMap;
  const endpointNode = document.createNode(endpoint) as YAMLMap;
  if (signals.length > 0) endpointNode.set("signals", signalNodes(document, signals));
  if (endpointComment !== undefined) endpointNode.commentBefore = asComment(endpointComment);
  const endpoints = new YAMLSeq<YAMLMap>();
  endpoints.add(endpointNode);
  asset.set("endpoints", endpoints);
  asset.commentBefore = asComment(comment);
  return asset;
}

function signalNodes(document: Document, signals: readonly ProposedSignal[]): YAMLSeq<YAMLMap> {
  const list = new YAMLSeq<YAMLMap>();
  for (const { fields, comment } of signals) {
    const node = document.createNode(fields) as YAMLMap;
    node.flow = true;
    node.comment = ` ${oneLine(comment)}`;
    list.add(node);
  }
  return list;
}

/** Texts of devices stand in comments, too: a line break in one would end the comment. */
function asComment(text: string): string {
  return text
    .split("\n")
    .map((line) => ` ${oneLine(line)}`)
    .join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
