// Reads vitest's JSON report, names what was skipped, and ends with the line "N passed, N failed".
import { readFileSync } from 'node:fs';

const [, , path, status] = process.argv;
const report = JSON.parse(readFileSync(path, 'utf8'));
const tests = report.testResults.flatMap((file) => file.assertionResults);
const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
);
for (const test of skipped) console.log(`skipped: ${test.fullName}`);
for (const file of broken) console.log(`did not load: ${file.name}`);
const passed = tests.filter((test) => test.status === 'passed').length;
const failed = tests.filter((test) => test.status === 'failed').length + skipped.length + broken.length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : Number(status));
