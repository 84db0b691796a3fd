import { nameOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import { type Receiver, receiversIn, receiversOf } from '../../receiver';
import type { ThanosProcess } from '../../thanos-process';

/** Receivers that write by TLS to who takes plaintext, and the other way round. */
export const ringTls: ManifestRule = {
  rule: 'THANOS-236',
  check: (cluster) =>
    receiversOf(cluster).flatMap((receiver) => [
      ...ignoredFiles(receiver.process),
      ...mismatch(receiver, (workloads) => receiversIn(cluster, workloads)),
    ]),
};

const FILES = ['remote-write.client-tls-cert', 'remote-write.client-tls-key', 'remote-write.client-tls-ca'];

function ignoredFiles(process: ThanosProcess): Finding[] {
  if (writesByTls(process)) return [];
  const files = FILES.filter((name) => isGiven(process, name)).map((name) => `--${name}`);
  if (files.length === 0) return [];
  return [
    {
      object: process.workload.object,
      what: `${files.join(', ')} without --remote-write.client-tls-secure: the receiver ignores them and writes to others in plaintext`,
      fix: 'Add --remote-write.client-tls-secure',
    },
  ];
}

/** The first ingestor of other mind; that of the others is the same mistake. */
function mismatch(
  { process, rings, capnproto }: Receiver,
  receivers: (workloads: readonly Receiver['process']['workload'][]) => readonly Receiver[],
): Finding[] {
  if (capnproto) return [];
  const tls = writesByTls(process);
  const ingestor = rings
    .flatMap(({ entries }) => entries)
    .flatMap(({ destination }) => (destination ? receivers(destination.workloads) : []))
    .map((receiver) => receiver.process)
    // A proxy in the pod may add or take away TLS.
    .find((other) => other.workload.containers.length === 1 && isGiven(other, 'grpc-server-tls-cert') !== tls);
  if (!ingestor || process.workload.containers.length > 1) return [];
  const name = nameOf(ingestor.workload.object);
  return [
    {
      object: process.workload.object,
      what: tls
        ? `It writes to ${name} by TLS, which takes plaintext: its share of every write fails`
        : `It writes to ${name} in plaintext, which takes TLS only: its share of every write fails`,
      fix: tls
        ? 'Give the ingestor --grpc-server-tls-cert, -key and -client-ca, or leave out --remote-write.client-tls-secure'
        : 'Add --remote-write.client-tls-secure, with -cert, -key and -ca, or take the certificate from the ingestor',
      related: [ingestor.workload.object],
    },
  ];
}

/** Cap'n Proto between receivers that take certificates for everything else. */
export const plaintextReplication: ManifestRule = {
  rule: 'THANOS-235',
  check: (cluster) =>
    receiversOf(cluster)
      .filter(({ process, capnproto }) => capnproto && isGiven(process, 'grpc-server-tls-client-ca'))
      .map(({ process }) => ({
        object: process.workload.object,
        what: '--receive.replication-protocol=capnproto, which Thanos never encrypts, beside --grpc-server-tls-client-ca: series go from receiver to receiver readable, and whoever reaches that port can write',
        fix: 'Write --receive.replication-protocol=protobuf, and --remote-write.client-tls-secure with its certificates',
      })),
};

function writesByTls(process: ThanosProcess): boolean {
  return process.flag('remote-write.client-tls-secure') === 'true';
}

function isGiven(process: ThanosProcess, flag: string): boolean {
  return (process.flag(flag) ?? '') !== '';
}
