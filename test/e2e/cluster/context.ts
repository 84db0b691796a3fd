import { execFileSync } from 'node:child_process';
import { messageOf, UsageProblem } from '../problem';

/** Refuses another context than the current one, so that nobody proves anything on a cluster by accident. */
export function checkContext(named: string): void {
  let current: string;
  try {
    current = execFileSync('kubectl', ['config', 'current-context'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    throw new UsageProblem([`kubectl does not say which context is current: ${messageOf(error).trim()}`]);
  }
  if (current === named) return;
  throw new UsageProblem([
    `--context names "${named}", and the current context of the kubeconfig is "${current}". ` +
      `Write --context ${current} if that is the cluster to run on, or change it: kubectl config use-context ${named}`,
  ]);
}
