import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';

const root = join(__dirname, '..', '..', '..');

describe('scripts/synth.mjs', () => {
  const project = mkdtempSync(join(tmpdir(), 'synth of a project-'));
  after(() => rmSync(project, { recursive: true, force: true }));
  cpSync(join(root, 'scripts', 'synth.mjs'), join(project, 'scripts', 'synth.mjs'));
  cpSync(join(root, 'package.json'), join(project, 'package.json'));
  cpSync(join(root, 'tsconfig.json'), join(project, 'project.json'));
  write('tsconfig.json', JSON.stringify({ extends: './project.json', include: [] }));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));

  function write(file: string, ...lines: string[]): void {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), lines.join('\n'));
  }

  /** Runs the script as cdk8s does, on a main.ts of these lines. */
  function synth(lines: string[], { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {}) {
    write('main.ts', ...lines);
    const run = spawnSync(process.execPath, [join('scripts', 'synth.mjs'), ...args], {
      cwd: project,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    });
    return { status: run.status, stderr: run.stderr.trim(), stdout: run.stdout };
  }

  const app = [
    "import { ApiObject, App, Chart } from 'cdk8s';",
    'const app = new App();',
    "const a = new Chart(app, 'a');",
  ];

  it('renders what main.ts describes into the folder that cdk8s names, and says nothing', () => {
    const lines = [...app, "new ApiObject(a, 'x', { apiVersion: 'v1', kind: 'ConfigMap' });", 'app.synth();'];
    const run = synth(lines, { env: { CDK8S_OUTDIR: 'out' } });
    assert.deepEqual(run, { status: 0, stderr: '', stdout: '' });
    assert.deepEqual(readdirSync(join(project, 'out')), ['a.k8s.yaml']);
  });

  it('says where a type error is, on the stream that cdk8s passes on, and runs nothing', () => {
    const run = synth(["import { writeFileSync } from 'node:fs';", "writeFileSync('ran', 1);"]);
    assert.equal(run.status, 1);
    assert.match(run.stderr, /^main\.ts\(2,22\): error TS2345: Argument of type 'number'/);
    assert.equal(run.stdout, '');
    assert.ok(!existsSync(join(project, 'ran')));
  });

  it('says where main.ts made a library throw, without a stack', () => {
    const run = synth([...app, "new Chart(app, 'a');"]);
    assert.equal(run.status, 1);
    assert.equal(run.stderr, "main.ts:4:1: There is already a Construct with name 'a' in App");
  });

  it('says where the project itself threw, and from where in main.ts it was called', () => {
    write('lib/fail.ts', '', 'export function fail(): void {', "  throw new RangeError('out of range');", '}');
    const run = synth(["import { fail } from './lib/fail';", '', 'fail();']);
    assert.equal(run.status, 1);
    assert.equal(run.stderr, 'lib/fail.ts:3:9: out of range\n  called at main.ts:3:5');
  });

  it('says the same about what fails later, and where somebody asked for source maps', () => {
    const lines = [
      'async function later(): Promise<void> {',
      '  await null;',
      "  throw new Error('late');",
      '}',
      'void later();',
    ];
    assert.equal(synth(lines).stderr, 'main.ts:3:9: late');
    assert.equal(synth(lines, { env: { NODE_OPTIONS: '--enable-source-maps' } }).stderr, 'main.ts:3:9: late');
  });

  it('passes on what cdk8s found invalid', () => {
    const run = synth([...app, "a.node.addValidation({ validate: () => ['bad', 'worse'] });", 'app.synth();']);
    assert.equal(run.status, 1);
    assert.equal(run.stderr, 'Validation failed with the following errors:\n  [a] bad\n  [a] worse');
  });

  it('passes on a list of problems as the library wrote it', () => {
    const run = synth([
      'class ConfigurationError extends Error {',
      "  override readonly name = 'ConfigurationError';",
      "  readonly problems = ['one', 'two'];",
      '}',
      "throw new ConfigurationError('2 problems: one, two');",
    ]);
    assert.equal(run.status, 1);
    assert.equal(run.stderr, '2 problems: one, two');
  });

  it('says so when main.ts ends without rendering anything, whatever was rendered before', () => {
    const rendered = [...app, "new ApiObject(a, 'x', { apiVersion: 'v1', kind: 'ConfigMap' });", 'app.synth();'];
    const forgotten = app;
    const exited = [...app, 'process.exit(0);', 'app.synth();'];
    const env = { CDK8S_OUTDIR: 'forgotten' };
    for (const lines of [forgotten, rendered, exited]) {
      const run = synth(lines, { env });
      assert.equal(run.status, lines === rendered ? 0 : 1);
      if (lines !== rendered) assert.match(run.stderr, /nothing was rendered into forgotten\. .*fleet\.synth\(\)/);
    }
    assert.deepEqual(synth(rendered, { env }), { status: 0, stderr: '', stdout: '' });
  });

  it('leaves it to main.ts where its output goes', () => {
    const lines = app.map((line) =>
      line.replace('const app = new App()', "export const app = new App({ outdir: 'own' })"),
    );
    const run = synth([...lines, "new ApiObject(a, 'x', { apiVersion: 'v1', kind: 'ConfigMap' });", 'app.synth();']);
    assert.deepEqual(run, { status: 0, stderr: '', stdout: '' });
    assert.deepEqual(readdirSync(join(project, 'own')), ['a.k8s.yaml']);
  });

  it('passes on to the fleet which clusters to render', () => {
    const lines = [...app, "console.log(process.env['CDK8S_THANOS_CLUSTERS']);", 'app.synth();'];
    assert.equal(synth(lines, { args: ['--cluster', 'west', 'east'] }).stdout, 'west east\n');
    assert.equal(synth(lines, { args: ['--cluster=west', '--cluster=east'] }).stdout, 'west east\n');
  });

  it('refuses arguments, which it would ignore', () => {
    const refused = (...args: string[]) => {
      const run = synth([], { args });
      assert.equal(run.status, 1);
      return run.stderr;
    };
    const options = 'There are two options: --json, and --cluster NAME…';
    assert.equal(refused('--output=elsewhere'), `Unknown option '--output'. ${options}`);
    assert.equal(refused('west'), `Unexpected 'west'. ${options}`);
    assert.match(refused('--cluster'), /argument missing/);
    assert.match(refused('--cluster', 'west', '--all'), /Unknown option '--all'/);
  });

  describe('with --json', () => {
    const json = (lines: string[]) => {
      const { status, stderr, stdout } = synth(lines, { args: ['--json'] });
      return { status, stderr, report: stdout === '' ? undefined : JSON.parse(stdout) };
    };
    const failure = (message: RegExp | string, lines: string[]) => {
      const { status, stderr, report } = json(lines);
      assert.deepEqual([status, stderr], [1, '']);
      const { message: found, ...problem } = report.problems[0];
      if (typeof message === 'string') assert.equal(found, message);
      else assert.match(found, message);
      assert.deepEqual(problem, { severity: 'error', cluster: '-', path: 'main.ts' });
      assert.deepEqual({ ...report, problems: 1 }, { version: 1, files: [], removed: [], problems: 1 });
    };

    it('says what does not compile, and what throws, as a problem', () => {
      failure(/^main\.ts\(1,7\): error TS2322: /, ["const a: number = 'a';"]);
      failure("main.ts:4:1: There is already a Construct with name 'a' in App", [...app, "new Chart(app, 'a');"]);
    });

    it('asks the fleet for it, and adds nothing to what it prints', () => {
      const lines = ["console.log(JSON.stringify({ asked: process.env['CDK8S_THANOS_OUTPUT'] }));"];
      const failed = [
        'class ConfigurationError extends Error {',
        "  override readonly name = 'ConfigurationError';",
        "  readonly problems = ['one'];",
        '}',
        "throw new ConfigurationError('one');",
      ];
      assert.deepEqual(json([...lines, ...failed]), { status: 1, stderr: '', report: { asked: 'json' } });
    });
  });
});
