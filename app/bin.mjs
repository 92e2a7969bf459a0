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
const code = await main(process.argv.slice(2));
// What a failed command left open (a store, a timer) must not keep the process alive; a finished one closes its own things.
if (code !== 0) process.exit(code);
