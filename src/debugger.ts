/**
 * Node.js opens a debugger, which runs any code, in whichever process gets this signal. Step files of a user's own could send it to the
 * process that judges them, so that it gets no meaning there. `node --inspect` opens a debugger all the same.
 */
export function refuseDebuggerBySignal(): void {
  if (process.platform === 'win32') return;
  process.on('SIGUSR1', () => undefined);
}
