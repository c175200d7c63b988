/** Calls back once it is time to end: a signal, a lost terminal, or a vanished parent. */
export function onEnd(callback: (reason: string) => void): void {
  const reasons = { SIGINT: 'Interrupted', SIGTERM: 'Told to end', SIGHUP: 'The terminal is gone' } as const;
  for (const [signal, reason] of Object.entries(reasons)) process.on(signal, () => callback(reason));
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EIO') callback('The terminal is gone');
    });
  }
  watchParent(callback);
}

// The launcher that started us hands signals on; killed with -9 it cannot, and leaves us another parent.
function watchParent(callback: (reason: string) => void): void {
  const launcher = Number(process.env.TOLLGATE_WITH_NODE_PID);
  if (process.ppid !== launcher) return;
  setInterval(() => {
    if (process.ppid !== launcher) callback('The process that started this one is gone');
  }, 500).unref();
}
