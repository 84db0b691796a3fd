import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { TOKEN } from './setup';

const directory = mkdtempSync(join(tmpdir(), 'azure-roles-cli-'));
after(() => rmSync(directory, { recursive: true }));
const fleet = join(directory, 'main.js');
writeFileSync(fleet, `exports.fleet = require(${JSON.stringify(join(__dirname, 'fleet.js'))}).articleFleet();\n`);

/** Runs the command line; `az` is a program in JavaScript, or missing. */
function cli(args: readonly string[], az?: string) {
  const bin = mkdtempSync(join(directory, 'bin-'));
  if (az) {
    writeFileSync(join(bin, 'az'), `#!${process.execPath}\n${az}\n`);
    chmodSync(join(bin, 'az'), 0o755);
  }
  return spawnSync(process.execPath, [join(__dirname, '../../cli/main.js'), 'azure-roles', ...args], {
    encoding: 'utf8',
    env: { PATH: bin, TMPDIR: directory },
  });
}

describe('cdk8s-thanos azure-roles', () => {
  it('explains itself', () => {
    const { status, stdout } = cli(['--help']);
    assert.equal(status, 0);
    for (const text of ['plan', 'apply', 'verify', 'destroy', 'federated', 'Exit codes']) {
      assert.ok(stdout.includes(text), text);
    }
  });

  it('prints federated credentials', () => {
    const { status, stdout, stderr } = cli(['federated', '--fleet', fleet]);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^subject {3}system:serviceaccount:thanos:thanos-store$/m);
  });

  it('prints the issuers of clusters, without a fleet', () => {
    const az = "console.log(JSON.stringify([['west', 'thanos', 'https://issuer.example.com/west/']]))";
    const { status, stdout, stderr } = cli(['issuers', '--output', 'json'], az);
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      command: 'issuers',
      clusters: [{ name: 'west', resourceGroup: 'thanos', oidcIssuer: 'https://issuer.example.com/west/' }],
    });
  });

  const mistakes: [string, string[], string | undefined, RegExp][] = [
    ['az is missing', ['plan'], undefined, /^cdk8s-thanos: The Azure CLI \(az\) is not installed/],
    [
      'the sign-in has expired',
      ['apply'],
      "console.error('ERROR: AADSTS700082: expired'); process.exit(1);",
      /az gives no token: AADSTS700082: expired\.\n.*az login/,
    ],
    ['az answers nonsense', ['destroy', '--yes'], `console.log('${TOKEN}')`, /did not answer with a token/],
    ['nobody can answer', ['destroy'], undefined, /nobody is there to answer/],
    ['an option is unknown', ['plan', '--yes'], undefined, /unknown option '--yes'/],
    ['a command is unknown', ['remove'], undefined, /unknown command 'remove'/],
    ['a format is unknown', ['plan', '--output', 'xml'], undefined, /Allowed choices are table, json/],
    ['a cloud is unknown', ['plan', '--cloud', 'AzureGermanCloud'], undefined, /Allowed choices are AzureCloud/],
  ];
  for (const [mistake, args, az, message] of mistakes) {
    it(`ends with 2 when ${mistake}`, () => {
      const { status, stdout, stderr } = cli([...args, '--fleet', fleet], az);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.equal(stderr.includes(TOKEN), false);
    });
  }
});

it('Whatever the log level, the token is not logged', () => {
  const script = `
    const { FakeArm } = require(${JSON.stringify(join(__dirname, 'fake-arm.js'))});
    const { run } = require(${JSON.stringify(join(__dirname, 'setup.js'))});
    run(new FakeArm().fail('PUT', { status: 500 }, 2), 'apply');`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, AZURE_LOG_LEVEL: 'verbose', DEBUG: '*' },
  });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /"authorization": "REDACTED"/i);
  assert.equal((stdout + stderr).includes(TOKEN), false);
});
