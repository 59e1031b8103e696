import { openRig } from './rig.ts';
import type { Trial } from './trial.ts';

/** A process that runs the trials it is sent, one at a time, and answers each with what it showed. */
const rig = openRig();

process.on('message', (trial: Trial) => {
  void rig.then((run) => run(trial)).then((observation) => process.send?.(observation));
});

process.on('disconnect', () => process.exit(0));
