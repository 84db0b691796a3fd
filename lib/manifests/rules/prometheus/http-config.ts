import { listenerOf, thanosBehind } from '../../backend';
import type { Inventory } from '../../inventory';
import { labelsOf, nameOf, namespaceOf, specOf } from '../../kubernetes-object';
import type { Finding, ManifestRule } from '../../manifest-rule';
import type { ThanosProcess } from '../../thanos-process';
import { asList, asMap, asText, asTexts, at } from '../../value';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

/** Processes whose HTTP API wants something of clients, and what is there to tell. */
const askForPassword = (process: ThanosProcess) =>
  Object.keys(asMap(at(process.config('http.config'), 'basic_auth_users'))).length > 0;
const speaksTls = (process: ThanosProcess) => {
  const tls = asMap(at(process.config('http.config'), 'tls_server_config'));
  return Boolean(tls['cert_file'] ?? tls['cert']);
};

/** Passwords that kubelet, Prometheus and the ruler do not send. */
export const passwordNotSent: ManifestRule = {
  rule: 'THANOS-037',
  check: (cluster) => {
    const asking = cluster.thanos.filter(askForPassword);
    if (asking.length === 0) return [];
    return [
      ...bareProbes(asking, (probe) => !asList(at(probe, 'httpHeaders')).some(isAuthorization), [
        'sends no password, and --http.config asks for one: the kubelet takes the answer 401 for a failure',
        'Use a tcpSocket probe, or give the httpGet an Authorization header',
      ]),
      ...bareMonitors(cluster, asking, (endpoint) => !at(endpoint, 'basicAuth') && !at(endpoint, 'authorization'), [
        'sends no password, and --http.config asks for one: Prometheus gets no metrics',
        'Give the endpoint basicAuth',
      ]),
      ...bareRulers(cluster, asking),
    ];
  },
};

/** HTTP to those who speak HTTPS. */
export const httpToHttps: ManifestRule = {
  rule: 'THANOS-038',
  check: (cluster) => {
    const speaking = cluster.thanos.filter(speaksTls);
    if (speaking.length === 0) return [];
    return [
      ...bareProbes(speaking, (probe) => at(probe, 'scheme') !== 'HTTPS', [
        'speaks HTTP, and --http.config makes Thanos speak HTTPS: the kubelet takes the answer for a failure',
        'Give the httpGet scheme: HTTPS',
      ]),
      ...bareMonitors(cluster, speaking, (endpoint) => !/^https$/i.test(asText(at(endpoint, 'scheme')) ?? ''), [
        'speaks HTTP, and --http.config makes Thanos speak HTTPS: Prometheus gets no metrics',
        'Give the endpoint scheme: https and a tlsConfig',
      ]),
    ];
  },
};

type Words = readonly [what: string, fix: string];

function isAuthorization(header: unknown): boolean {
  return asText(at(header, 'name'))?.toLowerCase() === 'authorization';
}

function bareProbes(
  processes: readonly ThanosProcess[],
  isBare: (httpGet: unknown) => boolean,
  [what, fix]: Words,
): Finding[] {
  return processes.flatMap((process) => {
    const bare = PROBES.filter((name) => {
      const httpGet = at(process.container.fields, name, 'httpGet');
      return httpGet !== undefined && listenerOf(process, at(httpGet, 'port')) === 'http' && isBare(httpGet);
    });
    if (bare.length === 0) return [];
    return [{ object: process.workload.object, what: `A probe (${bare.join(', ')}) ${what}`, fix }];
  });
}

function bareMonitors(
  cluster: Inventory,
  processes: readonly ThanosProcess[],
  isBare: (endpoint: unknown) => boolean,
  [what, fix]: Words,
): Finding[] {
  return cluster.ofKind('monitoring.coreos.com', 'ServiceMonitor').flatMap((object) => {
    const spec = specOf(object);
    const wanted = Object.entries(asTexts(at(spec, 'selector', 'matchLabels')));
    if (wanted.length === 0 || at(spec, 'selector', 'matchExpressions') !== undefined) return [];
    const named = asList(at(spec, 'namespaceSelector', 'matchNames'));
    const any = at(spec, 'namespaceSelector', 'any') === true;
    const services = cluster.ofKind('', 'Service').filter((service) => {
      const namespace = namespaceOf(service);
      const inside = any || (named.length > 0 ? named.includes(namespace) : namespace === namespaceOf(object));
      return inside && wanted.every(([key, value]) => labelsOf(service)[key] === value);
    });
    const bare = asList(spec['endpoints'])
      .filter(isBare)
      .flatMap((endpoint) =>
        services.flatMap((service) =>
          thanosBehind(cluster, namespaceOf(service), service.metadata.name, asText(at(endpoint, 'port'))),
        ),
      )
      .find(({ process, listener }) => listener === 'http' && processes.includes(process));
    if (!bare) return [];
    const { object: asked } = bare.process.workload;
    return [{ object, what: `An endpoint of ${nameOf(object)} ${what}`, fix, related: [asked] }];
  });
}

/** `http://host:port`, `dns+host:port`, or the SRV record of a named port: `dnssrv+_http._tcp.host`. */
const ADDRESS = /^(?:dns\w*\+)?(?:https?:\/\/)?(?:_([\w-]+)\._tcp\.)?([^/:@]+)(?::(\d+))?/;

/** Rulers that query one of the processes by a flag, which cannot hold a password. */
function bareRulers(cluster: Inventory, asking: readonly ThanosProcess[]): Finding[] {
  return cluster.running('rule').flatMap((ruler) => {
    const addresses = ruler.flags.get('query') ?? [];
    const asked = addresses.flatMap((address) => {
      const [, portName, host = '', port = '80'] = ADDRESS.exec(address) ?? [];
      const [service = '', namespace = ruler.workload.namespace] = host.split('.');
      const asked = thanosBehind(cluster, namespace, service, portName ?? Number(port));
      return asked.filter(({ process, listener }) => listener === 'http' && asking.includes(process));
    });
    const [first] = asked;
    if (!first) return [];
    return [
      {
        object: ruler.workload.object,
        what: `The ruler asks ${nameOf(first.process.workload.object)} by --query, which sends no password, and --http.config there asks for one: no rule is evaluated`,
        fix: 'Use --query.config with http_config.basic_auth',
        related: [first.process.workload.object],
      },
    ];
  });
}
