import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { REDIS_PASSWORD } from './caches/servers';
import { UsageProblem } from './problem';

/** The command line of a run. */
export interface RunOptions {
  readonly context: string;
  /** Ids of scenarios, in the order of the index. */
  readonly scenario: readonly string[];
  readonly list: boolean;
  readonly keep: boolean;
  readonly junit?: string;
  readonly summary?: string;
  readonly proof?: string;
  readonly ingressAddress?: string;
  readonly hostAddress?: string;
  readonly blobEndpoint?: string;
  readonly ingressClass: string;
  readonly gatewayClass: string;
  readonly storageClass?: string;
  readonly shellImage: string;
  readonly upgradeFrom?: string;
  readonly memcached?: string;
  readonly redis?: string;
}

const address = (value: string) => {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(value)) return value;
  throw new InvalidArgumentError('Write an IPv4 address, for example 172.18.0.2.');
};

const endpoint = (value: string) => {
  if (/^http:\/\/[^/]+\/[^/]+$/.test(value)) return value.replace(/\/$/, '');
  throw new InvalidArgumentError(
    'Write address, port and account, for example http://172.18.0.1:10000/devstoreaccount1.',
  );
};

const server = (value: string) => {
  if (/^[^\s:/@]+:\d{1,5}$/.test(value)) return value;
  throw new InvalidArgumentError('Write host and port, for example 172.18.0.1:11211.');
};

/** The command, with what `--help` says. */
function command(): Command {
  const several = (value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value];
  return new Command('e2e')
    .usage('--context NAME [options]')
    .description('Proves on a real cluster that the manifests of this library keep what they promise.')
    .optionsGroup('What:')
    .option('--context <name>', 'the current context of the kubeconfig, as a confirmation that this cluster is meant')
    .option('--scenario <id>', 'only this scenario (repeatable)', several)
    .option('--list', 'print the scenarios, and do nothing')
    .option(
      '--upgrade-from <revision>',
      'the version of this library that is upgraded to this one (default: the latest release before it)',
    )
    .option('--keep', 'leave everything in the cluster, to look at; the next run removes it')
    .optionsGroup('Reports:')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--summary <file>', 'append the results as Markdown, as $GITHUB_STEP_SUMMARY takes them')
    .option('--proof <file>', 'write docs/proof.md, if all scenarios ran and passed')
    .optionsGroup('The cluster:')
    .option(
      '--ingress-address <ip>',
      'where the ingress controller listens on 80 and 443 (default: the first node)',
      address,
    )
    .option(
      '--host-address <ip>',
      'where pods reach this process (default: as this machine reaches the ingress)',
      address,
    )
    .option(
      '--blob-endpoint <url>',
      'Azurite, for pods and this process (default: http://HOST-ADDRESS:10000/devstoreaccount1)',
      endpoint,
    )
    .option('--ingress-class <name>', 'an IngressClass whose controller reads ingress-nginx annotations', 'nginx')
    .option('--gateway-class <name>', 'a GatewayClass of Envoy Gateway', 'eg')
    .option('--storage-class <name>', 'for the claims of ingestors (default: the default class)')
    .option(
      '--shell-image <image>',
      'an image with sh, for the pod that ends processes with SIGKILL',
      'docker.io/library/busybox:1.37.0',
    )
    .option('--memcached <host:port>', 'for pods and this process (default: a pod of the scenario)', server)
    .option(
      '--redis <host:port>',
      `for pods and this process, with the password ${REDIS_PASSWORD} (default: a pod of the scenario)`,
      server,
    )
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 all passed, 1 a scenario failed, 2 a mistake in what was asked, or something is missing.',
    )
    .exitOverride();
}

/** Reads the command line; what is wrong with it is a `UsageProblem`. Returns nothing where help was asked for. */
export function parseOptions(argv: readonly string[], ids: readonly string[]): RunOptions | undefined {
  const program = command();
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    // Commander has printed it.
    throw new UsageProblem([]);
  }
  const given = program.opts<Partial<RunOptions> & Pick<RunOptions, 'ingressClass' | 'gatewayClass' | 'shellImage'>>();
  const wanted = given.scenario ?? ids;
  const unknown = wanted.filter((id) => !ids.includes(id));
  const problems = unknown.map((id) => `There is no scenario "${id}". There are: ${ids.join(', ')}`);
  const scenario = ids.filter((id) => wanted.includes(id));
  if (given.context === undefined && !given.list) {
    problems.push(
      'Name the cluster: --context "$(kubectl config current-context)", once you are sure that it is the one',
    );
  }
  if (given.proof !== undefined && scenario.length < ids.length) {
    problems.push('--proof needs a run of all scenarios, as it replaces the whole page: leave --scenario out');
  }
  if (problems.length > 0) throw new UsageProblem(problems);
  return { ...given, context: given.context ?? '', scenario, list: given.list ?? false, keep: given.keep ?? false };
}
