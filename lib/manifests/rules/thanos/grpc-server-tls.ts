import type { ManifestRule } from '../../manifest-rule';

const FLAGS = ['grpc-server-tls-cert', 'grpc-server-tls-key', 'grpc-server-tls-client-ca'];

/** gRPC servers with a part of what TLS takes. A certificate without an authority is whole: it asks nobody who he is. */
export const grpcServerTls: ManifestRule = {
  rule: 'THANOS-238',
  check: (cluster) =>
    cluster.thanos.flatMap((process) => {
      const given = FLAGS.filter((name) => (process.flag(name) ?? '') !== '');
      const missing = FLAGS.slice(0, 2).filter((name) => !given.includes(name));
      if (given.length === 0 || missing.length === 0) return [];
      return [
        {
          object: process.workload.object,
          what: `${given.map((name) => `--${name}`).join(', ')} without ${missing.map((name) => `--${name}`).join(' and ')}: Thanos does not start`,
          fix: 'Give certificate and key, and the authority where clients have to show certificates too',
        },
      ];
    }),
};
