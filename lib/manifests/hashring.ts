import type { ThanosProcess } from './thanos-process';
import { asList, asText, at } from './value';

/** A member of a hashring, as the file has it. */
export interface HashringEndpoint {
  readonly address: string;
  readonly capnprotoAddress?: string;
  readonly zone?: string;
}

/** A hashring, as the file has it. */
export interface HashringConfig {
  /** Its place in the file, `#1`, where it has none. */
  readonly name: string;
  /** `undefined` where the file does not speak of tenants. Without any, it takes all of them. */
  readonly tenants: readonly string[] | undefined;
  /** Whether its tenants are patterns. */
  readonly globbed: boolean;
  readonly algorithm: string;
  readonly endpoints: readonly HashringEndpoint[];
}

/** The hashrings that a receiver is given, inline or by a ConfigMap that is applied too; none where they are elsewhere. */
export function hashringsOf(receive: ThanosProcess): readonly HashringConfig[] {
  const standard = receive.flag('receive.hashrings-algorithm') ?? 'hashmod';
  return asList(receive.config('receive.hashrings')).map((ring, index) => {
    const tenants = at(ring, 'tenants');
    return {
      name: asText(at(ring, 'hashring')) || `#${index + 1}`,
      tenants: Array.isArray(tenants) ? tenants.filter((tenant) => typeof tenant === 'string') : undefined,
      globbed: at(ring, 'tenant_matcher_type') === 'glob',
      algorithm: asText(at(ring, 'algorithm')) || standard,
      endpoints: asList(at(ring, 'endpoints')).map((endpoint) => ({
        address: asText(endpoint) ?? asText(at(endpoint, 'address')) ?? '',
        capnprotoAddress: asText(at(endpoint, 'capnproto_address')) || undefined,
        zone: asText(at(endpoint, 'az')) || undefined,
      })),
    };
  });
}
