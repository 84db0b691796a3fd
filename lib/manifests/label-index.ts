import { addTo } from '../values/multimap';
import { isEmptySelector, labelsOfSelector, selectorMatches } from './label-selector';

type Labels = Readonly<Record<string, string>>;

/** Things with labels in namespaces, found by `LabelSelector`s. */
export class LabelIndex<T> {
  private readonly byNamespace = new Map<string, Labelled<T>[]>();
  private readonly byLabel = new Map<string, Labelled<T>[]>();

  add(namespace: string, labels: Labels, item: T): void {
    const labelled = { labels, item };
    addTo(this.byNamespace, namespace, labelled);
    for (const key in labels) addTo(this.byLabel, `${namespace}/${key}=${labels[key]}`, labelled);
  }

  /** What is in a namespace. */
  in(namespace: string): readonly T[] {
    return this.byNamespace.get(namespace)?.map(({ item }) => item) ?? [];
  }

  /** What a selector matches in a namespace; an empty one matches everything. */
  select(namespace: string, selector: unknown): readonly T[] {
    if (isEmptySelector(selector)) return this.in(namespace);
    // Any of the labels narrows the search, the rarest the most.
    let candidates: readonly Labelled<T>[] = this.byNamespace.get(namespace) ?? [];
    const wanted = labelsOfSelector(selector);
    for (const key in wanted) {
      const having = this.byLabel.get(`${namespace}/${key}=${wanted[key]}`) ?? [];
      if (having.length < candidates.length) candidates = having;
    }
    return candidates.flatMap(({ labels, item }) => (selectorMatches(selector, labels) ? [item] : []));
  }
}

interface Labelled<T> {
  readonly labels: Labels;
  readonly item: T;
}
