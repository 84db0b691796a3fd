import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { assertKnownFlags } from '../flags/check';
import { configFile, find, type Manifest } from '../helpers';

const root = join(__dirname, '..', '..', '..');
/** What the package's users have beside it: its peers, its one dependency, and a compiler. */
const INSTALLED = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'yaml', 'typescript'];

/** A program of somebody who has only the package: three constructs, wired by reference. */
const PROGRAM = `import { App, Chart, Size } from 'cdk8s';
import { AzureIdentity, ObjectStore, ThanosQuery, ThanosReceive, ThanosStoreGateway } from 'cdk8s-thanos';
import type { IStoreApi } from 'cdk8s-thanos';

const app = new App();
const chart = new Chart(app, 'thanos', { namespace: 'thanos', disableResourceNameHashes: true });
const objstore = ObjectStore.azureBlob({
  storageAccount: 'account',
  container: 'blocks',
  identity: AzureIdentity.workload({ clientId: '00000000-0000-0000-0000-000000000001' }),
});
const receive = new ThanosReceive(chart, 'receive', { objstore, storage: Size.gibibytes(10) });
const storeGateway = new ThanosStoreGateway(chart, 'store-gateway', { objstore });
const endpoints: IStoreApi[] = [...receive.storeApis, storeGateway];
new ThanosQuery(chart, 'query', { endpoints });
console.log(app.synthYaml());
`;

describe('The package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const tarball = pack(join(folder, 'source'));

  it('holds compiled code, its types and its papers, and nothing else', () => {
    const allowed =
      /^(build\/(lib|imports|azure)\/[\w./-]+\.(js|d\.ts)|build\/lib\/[\w./-]+\.json|build\/(credentials|lint|reading|reporting|diff|cli)\/[\w./-]+\.js|docs\/[\w-]+\.md|docs\/diff\.schema\.json|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/;
    assert.deepEqual(
      tarball.files.filter((file) => !allowed.test(file)),
      [],
    );
    for (const file of [
      'LICENSE',
      'package.json',
      'docs/rules.md',
      'docs/fleet.md',
      'docs/diff.schema.json',
      'build/lib/index.js',
      'build/lib/index.d.ts',
    ]) {
      assert.ok(tarball.files.includes(file), file);
    }
  });

  it('has the commands beside the library', () => {
    const project = dirname(dirname(unpack('commands')));
    for (const installed of ['commander', 'p-map', 'yaml']) {
      symlinkSync(join(root, 'node_modules', installed), join(project, 'node_modules', installed));
    }
    const cli = join(project, 'node_modules', 'cdk8s-thanos', 'build', 'cli', 'main.js');
    const help = execFileSync(process.execPath, [cli, '--help'], { encoding: 'utf8' });
    assert.match(help, /azure-roles/);
    assert.match(help, /credentials/);
    const lint = spawnSync(process.execPath, [cli, 'lint', '--output=sarif', '-'], { encoding: 'utf8', input: '' });
    assert.equal(JSON.parse(lint.stdout).version, '2.1.0', lint.stderr);
  });

  it('names no source map, because there is none in it', () => {
    const installed = unpack('maps');
    for (const file of tarball.files.filter((name) => name.endsWith('.js'))) {
      assert.doesNotMatch(readFileSync(join(installed, file), 'utf8'), /sourceMappingURL/, file);
    }
  });

  for (const type of ['commonjs', 'module'] as const) {
    it(`runs in a ${type} project, resolved as Node does`, () => {
      const project = createProject(`${type}-node16`, type, { module: 'node16', moduleResolution: 'node16' });
      compile(project);
      const yaml = execFileSync(process.execPath, ['program.js'], { cwd: project, encoding: 'utf8' });
      const manifests = parseAllDocuments(yaml).map((document) => document.toJS() as Manifest);
      find(manifests, 'StatefulSet', 'thanos-receive');
      find(manifests, 'StatefulSet', 'thanos-storegateway');
      assert.equal(assertKnownFlags(manifests), 3);
      assert.deepEqual(configFile(manifests, 'thanos-query-endpoints', 'endpoints.yaml'), {
        endpoints: [
          { address: 'dnssrv+_grpc._tcp.thanos-receive-headless.thanos.svc.cluster.local' },
          { address: 'dnssrv+_grpc._tcp.thanos-storegateway.thanos.svc.cluster.local' },
        ],
      });
    });

    it(`compiles in a ${type} project, resolved as bundlers do`, () => {
      compile(createProject(`${type}-bundler`, type, { module: 'esnext', moduleResolution: 'bundler', noEmit: true }));
    });
  }

  /** Packs a copy of this project as npm does on publishing, so that the build it starts with disturbs nobody. */
  function pack(copy: string): { readonly file: string; readonly files: readonly string[] } {
    const papers = ['LICENSE', 'README.md', 'CHANGELOG.md', 'docs'].filter((file) => existsSync(join(root, file)));
    const sources = [
      'main.ts',
      'lib',
      'imports',
      'azure',
      'credentials',
      'lint',
      'reading',
      'reporting',
      'diff',
      'cli',
    ];
    for (const part of ['package.json', 'tsconfig.json', ...sources, ...papers]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: copy, stdio: 'pipe' });
    const { name, version } = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
    const file = join(folder, `${name}-${version}.tgz`);
    const files = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n');
    return { file, files: files.map((path) => path.replace(/^package\//, '')) };
  }

  /** Puts the package where npm would install it, and returns its folder. */
  function unpack(project: string): string {
    const installed = join(folder, project, 'node_modules', 'cdk8s-thanos');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball.file, '--strip-components=1', '-C', installed]);
    return installed;
  }

  /** A project with nothing but the package and what it asks for. */
  function createProject(name: string, type: string, compilerOptions: object): string {
    const project = dirname(dirname(unpack(name)));
    for (const installed of INSTALLED) {
      symlinkSync(join(root, 'node_modules', installed), join(project, 'node_modules', installed));
    }
    writeFileSync(join(project, 'package.json'), JSON.stringify({ type }));
    writeFileSync(join(project, 'program.ts'), `declare const console: { log(text: string): void };\n${PROGRAM}`);
    const strict = { target: 'es2022', strict: true, types: [] };
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...strict, ...compilerOptions }, files: ['program.ts'] }),
    );
    return project;
  }

  function compile(project: string): void {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const run = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
    assert.equal(run.stdout, '');
    assert.equal(run.status, 0, run.stderr);
  }
});
