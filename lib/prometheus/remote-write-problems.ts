import { numberProblems } from '../validation/numbers';
import type { Problem } from '../validation/problem';
import { relabelProblems } from '../values/relabel';
import { repeated } from '../values/repeated';
import type { RemoteWriteQueue } from './remote-write';
import { wantsPassword } from './remote-write-spec';
import type { ResolvedWrite } from './resolved-write';

/** What is wrong with remote writes, each by itself and all of them together. */
export function remoteWriteProblems(writes: readonly ResolvedWrite[]): Problem[] {
  const twice = repeated(writes.flatMap(({ name }) => name ?? []));
  return [
    ...twice.map(
      (name): Problem => ({
        rule: 'THANOS-406',
        what: `Two remote writes are called "${name}", and Prometheus refuses to start with that`,
        fix: 'Give each its own name',
      }),
    ),
    ...writes.flatMap((write) => [
      ...urlProblems(write),
      ...queueProblems(write.queue ?? {}),
      ...relabelProblems('writeRelabelings', write.writeRelabelings ?? []),
    ]),
  ];
}

function urlProblems(write: ResolvedWrite): Problem[] {
  const given = write.destination.url;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    return [
      {
        rule: 'THANOS-402',
        what: `The remote write URL "${given}" is no address that Prometheus can push to`,
        fix: "Write the whole of it: 'https://receive.thanos.example.com/api/v1/receive'",
      },
    ];
  }
  const problems: Problem[] = [];
  if (url.username || url.password) {
    problems.push({
      rule: 'THANOS-403',
      what: `The remote write URL for ${url.host} holds a user or a password, which would end up in the manifests`,
      fix: 'Put them into a Secret and name it: basicAuth: { secretName }',
    });
  }
  if (url.protocol === 'http:' && wantsPassword(write)) {
    problems.push({
      rule: 'THANOS-404',
      what: `The remote write to ${given} sends a password without TLS, readable for everybody on the way`,
      fix: 'Write https://, or basicAuth: false',
    });
  }
  const settings = [
    ...(write.certificateAuthority ? ['certificateAuthority'] : []),
    ...(write.serverName ? ['serverName'] : []),
    ...(write.certificate ? ['clientCertificate'] : []),
  ];
  if (url.protocol === 'http:' && settings.length > 0) {
    problems.push({
      rule: 'THANOS-405',
      what: `The remote write to ${given} has ${settings.join(' and ')}, but no TLS that would use it`,
      fix: 'Write https://, or leave them out',
    });
  }
  return problems;
}

function queueProblems(queue: RemoteWriteQueue): Problem[] {
  const { capacity, minShards, maxShards, maxSamplesPerSend } = queue;
  const problems = numberProblems(
    {
      'queue.capacity': capacity,
      'queue.minShards': minShards,
      'queue.maxShards': maxShards,
      'queue.maxSamplesPerSend': maxSamplesPerSend,
    },
    1,
  );
  if (minShards !== undefined && maxShards !== undefined && minShards > maxShards) {
    problems.push({
      rule: 'THANOS-407',
      what: `The queue runs from ${minShards} to ${maxShards} shards, and Prometheus refuses a minimum above the maximum`,
      fix: 'Write minShards and maxShards in that order',
    });
  }
  return problems;
}
