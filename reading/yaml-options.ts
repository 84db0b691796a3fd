import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

/** As the readers of Kubernetes have it: YAML 1.1, with neither dates nor numbers of base 60. */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: (tags: Tags) =>
    tags.filter((tag) => {
      const { tag: name, format } = tag as Partial<ScalarTag>;
      return name !== 'tag:yaml.org,2002:timestamp' && format !== 'TIME';
    }),
  logLevel: 'silent',
};
