// Prints "N passed, N failed" over the tests and the scenarios, from what their runners wrote.
import { readFileSync } from 'node:fs';

const [tests, { certification }] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const { total, passed } = certification.summary.scenarios;
const allPassed = tests.numPassedTests + passed;
const allFailed = tests.numTotalTests - tests.numPassedTests - tests.numPendingTests + (total - passed);

console.log(`${allPassed} passed, ${allFailed} failed`);
process.exitCode = allPassed > 0 && allFailed === 0 && certification.verdict === 'CERTIFIED' ? 0 : 1;
