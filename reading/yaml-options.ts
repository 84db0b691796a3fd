import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

/** As the readers of Kubernetes have it: YAML 1.1, with neither dates nor numbers of base 60, and with all digits of whole numbers. */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: (tags: Tags) =>
    tags.flatMap((tag): Tags => {
      const { tag: name, format } = tag as Partial<ScalarTag>;
      if (name === 'tag:yaml.org,2002:timestamp' || format === 'TIME') return [];
      return [name === 'tag:yaml.org,2002:int' ? withAllDigits(tag as ScalarTag) : tag];
    }),
  logLevel: 'silent',
};

/** A whole number is a `bigint` where a number of JavaScript would round it. */
function withAllDigits(tag: ScalarTag): ScalarTag {
  const resolve: ScalarTag['resolve'] = (text, onError, options) => {
    const value = tag.resolve(text, onError, options);
    const isRounded = typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
    return isRounded ? tag.resolve(text, onError, { ...options, intAsBigInt: true }) : value;
  };
  return { ...tag, resolve };
}
