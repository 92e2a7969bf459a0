import { message } from "../../../../model/messages/index.ts";
import { sha256 } from "../../digest.ts";
import { bundleNames, type Manifest } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { fails, holds, type Statement } from "./statement.ts";

/** Whether the files are those that the manifest lists, all of them and no others. */
export function checkFiles(files: BundleFiles, { files: listed }: Manifest): readonly Statement[] {
  const wrong: Statement[] = [];
  for (const { name, size, sha256: digest } of listed) {
    const bytes = files.get(name);
    if (bytes === undefined) wrong.push(fails(message("verify.file-missing", { name })));
    else if (bytes.length !== size || sha256(bytes) !== digest) wrong.push(fails(message("verify.file-changed", { name })));
  }
  const known = new Set([bundleNames.manifest, ...listed.map(({ name }) => name)]);
  for (const name of files.keys()) {
    if (!known.has(name) && !signatureFiles.has(name)) wrong.push(fails(message("verify.file-unlisted", { name })));
  }
  return wrong.length > 0 ? wrong : [holds(message("verify.files-intact", { count: listed.length }))];
}

const signatureFiles: ReadonlySet<string> = new Set([
  bundleNames.ed25519,
  bundleNames.ed25519Chain,
  bundleNames.sm2,
  bundleNames.sm2Chain,
]);
