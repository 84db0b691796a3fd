import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { isPrometheusDuration } from '../../values/duration';
import { scalar } from './read';

const UNITS: Readonly<Record<string, (amount: number) => Size>> = {
  Ki: Size.kibibytes,
  Mi: Size.mebibytes,
  Gi: Size.gibibytes,
  Ti: Size.tebibytes,
};

/** A size as Kubernetes writes it, in powers of two: `100Gi`. */
export const size = scalar('a size in Ki, Mi, Gi or Ti', '100Gi', (content) => {
  const [, amount, unit] = /^([1-9]\d*)([KMGT]i)$/.exec(String(content)) ?? [];
  return unit === undefined ? undefined : UNITS[unit]?.(Number(amount));
});

/** CPU as Kubernetes writes it: `500m`, `2`. */
export const cpu = scalar('CPUs, or thousandths of one with an m', '500m', (content) => {
  const [, amount, thousandths] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(content)) ?? [];
  if (amount === undefined || Number(amount) === 0) return undefined;
  return thousandths ? Cpu.millis(Number(amount)) : Cpu.units(Number(amount));
});

/** A duration as Prometheus writes it: `30s`, `6h`. */
export const duration = scalar('a duration', '30s', (content) =>
  typeof content === 'string' && isPrometheusDuration(content) ? content : undefined,
);
