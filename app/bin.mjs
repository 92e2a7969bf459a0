#!/usr/bin/env node
// Plain JavaScript, so that an older Node can still read it and say what to do.
const needed = 26;
if (Number(process.versions.node.split(".")[0]) < needed) {
  process.stderr.write(
    `plantwatch needs Node ${needed} and found ${process.versions.node}. Run "npm ci", then "npm start" or "npx plantwatch": they bring the right one.\n`,
  );
  process.exit(2);
}
const { main } = await import("./plantwatch.ts");
process.exitCode = await main(process.argv.slice(2));
