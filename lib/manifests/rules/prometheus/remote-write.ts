import type { RuleId } from '../../../validation/catalogue';
import { repeated } from '../../../values/repeated';
import { askingFor, showsCertificate } from '../../client-certificates';
import { nameOf } from '../../kubernetes-object';
import type { ManifestRule } from '../../manifest-rule';
import { isThanosReceive, prometheusesOf, type RemoteWriteEntry } from '../../prometheus-resource';
import { asNumber, asText, at } from '../../value';

/** What is wrong with one remote write: what, and what to write instead. */
type Check = (write: RemoteWriteEntry, url: URL | undefined) => readonly [what: string, fix: string] | undefined;

/** A rule that looks at each remote write of a Prometheus or an agent by itself. What tools replace later is not looked at. */
function eachWrite(rule: RuleId, check: Check): ManifestRule {
  return {
    rule,
    check: (cluster) =>
      prometheusesOf(cluster).flatMap(({ object, remoteWrites }) =>
        remoteWrites
          .filter(({ url }) => !/[$]|\{\{/.test(url))
          .flatMap((write) => {
            const [what, fix] = check(write, URL.canParse(write.url) ? new URL(write.url) : undefined) ?? [];
            return what === undefined || fix === undefined ? [] : [{ object, what, fix }];
          }),
      ),
  };
}

export const remoteWriteRules: readonly ManifestRule[] = [
  eachWrite('THANOS-402', (_, url) =>
    url && /^https?:$/.test(url.protocol) && url.hostname
      ? undefined
      : [
          // What cannot be taken apart may hold a password.
          'A remote write URL is no address that Prometheus can push to: it has no http:// or https:// and host',
          "Write the whole of it: 'https://receive.thanos.example.com/api/v1/receive'",
        ],
  ),
  eachWrite('THANOS-403', (_, url) =>
    url?.username || url?.password
      ? [
          `The remote write URL for ${url.host} holds a user or a password, which everybody sees who may read this object`,
          'Put them into a Secret and name it: basicAuth',
        ]
      : undefined,
  ),
  eachWrite('THANOS-404', ({ fields }, url) =>
    url?.protocol === 'http:' && (fields['basicAuth'] ?? fields['authorization']) && !isInside(url.hostname)
      ? [
          `The remote write to ${url.host} sends a password without TLS, readable for everybody on the way`,
          'Write https://',
        ]
      : undefined,
  ),
  eachWrite('THANOS-243', ({ fields }, url) =>
    url &&
    isThanosReceive(url.href) &&
    fields['azureAd'] !== undefined &&
    (asText(at(fields, 'azureAd', 'scope')) ?? '') === ''
      ? [
          `The remote write to ${url.host} has azureAd without a scope: Prometheus gets a token for Azure Monitor, which nobody else takes`,
          'Write azureAd.scope: api://<application ID of the receiver>/.default',
        ]
      : undefined,
  ),
  {
    rule: 'THANOS-244',
    check: (cluster) =>
      prometheusesOf(cluster).flatMap(({ object, remoteWrites }) =>
        remoteWrites.flatMap(({ url, fields }) => {
          const host = URL.canParse(url) ? new URL(url).hostname : '';
          const asking = host === '' || showsCertificate(fields) ? undefined : askingFor(cluster, host);
          if (!asking) return [];
          return [
            {
              object,
              what: `The remote write to ${host} shows no certificate, and ${nameOf(asking)} asks clients there for one: it is refused`,
              fix: 'Write tlsConfig.cert and tlsConfig.keySecret, of a certificate that the authority there has signed',
              related: [asking],
            },
          ];
        }),
      ),
  },
  eachWrite('THANOS-415', ({ fields }, url) => {
    const has = (...names: readonly string[]) => names.some((name) => at(fields, 'tlsConfig', name) !== undefined);
    const [certificate, key] = [has('cert', 'certFile'), has('keySecret', 'keyFile')];
    if (certificate === key) return undefined;
    return [
      `The remote write to ${url?.host ?? 'nowhere'} has ${certificate ? 'a certificate and no key' : 'a key and no certificate'}: the operator refuses the whole object`,
      `Write tlsConfig.${certificate ? 'keySecret' : 'cert'} too`,
    ];
  }),
  {
    rule: 'THANOS-406',
    check: (cluster) =>
      prometheusesOf(cluster).flatMap(({ object, remoteWrites }) =>
        repeated(remoteWrites.flatMap(({ fields }) => asText(fields['name']) || [])).map((name) => ({
          object,
          what: `${nameOf(object)} has two remote writes called "${name}", and Prometheus refuses the configuration`,
          fix: 'Give each its own name',
        })),
      ),
  },
  eachWrite('THANOS-407', ({ fields }) => {
    const minimum = asNumber(at(fields, 'queueConfig', 'minShards')) ?? 0;
    const maximum = asNumber(at(fields, 'queueConfig', 'maxShards')) ?? Number.POSITIVE_INFINITY;
    if (minimum <= maximum) return undefined;
    return [
      `The queue of a remote write runs from ${minimum} to ${maximum} shards, and Prometheus refuses a minimum above the maximum`,
      'Write minShards and maxShards in that order',
    ];
  }),
  eachWrite('THANOS-411', ({ url, fields }, parsed) =>
    fields['messageVersion'] === 'V2.0' && isThanosReceive(url)
      ? [
          `The remote write to ${parsed?.host ?? 'Thanos Receive'} has messageVersion V2.0, which Thanos Receive answers with success and throws away`,
          'Write messageVersion: V1.0, or leave it out',
        ]
      : undefined,
  ),
];

/** Whether a host is one of the cluster, or of the pod. */
function isInside(host: string): boolean {
  return !host.includes('.') || /\.svc(\.|$)|\.local$|^127\./.test(host) || host.split('.').length === 2;
}
