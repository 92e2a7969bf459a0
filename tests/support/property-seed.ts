import fc from "fast-check";

/**
 * Property tests draw the same cases every time, so that a run says something about the change and not about its luck. With `PLANTWATCH_NIGHTLY=1` each run draws
 * its own; fast-check prints the seed of what fails.
 */
if (process.env.PLANTWATCH_NIGHTLY !== "1") fc.configureGlobal({ seed: 20_190_726 });
