import type { InputProblem } from '../reading/input';

/** What the sides hold, to tell whether they are two states of the same at all. */
export class Holdings {
  /** Whether anything is known to be on both sides. */
  haveCommon = false;
  private readonly before = new Holding();
  private readonly after = new Holding();

  add(cluster: string, read: { readonly before: number; readonly after: number; readonly inCommon: boolean }): void {
    if (read.inCommon) this.haveCommon = true;
    this.before.add(cluster, read.before);
    this.after.add(cluster, read.after);
  }

  /** What keeps two sides from being compared, though each can be read. */
  problems(base: string, head: string): InputProblem[] {
    if (this.haveCommon) return [];
    const sides = [
      { file: base, holding: this.before },
      { file: head, holding: this.after },
    ];
    const empty = sides.filter(({ holding }) => holding.objects === 0);
    if (empty.length > 0) return empty.map(({ file }) => ({ file, message: 'no Kubernetes object is in there' }));
    return [
      {
        file: `${base}, ${head}`,
        message: `no object is on both sides: one has ${this.before}, the other ${this.after}. Objects are matched by cluster folder, kind, namespace and name: name folders of the same cluster, or of the same fleet`,
      },
    ];
  }
}

class Holding {
  objects = 0;
  private readonly clusters: string[] = [];

  add(cluster: string, objects: number): void {
    this.objects += objects;
    if (objects > 0 && cluster !== '') this.clusters.push(cluster);
  }

  toString(): string {
    const [first, second, ...others] = this.clusters;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    const names = first === undefined ? '' : ` in ${second === undefined ? first : `${first}, ${second}${more}`}`;
    return `${this.objects} object${this.objects === 1 ? '' : 's'}${names}`;
  }
}
