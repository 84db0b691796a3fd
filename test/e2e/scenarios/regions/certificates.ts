import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { Certificate, Secret } from '../../cluster/objects';
import { throughPortForward } from '../../cluster/port-forward';
import type { E2e } from '../../e2e';
import type { CertificateAndKey } from '../../edge/authority';
import { envoyPods } from '../../edge/gateway';
import { type Door, type Knock, knock } from '../../edge/knock';

/** Where Thanos speaks gRPC. */
export const GRPC_PORT = 10901;
/** Where Envoy says, to its own pod alone, which certificates it has. */
const ENVOY_ADMIN_PORT = 19000;

/** The certificate and the key in a Secret. */
export async function certificateIn(e2e: E2e, namespace: string, name: string): Promise<CertificateAndKey> {
  const { data } = await e2e.kubectl.json<Secret>(['get', 'secret', name, `--namespace=${namespace}`]);
  const text = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString('utf8');
  return { certificate: text('tls.crt'), key: text('tls.key') };
}

/** The serial number of the certificate in the Secret of a Certificate. */
export async function serialIn(e2e: E2e, { metadata, spec }: Pick<Certificate, 'metadata' | 'spec'>): Promise<string> {
  const { certificate } = await certificateIn(e2e, metadata.namespace ?? '', spec.secretName);
  return new X509Certificate(certificate).serialNumber;
}

/** Connects to the gRPC port of a pod. */
export function knockAtPod(
  e2e: E2e,
  namespace: string,
  name: string,
  door: Pick<Door, 'host' | 'shown'>,
): Promise<Knock> {
  const target = { namespace, name, port: GRPC_PORT };
  return throughPortForward(e2e.kubectl.context, target, e2e.signal, (port) =>
    knock({ address: '127.0.0.1', port, ...door }),
  );
}

interface EnvoyCertificates {
  readonly certificates: readonly { readonly cert_chain?: readonly { readonly serial_number: string }[] }[];
}

/** The serial numbers of all certificates that a Gateway has, to show them to clients or to pods. */
export async function serialsOfGateway(e2e: E2e, namespace: string, gateway: string): Promise<readonly string[]> {
  const [pod] = await envoyPods(e2e, namespace, gateway);
  assert.ok(pod, `Gateway ${gateway} has no pod`);
  const { metadata } = pod;
  const target = { namespace: metadata.namespace ?? '', name: `pod/${metadata.name}`, port: ENVOY_ADMIN_PORT };
  return throughPortForward(e2e.kubectl.context, target, e2e.signal, async (port) => {
    const answer = await fetch(`http://127.0.0.1:${port}/certs`, { signal: e2e.signal });
    const { certificates } = (await answer.json()) as EnvoyCertificates;
    return certificates
      .flatMap(({ cert_chain }) => cert_chain ?? [])
      .map(({ serial_number }) => serial_number.toUpperCase());
  });
}
