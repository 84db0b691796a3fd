// Preloaded by bench/validation.mjs: loads the library, and unless BENCH_VALIDATION is `checked`, makes a synthesis check nothing,
// neither constructs nor manifests.
const { join } = require('node:path');

// The compiler is started by the same command, and has nothing to do with it.
if (!process.argv[1]?.endsWith('tsc')) {
  const { Node } = require('constructs');
  const rendered = require(join(__dirname, '..', 'build', 'lib', 'manifests', 'rendered-problems'));
  if (process.env.BENCH_VALIDATION !== 'checked') {
    Node.prototype.validate = () => [];
    rendered.renderedProblems = () => [];
  }
}
