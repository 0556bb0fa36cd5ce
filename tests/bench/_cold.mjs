// Measures the cold start: the import of one bundle and one validation, in a fresh process. Argument: the URL of the
// bundle.
import { copies } from './_payloads.mjs';

const [post] = copies('medium');
const start = performance.now();
const { check } = await import(process.argv[2]);
const accepted = check(post);
const spent = performance.now() - start;
if (!accepted) throw new Error('the first answer is wrong');
process.stdout.write(String(spent));
