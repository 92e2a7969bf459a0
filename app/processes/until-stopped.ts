/**
 * Resolves when the process is asked to stop: by Ctrl-C, by a signal, or because its supervisor went away. A second Ctrl-C
 * ends the process at once.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      // An open channel to the supervisor would keep the process alive after everything has ended.
      if (process.connected) process.disconnect?.();
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    // The supervisor may have gone while the process was still starting.
    if (process.send !== undefined && process.connected === false) stop();
    process.once("disconnect", () => {
      if (!asked) stop();
    });
  });
}
