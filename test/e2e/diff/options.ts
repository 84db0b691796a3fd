import { Command, CommanderError } from 'commander';
import type { ServerPair } from '../../diff/server/pair';
import type { Untried } from '../../diff/server/untried';
import { UsageProblem } from '../problem';

/** The command line of a run of pairs. */
export interface PairOptions {
  readonly context: string;
  readonly pairs: readonly ServerPair[];
  /** What would be among them if a pair could try it. */
  readonly untried: readonly Untried[];
  readonly list: boolean;
  readonly keep: boolean;
  readonly junit?: string;
  readonly summary?: string;
  readonly blobEndpoint?: string;
}

type Given = Partial<Omit<PairOptions, 'pairs' | 'untried'>> & { readonly pair?: readonly string[] };

function command(): Command {
  const several = (value: string, previous: readonly string[] | undefined) => [...(previous ?? []), value];
  return new Command('e2e:diff')
    .usage('--context NAME [options]')
    .description('Applies pairs of states to a real cluster, and sees whether what the diff says of them happens.')
    .option('--context <name>', 'the current context of the kubeconfig, as a confirmation that this cluster is meant')
    .option('--pair <text>', 'only pairs with this in their code or title (repeatable)', several)
    .option('--list', 'print the pairs, and do nothing')
    .option('--keep', 'leave everything in the cluster, to look at; the next run removes it')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--summary <file>', 'append the results as Markdown, as $GITHUB_STEP_SUMMARY takes them')
    .option('--blob-endpoint <url>', 'Azurite (default: port 10000 of this machine, as the first node reaches it)')
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 all passed, 1 a pair failed, 2 a mistake in what was asked, or something is missing.',
    )
    .exitOverride();
}

/** Reads the command line; what is wrong with it is a `UsageProblem`. Returns nothing where help was asked for. */
export function parsePairOptions(
  argv: readonly string[],
  all: { readonly pairs: readonly ServerPair[]; readonly untried: readonly Untried[] },
): PairOptions | undefined {
  const program = command();
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    // Commander has printed it.
    throw new UsageProblem([]);
  }
  const { pair: wanted, ...given } = program.opts<Given>();
  const isWanted = (pair: Named) => wanted?.some((text) => named(pair).includes(text.toLowerCase())) ?? true;
  const [pairs, untried] = [all.pairs.filter(isWanted), all.untried.filter(isWanted)];
  const problems =
    pairs.length + untried.length > 0
      ? []
      : [`No pair has ${wanted?.join(' or ')} in its code or title: --list prints them`];
  if (given.context === undefined && !given.list) {
    problems.push(
      'Name the cluster: --context "$(kubectl config current-context)", once you are sure that it is the one',
    );
  }
  if (problems.length > 0) throw new UsageProblem(problems);
  return {
    ...given,
    context: given.context ?? '',
    pairs,
    untried,
    list: given.list ?? false,
    keep: given.keep ?? false,
  };
}

type Named = Pick<ServerPair, 'code' | 'title'>;

function named({ code, title }: Named): string {
  return `${code} ${title}`.toLowerCase();
}
