import type { ClientCertificate } from '../../certificates/client-certificate';
import type { WritesBy } from '../../remote-write/token-admission';
import { clientCertificate } from './client-certificate';
import type { Located } from './located';
import { prometheusOptions } from './prometheus-options';
import { oneOf, options, type Read, text, texts } from './read';

/** What a cluster, its environment, its region and the defaults may say alike. */
export interface Settings {
  readonly externalLabels?: Readonly<Record<string, string>>;
  readonly stack?: string;
  readonly tenant?: string;
  readonly clientCertificate?: ClientCertificate;
  readonly prometheus?: NonNullable<ReturnType<typeof prometheusOptions>>;
}

/** What only a cluster says. */
export interface ClusterSettings extends Settings {
  readonly environment?: string;
  readonly region?: string;
  readonly oidcIssuer?: string;
  readonly entraClientId?: string;
  readonly writesBy?: WritesBy;
}

const FIELDS = { externalLabels: texts, stack: text, tenant: text, clientCertificate, prometheus: prometheusOptions };

export const settings = options<Settings>(FIELDS);
export const clusterSettings = options<ClusterSettings>({
  ...FIELDS,
  environment: text,
  region: text,
  oidcIssuer: text,
  entraClientId: text,
  writesBy: oneOf('password', 'token'),
});

/** The parts of a clusters file. */
export interface Sections {
  readonly defaults?: Located;
  readonly environments?: Located;
  readonly regions?: Located;
  readonly clusters?: Located;
}

const whole: Read<Located> = (value) => value;

export const sections = options<Sections>({ defaults: whole, environments: whole, regions: whole, clusters: whole });
