import { repeated } from '../../../values/repeated';
import type { ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';

/** Rulers that are told twice, or not at all, whom to ask and whom to alert. */
export const rulerConnections: ManifestRule = {
  rule: 'THANOS-028',
  check: (cluster) =>
    cluster.running('rule').flatMap((ruler) =>
      problems(ruler).map(({ what, fix }) => ({
        object: ruler.workload.object,
        what: `${what}, so the ruler does not start`,
        fix,
      })),
    ),
};

const QUERIES = ['query', 'query.sd-files', 'grpc-query-endpoint'];

function problems(ruler: ThanosProcess): { what: string; fix: string }[] {
  const found: { what: string; fix: string }[] = [];
  const has = (...names: readonly string[]) => names.filter((name) => ruler.flags.has(name)).map((name) => `--${name}`);
  const direct = has(...QUERIES);
  const configured = has('query.config', 'query.config-file');
  const [first] = repeated(ruler.flags.get('query') ?? []);
  if (direct.length > 0 && configured.length > 0) {
    found.push({
      what: `${direct.join(', ')} and ${configured.join(', ')} exclude each other`,
      fix: 'Name all queriers in one of the two ways',
    });
  }
  // Arguments that a shell or a file adds are not known.
  if (direct.length + configured.length === 0 && !ruler.words.some((word) => /^[@$]/.test(word))) {
    found.push({
      what: 'No flag names a querier to evaluate rules with',
      fix: 'Add, for example, --query=query:10902',
    });
  }
  if (first !== undefined) {
    found.push({ what: `--query=${first} is given twice`, fix: 'Remove one of them' });
  }
  const alertmanagers = has('alertmanagers.config', 'alertmanagers.config-file');
  if (ruler.flags.has('alertmanagers.url') && alertmanagers.length > 0) {
    found.push({
      what: `--alertmanagers.url and ${alertmanagers.join(', ')} exclude each other`,
      fix: 'Name all Alertmanagers in one of the two ways',
    });
  }
  return found;
}
